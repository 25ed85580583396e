package dev.faux.shop;

/** Where an order stands, as the outside sees it. */
public enum OrderStatus {
    WAITING("waiting"),
    PREPARATION("preparation"),
    READY("ready"),
    SHIPPED("shipped"),
    DELIVERY_ATTEMPT_FAILED("delivery_attempt_failed"),
    DELIVERED("delivered"),
    FAILED("failed"),
    CANCELLED("cancelled");

    private final String wireName;

    OrderStatus(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
