package dev.faux.check;

/** A number for each of many {@link Hashes}: 32 to 64 bytes each. */
final class LongMap {

    private long[] keys = new long[64];
    private long[] values = new long[64];
    private int size;

    boolean contains(long hash) {
        return keys[slot(hash)] == hash;
    }

    /** Its number, or this one if it has none. */
    long get(long hash, long otherwise) {
        int slot = slot(hash);
        return keys[slot] == hash ? values[slot] : otherwise;
    }

    void put(long hash, long value) {
        int slot = slot(hash);
        if (keys[slot] != hash) {
            keys[slot] = hash;
            size++;
        }
        values[slot] = value;
        if (size * 2 > keys.length) {
            grow();
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new long[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    /** Where it is, or the empty slot where it would be. */
    private int slot(long hash) {
        int mask = keys.length - 1;
        int slot = (int) hash & mask;
        while (keys[slot] != 0 && keys[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}
