package dev.faux.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds a thing by its name as it lies in bytes, without making a string of it. */
final class Names<T> {

    private final byte[][] names;
    private final Object[] things;
    private final int mask;

    Names(List<T> all, Function<T, String> name) {
        int size = Integer.highestOneBit(all.size() * 8);
        names = new byte[size][];
        things = new Object[size];
        mask = size - 1;
        for (T thing : all) {
            byte[] bytes = name.apply(thing).getBytes(StandardCharsets.UTF_8);
            int slot = slot(JsonScanner.hash(bytes));
            while (names[slot] != null) {
                slot = slot + 1 & mask;
            }
            names[slot] = bytes;
            things[slot] = thing;
        }
    }

    /** The thing whose name the scanner has just read, or null. */
    @SuppressWarnings("unchecked") // Only what came in as a T is in there.
    @Nullable
    T find(byte[] bytes, JsonScanner scanner) {
        int slot = slot(scanner.hash());
        while (true) {
            byte[] name = names[slot];
            if (name == null) {
                return null;
            }
            if (Arrays.equals(name, 0, name.length, bytes, scanner.start(), scanner.stop())) {
                return (T) things[slot];
            }
            slot = slot + 1 & mask;
        }
    }

    private int slot(int hash) {
        return (hash * 0x9E37_79B9 >>> 16) & mask;
    }
}
