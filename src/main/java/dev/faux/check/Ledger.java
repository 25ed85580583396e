package dev.faux.check;

import java.util.Arrays;
import java.util.function.LongConsumer;

/** A number for each position, 0 unless it was given another: 8 bytes each where most of them have one. */
final class Ledger {

    /** A page is small: a position far away from all others costs one. */
    private static final int PAGE_BITS = 8;

    private static final int PAGE = 1 << PAGE_BITS;
    private static final long[] BLANK = new long[PAGE];

    /** The index of each page that there is, by the number of the page and 1: a key is never 0. */
    private final LongMap indices = new LongMap();

    private long[][] pages = new long[16][];
    private long[] begins = new long[16];
    private int size;
    private long openNumber = -1;
    private long[] open = BLANK;

    long get(long position) {
        return page(position)[(int) position & PAGE - 1];
    }

    void put(long position, long value) {
        if (page(position) == BLANK) {
            add(position);
        }
        open[(int) position & PAGE - 1] = value;
    }

    /** Names all positions that have a number, in no order. */
    void forEach(LongConsumer visitor) {
        for (int index = 0; index < size; index++) {
            for (int i = 0; i < PAGE; i++) {
                if (pages[index][i] != 0) {
                    visitor.accept(begins[index] + i);
                }
            }
        }
    }

    private long[] page(long position) {
        long number = position >>> PAGE_BITS;
        if (number != openNumber) {
            long index = indices.get(number + 1, -1);
            openNumber = number;
            open = index < 0 ? BLANK : pages[(int) index];
        }
        return open;
    }

    private void add(long position) {
        if (size == pages.length) {
            pages = Arrays.copyOf(pages, 2 * size);
            begins = Arrays.copyOf(begins, 2 * size);
        }
        open = new long[PAGE];
        pages[size] = open;
        begins[size] = position & -PAGE;
        indices.put((position >>> PAGE_BITS) + 1, size);
        size++;
    }
}
