package dev.faux.shop;

import dev.faux.shop.Id.Kind;

/**
 * Something of which a customer has several: an address, a means of payment. Its id alone tells whose it is, so nobody keeps
 * lists.
 *
 * @param revision of what the customer told, by which it came in; 0 is what he told first
 * @param index among his of its kind, from 0
 */
public record Belonging(long owner, int revision, int index) {

    /** How often a customer can change what he told. */
    public static final int MAX_REVISION = 255;

    private static final int INDEX_BITS = 3;
    private static final int REVISION_BITS = 8;

    public static Id id(Kind kind, Id owner, int revision, int index) {
        long number = (owner.number() << REVISION_BITS | revision) << INDEX_BITS | index;
        return new Id(kind, number, owner.at());
    }

    public static Belonging of(Id id) {
        long number = id.number();
        return new Belonging(
                number >>> INDEX_BITS + REVISION_BITS,
                (int) (number >>> INDEX_BITS) & MAX_REVISION,
                (int) number & (1 << INDEX_BITS) - 1);
    }

    static boolean isOf(Id customer, Id id) {
        return id.number() >>> INDEX_BITS + REVISION_BITS == customer.number();
    }
}
