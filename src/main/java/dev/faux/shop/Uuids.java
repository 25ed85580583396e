package dev.faux.shop;

import dev.faux.shop.Id.Kind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Shows an {@link Id} as a UUID version 7 (RFC 9562) and reads it back, without a table.
 *
 * <p>Of its 122 free bits the first 48 are the instant, as the RFC has it; the next 44 are the number, so that ids of one
 * kind sort as they came into being; the last 30 are keyed with the seed and the kind, so that an id of another shop, or of
 * another kind, is recognised as a stranger. The numbers of customers, of what is theirs, and of products are known ahead
 * of time and go through a keyed bijection first.
 */
public final class Uuids {

    static final int NUMBER_BITS = 44;
    static final long MAX_NUMBER = (1L << NUMBER_BITS) - 1;
    private static final int HALF_BITS = NUMBER_BITS / 2;
    private static final long HALF_MASK = (1L << HALF_BITS) - 1;
    private static final int TAG_BITS = 30;
    private static final long TAG_MASK = (1L << TAG_BITS) - 1;
    private static final long LOW_NUMBER_MASK = (1L << 32) - 1;
    private static final int ROUNDS = 4;

    private final long[] keys = new long[Kind.values().length];

    public Uuids(long seed) {
        for (Kind kind : Kind.values()) {
            keys[kind.ordinal()] = Mix.of(seed, kind.ordinal() + 1L);
        }
    }

    /** The first 64 bits of the UUID. */
    public long high(Id id) {
        return id.at() << 16 | 0x7000L | shown(id) >>> 32;
    }

    /** The last 64 bits of the UUID. */
    public long low(Id id) {
        return 0x8000_0000_0000_0000L | (shown(id) & LOW_NUMBER_MASK) << TAG_BITS | tag(id);
    }

    public UUID of(Id id) {
        return new UUID(high(id), low(id));
    }

    /** The id that this UUID shows, or null if no thing of this kind in this shop can have it. */
    public @Nullable Id parse(Kind kind, UUID uuid) {
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        long shown = (high & 0xFFFL) << 32 | low >>> TAG_BITS & LOW_NUMBER_MASK;
        long number = isPermuted(kind) ? unpermute(keys[kind.ordinal()], shown) : shown;
        if (number < 1) {
            return null;
        }
        Id id = new Id(kind, number, high >> 16);
        return high(id) == high && low(id) == low ? id : null;
    }

    private long shown(Id id) {
        return isPermuted(id.kind()) ? permute(keys[id.kind().ordinal()], id.number()) : id.number();
    }

    private long tag(Id id) {
        return Mix.of(keys[id.kind().ordinal()], id.number() ^ id.at()) & TAG_MASK;
    }

    private static boolean isPermuted(Kind kind) {
        return switch (kind) {
            case CUSTOMER, PRODUCT, ADDRESS, PAYMENT_METHOD, VARIANT, LOAN, LOAN_PAYMENT -> true;
            case EVENT,
                    WAREHOUSE,
                    VENDOR,
                    CATEGORY,
                    SESSION,
                    ORDER,
                    ORDER_ITEM,
                    PAYMENT,
                    REFUND,
                    SHIPMENT,
                    RETURN,
                    REVIEW,
                    TICKET,
                    PROMOTION,
                    SHOP -> false;
        };
    }

    /** A balanced Feistel network over the 44 bits: whatever the round function is, it can be walked back. */
    private static long permute(long key, long number) {
        long left = number >>> HALF_BITS;
        long right = number & HALF_MASK;
        for (int round = 0; round < ROUNDS; round++) {
            long mixed = left ^ Mix.of(key + round, right) & HALF_MASK;
            left = right;
            right = mixed;
        }
        return left << HALF_BITS | right;
    }

    private static long unpermute(long key, long shown) {
        long left = shown >>> HALF_BITS;
        long right = shown & HALF_MASK;
        for (int round = ROUNDS - 1; round >= 0; round--) {
            long mixed = right ^ Mix.of(key + round, left) & HALF_MASK;
            right = left;
            left = mixed;
        }
        return left << HALF_BITS | right;
    }
}
