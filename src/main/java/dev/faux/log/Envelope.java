package dev.faux.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Where the parts of an event stand in its line, as {@link JsonLines} writes it: attributes in their order, plain characters between
 * quotes, and the data last. To be used again for the next event; for one thread.
 */
public final class Envelope {

    /** The attributes of an event, in their order. */
    public enum Attribute {
        SPECVERSION,
        ID,
        SOURCE,
        TYPE,
        SUBJECT,
        TIME,
        SEQUENCE,
        PARTITIONKEY,
        /** Absent from what the shop does by itself. */
        CORRELATIONID,
        DATACONTENTTYPE,
        DATASCHEMA;

        private final byte[] opening = ("\"" + wireName() + "\":\"").getBytes(StandardCharsets.US_ASCII);

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Attribute[] ATTRIBUTES = Attribute.values();
    private static final byte[] DATA = "\"data\":".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = {};
    private final int[] starts = new int[ATTRIBUTES.length];
    private final int[] ends = new int[ATTRIBUTES.length];
    private int dataStart;
    private int dataEnd;

    /** Finds the parts of an event of a batch. */
    public void read(Batch batch, int index) {
        bytes = batch.bytes();
        int next = batch.start(index) + 1;
        for (Attribute attribute : ATTRIBUTES) {
            int place = attribute.ordinal();
            byte[] opening = attribute.opening;
            if (isAt(next, opening)) {
                starts[place] = next + opening.length;
                ends[place] = closing(starts[place]);
                // A quote and a comma.
                next = ends[place] + 2;
            } else {
                starts[place] = ends[place] = 0;
            }
        }
        if (!isAt(next, DATA)) {
            throw new IllegalArgumentException(
                    "line of event " + batch.position(index) + " has no data at byte " + (next - batch.start(index)));
        }
        dataStart = next + DATA.length;
        // A brace and a line feed.
        dataEnd = batch.end(index) - 2;
    }

    private boolean isAt(int place, byte[] expected) {
        return Arrays.equals(bytes, place, place + expected.length, expected, 0, expected.length);
    }

    private int closing(int from) {
        int end = from;
        while (bytes[end] != '"') {
            end++;
        }
        return end;
    }

    public boolean has(Attribute attribute) {
        return starts[attribute.ordinal()] > 0;
    }

    /** Its value, ASCII, without quotes. */
    public byte[] value(Attribute attribute) {
        return Arrays.copyOfRange(bytes, starts[attribute.ordinal()], ends[attribute.ordinal()]);
    }

    /** Where the attributes end and the name of the data begins, in the bytes of the batch. */
    public int attributesEnd() {
        return dataStart - DATA.length;
    }

    /** Where the data begins, in the bytes of the batch. */
    public int dataStart() {
        return dataStart;
    }

    /** Where the data ends, in the bytes of the batch. */
    public int dataEnd() {
        return dataEnd;
    }

    /** A JSON object, UTF-8. */
    public byte[] data() {
        return Arrays.copyOfRange(bytes, dataStart, dataEnd);
    }
}
