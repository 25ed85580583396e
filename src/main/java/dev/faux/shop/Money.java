package dev.faux.shop;

/** An amount in integer minor units (cents) of one currency. */
public record Money(long minor, Currency currency) {

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    public Money times(long quantity) {
        return new Money(Math.multiplyExact(minor, quantity), currency);
    }

    /** Half of a non-negative amount, rounded down. */
    public Money half() {
        return new Money(minor / 2, currency);
    }

    /** So many hundredths of a percent of a non-negative amount, rounded half up. */
    public Money share(long basisPoints) {
        return new Money((Math.multiplyExact(minor, basisPoints) + 5_000) / 10_000, currency);
    }

    /** The whole units in it, without their parts. */
    public long units() {
        long units = minor;
        for (int i = 0; i < currency.decimals(); i++) {
            units /= 10;
        }
        return units;
    }

    private Money sameCurrency(Money other) {
        if (other.currency != currency) {
            throw new IllegalArgumentException("amount in " + other.currency + ", expected " + currency);
        }
        return other;
    }
}
