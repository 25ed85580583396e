package dev.faux.check;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * 64 bits that stand for an id, a text or two ids together; never 0. Two of ten million fall together with a probability of about
 * 3 in a million (n² / 2⁶⁵).
 */
final class Hashes {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Hashes() {}

    static long of(UUID id) {
        return notZero(mix(id.getMostSignificantBits() * 0x9E37_79B9_7F4A_7C15L + id.getLeastSignificantBits()));
    }

    /** Of what belongs to somebody. */
    static long of(UUID owner, UUID thing) {
        return notZero(mix(of(owner) * 31 + of(thing)));
    }

    static long of(String text) {
        long hash = 1125899906842597L;
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash * 31 + text.charAt(i));
        }
        return notZero(hash);
    }

    /** Of the bytes in [from, to). */
    static long of(byte[] bytes, int from, int to) {
        long hash = to - from;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            hash = fold(hash ^ (long) WORD.get(bytes, i));
        }
        return notZero(mix(hash ^ rest(bytes, i, to)));
    }

    /** The last up to seven bytes. */
    private static long rest(byte[] bytes, int from, int to) {
        if (from <= bytes.length - Long.BYTES) {
            return (long) WORD.get(bytes, from) & (1L << 8 * (to - from)) - 1;
        }
        long rest = 0;
        for (int i = to - 1; i >= from; i--) {
            rest = rest << 8 | bytes[i] & 255;
        }
        return rest;
    }

    /** Of one after the other. */
    static long of(long first, long second) {
        return notZero(mix(fold(first) + second));
    }

    private static long notZero(long hash) {
        return hash == 0 ? 1 : hash;
    }

    /** Both halves of a product of 128 bits, as in wyhash; odd so that 0 does not stay 0. */
    private static long fold(long value) {
        long odd = value ^ 0xA076_1D64_78BD_642FL;
        return Math.multiplyHigh(odd, 0xE703_7ED1_A0B4_28DBL) ^ odd * 0xE703_7ED1_A0B4_28DBL;
    }

    /** The finisher of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }
}
