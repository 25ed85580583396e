package dev.faux.shop;

/** Who wants an order. */
public enum Origin {
    /** Somebody who was made up. */
    SHOPPER("shopper"),
    /** Somebody who asked for it from outside. */
    PERSON("person");

    private final String wireName;

    Origin(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
