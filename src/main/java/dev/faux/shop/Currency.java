package dev.faux.shop;

/** A currency by its ISO 4217 code. Our own list, because the JDK's changes with its version. */
public enum Currency {
    USD(2),
    EUR(2),
    GBP(2),
    BRL(2);

    private final int decimals;

    Currency(int decimals) {
        this.decimals = decimals;
    }

    /** How many decimals an amount is written with. */
    public int decimals() {
        return decimals;
    }
}
