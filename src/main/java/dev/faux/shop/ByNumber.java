package dev.faux.shop;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Things by numbers above 0, most of which leave again. A table with open addresses: what is numbered together lies together.
 */
final class ByNumber<T> {

    private static final int LEAST = 1 << 6;

    /** A number of 0 marks a free place. */
    private long[] numbers = new long[LEAST];

    private @Nullable Object[] things = new Object[LEAST];
    private int size;

    @SuppressWarnings("unchecked") // Only put writes them.
    @Nullable
    T get(long number) {
        return (T) things[place(number)];
    }

    /** Takes the place of the one that had this number. */
    void put(long number, T thing) {
        int place = place(number);
        if (numbers[place] == 0) {
            if (size >= numbers.length / 2) {
                grow();
                place = place(number);
            }
            numbers[place] = number;
            size++;
        }
        things[place] = thing;
    }

    /** Those behind it move up, so that nothing is looked for beyond a gap (Knuth, volume 3, algorithm 6.4R). */
    void remove(long number) {
        int mask = numbers.length - 1;
        int gap = place(number);
        if (numbers[gap] == 0) {
            return;
        }
        for (int i = gap + 1 & mask; numbers[i] != 0; i = i + 1 & mask) {
            int wayHome = i - home(numbers[i]) & mask;
            if (wayHome >= (i - gap & mask)) {
                numbers[gap] = numbers[i];
                things[gap] = things[i];
                gap = i;
            }
        }
        numbers[gap] = 0;
        things[gap] = null;
        size--;
    }

    int size() {
        return size;
    }

    /** In no order that means anything. */
    @SuppressWarnings("unchecked") // Only put writes them.
    List<T> all() {
        List<T> all = new ArrayList<>(size);
        for (Object thing : things) {
            if (thing != null) {
                all.add((T) thing);
            }
        }
        return all;
    }

    /** Its place, or the free one that would be its. */
    private int place(long number) {
        int mask = numbers.length - 1;
        int place = home(number);
        while (numbers[place] != number && numbers[place] != 0) {
            place = place + 1 & mask;
        }
        return place;
    }

    private int home(long number) {
        return (int) number & numbers.length - 1;
    }

    private void grow() {
        long[] oldNumbers = numbers;
        @Nullable Object[] oldThings = things;
        numbers = new long[oldNumbers.length * 2];
        things = new Object[numbers.length];
        for (int i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != 0) {
                int place = place(oldNumbers[i]);
                numbers[place] = oldNumbers[i];
                things[place] = oldThings[i];
            }
        }
    }
}
