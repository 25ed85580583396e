package dev.faux.check;

import java.util.UUID;

/** A set of ids, texts and belongings by their {@link Hashes}: 16 to 32 bytes each. */
final class LongSet {

    private long[] slots = new long[64];
    private int size;

    boolean add(UUID id) {
        return add(Hashes.of(id));
    }

    boolean contains(UUID id) {
        return contains(Hashes.of(id));
    }

    boolean add(String text) {
        return add(Hashes.of(text));
    }

    boolean contains(long hash) {
        return slots[slot(hash)] == hash;
    }

    int size() {
        return size;
    }

    /** Whether it was not there. */
    boolean add(long hash) {
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
}
