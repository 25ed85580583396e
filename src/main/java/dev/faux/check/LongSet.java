package dev.faux.check;

import java.util.UUID;

/**
 * A set of ids and texts by 64-bit hashes of them: 16 to 32 bytes each. Two of ten million fall together with a probability of
 * about 3 in a million (n² / 2⁶⁵).
 */
final class LongSet {

    private long[] slots = new long[64];
    private int size;

    boolean add(UUID id) {
        return add(hash(id));
    }

    boolean contains(UUID id) {
        long hash = hash(id);
        return slots[slot(hash)] == hash;
    }

    boolean add(String text) {
        long hash = 1125899906842597L;
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash * 31 + text.charAt(i));
        }
        return add(hash == 0 ? 1 : hash);
    }

    int size() {
        return size;
    }

    /** Whether it was not there. */
    private boolean add(long hash) {
        int slot = slot(hash);
        if (slots[slot] == hash) {
            return false;
        }
        slots[slot] = hash;
        if (++size * 2 > slots.length) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[before.length * 2];
        for (long hash : before) {
            if (hash != 0) {
                slots[slot(hash)] = hash;
            }
        }
    }

    /** Where it is, or the empty slot where it would be. */
    private int slot(long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static long hash(UUID id) {
        long hash = mix(id.getMostSignificantBits() * 0x9E37_79B9_7F4A_7C15L + id.getLeastSignificantBits());
        return hash == 0 ? 1 : hash;
    }

    /** The finisher of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ mixed >>> 31;
    }
}
