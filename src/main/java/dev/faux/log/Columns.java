package dev.faux.log;

import dev.faux.shop.Id;
import dev.faux.simulation.Occurrence;
import java.util.Arrays;

/**
 * What is known of events beside their lines, each at its own index; there may be room for more.
 *
 * @param ends where their lines end
 * @param times in milliseconds since 1970 UTC
 * @param types by their ordinals
 * @param customers by their numbers, 0 for nobody
 * @param digests of the history up to and with them
 */
record Columns(int[] ends, long[] times, byte[] types, long[] customers, long[] digests) {

    static Columns of(int count) {
        return new Columns(new int[count], new long[count], new byte[count], new long[count], new long[count]);
    }

    int room() {
        return ends.length;
    }

    void set(int index, int end, Occurrence occurrence) {
        Id customer = occurrence.event().customer();
        ends[index] = end;
        times[index] = occurrence.at();
        types[index] = (byte) occurrence.event().type().ordinal();
        customers[index] = customer == null ? 0 : customer.number();
        digests[index] = occurrence.digest();
    }

    /** The first ones in arrays of their own. */
    Columns copy(int count) {
        return new Columns(
                Arrays.copyOf(ends, count),
                Arrays.copyOf(times, count),
                Arrays.copyOf(types, count),
                Arrays.copyOf(customers, count),
                Arrays.copyOf(digests, count));
    }
}
