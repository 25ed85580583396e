package dev.faux.log;

import dev.faux.shop.EventType;
import java.util.Arrays;

/**
 * Consecutive events as lines of JSON, as everybody reads them, with what a reader needs to choose among them without parsing.
 * Shared between readers and threads: nobody changes what it holds.
 */
public final class Batch {

    private static final EventType[] TYPES = EventType.values();

    private final long first;
    private final byte[] bytes;
    private final int[] ends;
    private final long[] times;
    private final byte[] types;
    private final long[] customers;
    private final long digest;
    private final int from;

    Batch(long first, byte[] bytes, int[] ends, long[] times, byte[] types, long[] customers, long digest) {
        this(first, bytes, ends, times, types, customers, digest, 0);
    }

    private Batch(
            long first,
            byte[] bytes,
            int[] ends,
            long[] times,
            byte[] types,
            long[] customers,
            long digest,
            int from) {
        this.first = first;
        this.bytes = bytes;
        this.ends = ends;
        this.times = times;
        this.types = types;
        this.customers = customers;
        this.digest = digest;
        this.from = from;
    }

    /** The same without the events before this position; at least the last one stays. */
    public Batch from(long position) {
        if (position <= first()) {
            return this;
        }
        if (position > last()) {
            throw new IllegalArgumentException("position " + position + " is past " + last());
        }
        return new Batch(first, bytes, ends, times, types, customers, digest, (int) (position - first));
    }

    /** The position of its first event. */
    public long first() {
        return first + from;
    }

    /** The position of its last event. */
    public long last() {
        return first + ends.length - 1;
    }

    /** How many events; they are numbered from 0 here. */
    public int size() {
        return ends.length - from;
    }

    /** The digest of the history up to {@link #last()}. */
    public long digest() {
        return digest;
    }

    public long position(int index) {
        return first() + index;
    }

    /** When it happened, in milliseconds since 1970 UTC. */
    public long time(int index) {
        return times[from + index];
    }

    public EventType type(int index) {
        return TYPES[types[from + index]];
    }

    /** The number of the customer whose doing it is, or 0. */
    public long customer(int index) {
        return customers[from + index];
    }

    /** The bytes that {@link #start} and {@link #end} are places in; UTF-8. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the line of an event begins. */
    public int start(int index) {
        return from + index == 0 ? 0 : ends[from + index - 1];
    }

    /** Where the line of an event ends, after its line feed. */
    public int end(int index) {
        return ends[from + index];
    }

    /** One line of JSON, without its line feed. */
    public byte[] line(int index) {
        return Arrays.copyOfRange(bytes, start(index), end(index) - 1);
    }
}
