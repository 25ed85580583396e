package dev.faux.check;

import java.util.UUID;

/**
 * 64 bits that stand for an id, a text or two ids together; never 0. Two of ten million fall together with a probability of about
 * 3 in a million (n² / 2⁶⁵).
 */
final class Hashes {

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

    private static long notZero(long hash) {
        return hash == 0 ? 1 : hash;
    }

    /** The finisher of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }
}
