package dev.faux.shop;

/** The one scrambler of bits behind ids, dice and digests: the finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
public final class Mix {

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private Mix() {}

    /** Spreads every bit of the input over all 64 bits of the output; a bijection. */
    public static long of(long value) {
        long z = (value ^ value >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }

    /** A value that depends on both, in this order. */
    public static long of(long key, long value) {
        return of(of(key + GOLDEN) + (value + 1) * GOLDEN);
    }
}
