package dev.faux.log;

import dev.faux.shop.EventType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Consecutive events as lines of JSON, as everybody reads them, with what a reader needs to choose among them without parsing.
 * Shared between readers and threads: nobody changes what it holds.
 */
public final class Batch {

    private static final EventType[] TYPES = EventType.values();

    private final long first;
    /** The columns may have room for more. */
    private final int count;

    private final byte[] bytes;
    private final Columns columns;
    private final int skipped;

    /** @param skipped how many of the first events are not part of it */
    Batch(long first, int count, byte[] bytes, Columns columns, int skipped) {
        this.first = first;
        this.count = count;
        this.bytes = bytes;
        this.columns = columns;
        this.skipped = skipped;
    }

    /** The same without the events before this position; at least the last one stays. */
    public Batch from(long position) {
        if (position <= first()) {
            return this;
        }
        if (position > last()) {
            throw new IllegalArgumentException("position is " + position + ", expected at most " + last());
        }
        return new Batch(first, count, bytes, columns, (int) (position - first));
    }

    /** The same without the events after this position, which must not come before the first. */
    public Batch to(long position) {
        return position >= last() ? this : slice(0, (int) (position - first()) + 1);
    }

    /** Its events from one index to before another. */
    public Batch slice(int from, int to) {
        return new Batch(first, skipped + to, bytes, columns, skipped + from);
    }

    /** One of its events, in arrays of its own. */
    public Batch only(int index) {
        return ofFrame(slice(index, index + 1).toFrame());
    }

    /** The same in arrays of its own. */
    Batch copy() {
        return new Batch(first, count, Arrays.copyOf(bytes, columns.ends()[count - 1]), columns.copy(count), skipped);
    }

    /** The position of its first event. */
    public long first() {
        return first + skipped;
    }

    /** The position of its last event. */
    public long last() {
        return first + count - 1;
    }

    /** How many events; they are numbered from 0 here. */
    public int size() {
        return count - skipped;
    }

    public long position(int index) {
        return first() + index;
    }

    /** When it happened, in milliseconds since 1970 UTC. */
    public long time(int index) {
        return columns.times()[skipped + index];
    }

    public EventType type(int index) {
        return TYPES[columns.types()[skipped + index]];
    }

    /** The number of the customer whose doing it is, or 0. */
    public long customer(int index) {
        return columns.customers()[skipped + index];
    }

    /** The digest of the history up to and with this event. */
    public long digest(int index) {
        return columns.digests()[skipped + index];
    }

    /** The digest of the history up to {@link #last()}. */
    public long digest() {
        return columns.digests()[count - 1];
    }

    /** How far a reader has come who has taken it in. */
    Head head() {
        return new Head(last(), columns.times()[count - 1], digest());
    }

    /** The position of the first event that is not before this instant; there must be one. */
    long positionAt(long instant) {
        int index = 0;
        while (time(index) < instant) {
            index++;
        }
        return position(index);
    }

    /** The bytes that {@link #start} and {@link #end} are places in; UTF-8. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the line of an event begins. */
    public int start(int index) {
        return skipped + index == 0 ? 0 : columns.ends()[skipped + index - 1];
    }

    /** Where the line of an event ends, after its line feed. */
    public int end(int index) {
        return columns.ends()[skipped + index];
    }

    /** How many bytes all its lines have. */
    public int length() {
        return columns.ends()[count - 1] - start(0);
    }

    /** One line of JSON, without its line feed. */
    public byte[] line(int index) {
        return Arrays.copyOfRange(bytes, start(index), end(index) - 1);
    }

    /** Several that follow each other without a gap as one. */
    public static Batch join(List<Batch> batches) {
        if (batches.size() == 1) {
            return batches.getFirst();
        }
        int count = 0;
        int length = 0;
        for (Batch batch : batches) {
            count += batch.size();
            length += batch.length();
        }
        byte[] bytes = new byte[length];
        Columns columns = Columns.of(count);
        int at = 0;
        int place = 0;
        for (Batch batch : batches) {
            if (batch.first() != batches.getFirst().first() + at) {
                throw new IllegalArgumentException("batch begins at " + batch.first() + ", expected "
                        + (batches.getFirst().first() + at));
            }
            int begin = batch.start(0);
            System.arraycopy(batch.bytes, begin, bytes, place, batch.length());
            for (int i = 0; i < batch.size(); i++) {
                columns.ends()[at + i] = batch.end(i) - begin + place;
            }
            System.arraycopy(batch.columns.times(), batch.skipped, columns.times(), at, batch.size());
            System.arraycopy(batch.columns.types(), batch.skipped, columns.types(), at, batch.size());
            System.arraycopy(batch.columns.customers(), batch.skipped, columns.customers(), at, batch.size());
            System.arraycopy(batch.columns.digests(), batch.skipped, columns.digests(), at, batch.size());
            at += batch.size();
            place += batch.length();
        }
        return new Batch(batches.getFirst().first(), count, bytes, columns, 0);
    }

    /** As a segment file holds it: first position, counts, columns, lines. */
    ByteBuffer toFrame() {
        int count = size();
        int begin = start(0);
        ByteBuffer frame = ByteBuffer.allocate(frameSize(count, length()));
        frame.putLong(first()).putInt(count).putInt(length());
        for (int i = 0; i < count; i++) {
            frame.putInt(end(i) - begin);
        }
        for (int i = 0; i < count; i++) {
            frame.putLong(time(i)).putLong(customer(i)).putLong(digest(i));
        }
        frame.put(columns.types(), skipped, count).put(bytes, begin, length());
        return frame.flip();
    }

    static Batch ofFrame(ByteBuffer frame) {
        long first = frame.getLong();
        int count = frame.getInt();
        byte[] bytes = new byte[frame.getInt()];
        Columns columns = Columns.of(count);
        for (int i = 0; i < count; i++) {
            columns.ends()[i] = frame.getInt();
        }
        for (int i = 0; i < count; i++) {
            columns.times()[i] = frame.getLong();
            columns.customers()[i] = frame.getLong();
            columns.digests()[i] = frame.getLong();
        }
        frame.get(columns.types()).get(bytes);
        return new Batch(first, count, bytes, columns, 0);
    }

    private static int frameSize(int count, int length) {
        return Long.BYTES + 2 * Integer.BYTES + count * (Integer.BYTES + 3 * Long.BYTES + 1) + length;
    }
}
