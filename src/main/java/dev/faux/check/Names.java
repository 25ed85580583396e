package dev.faux.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds a thing by its name as it lies in bytes, without making a string of it. */
final class Names<T> {

    /** Names up to this long are told by their length, first and last eight bytes. */
    private static final int SHORT = 2 * Long.BYTES;

    private final byte[][] names;
    private final long[] heads;
    private final long[] tails;
    private final Object[] things;
    private final int mask;

    Names(List<T> all, Function<T, String> name) {
        int size = Integer.highestOneBit(all.size() * 8);
        names = new byte[size][];
        heads = new long[size];
        tails = new long[size];
        things = new Object[size];
        mask = size - 1;
        for (T thing : all) {
            byte[] bytes = name.apply(thing).getBytes(StandardCharsets.UTF_8);
            long head = JsonScanner.head(bytes, 0, bytes.length);
            long tail = JsonScanner.tail(bytes, 0, bytes.length);
            int slot = slot(head, tail, bytes.length);
            while (names[slot] != null) {
                slot = slot + 1 & mask;
            }
            names[slot] = bytes;
            heads[slot] = head;
            tails[slot] = tail;
            things[slot] = thing;
        }
    }

    /** The thing whose name lies in [from, to), or null. */
    @SuppressWarnings("unchecked") // Only what came in as a T is in there.
    @Nullable
    T find(byte[] bytes, int from, int to) {
        long head = JsonScanner.head(bytes, from, to);
        long tail = JsonScanner.tail(bytes, from, to);
        int length = to - from;
        int slot = slot(head, tail, length);
        while (true) {
            byte[] name = names[slot];
            if (name == null) {
                return null;
            }
            if (name.length == length
                    && heads[slot] == head
                    && tails[slot] == tail
                    && (length <= SHORT || Arrays.equals(name, 0, length, bytes, from, to))) {
                return (T) things[slot];
            }
            slot = slot + 1 & mask;
        }
    }

    private int slot(long head, long tail, int length) {
        long hash = (head * 0x9E37_79B9_7F4A_7C15L + tail + length) * 0xBF58_476D_1CE4_E5B9L;
        return (int) (hash >>> 32) & mask;
    }
}
