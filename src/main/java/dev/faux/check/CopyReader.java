package dev.faux.check;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Finds the event in a line of what a consumer got: a CloudEvent in structured JSON, alone, in a frame of SSE, or with something
 * before it and a tab; or one in Kafka's binary mode, as the console consumer prints headers, key and value. For one thread.
 */
final class CopyReader {

    private static final long DATA = Meaning.text("data");
    private static final long CONTENT_TYPE = Meaning.text("datacontenttype");
    private static final byte[] CONTENT_TYPE_HEADER = ascii("content-type");
    private static final byte[] HEADER = ascii("ce_");
    private static final byte[] NOTHING = ascii("null");
    private static final byte[] SSE_DATA = ascii("data:");
    private static final byte[][] SSE_OTHERS = {ascii("id:"), ascii("event:"), ascii("retry:"), ascii(":")};

    private final Meaning meaning = new Meaning();
    private final Copy copy;
    private byte[] bytes = {};
    private int end;

    /** @param copy is filled anew by each {@link #read} */
    CopyReader(Copy copy) {
        this.copy = copy;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /**
     * Whether there is an event in the line: none in an empty one, nor in those that frame it in SSE.
     *
     * @throws Malformed where it is neither
     */
    boolean read(byte[] line, int begin, int to) {
        bytes = line;
        end = to;
        copy.clear();
        int from = begin;
        while (from < to && line[from] == ' ') {
            from++;
        }
        if (from == to) {
            return false;
        }
        if (bytes[from] == '{') {
            structured(from);
        } else if (startsWith(from, end, SSE_DATA)) {
            structured(from + SSE_DATA.length);
        } else if (endOfColumn(from) < end) {
            columns(from);
        } else if (!isOfFrame(from)) {
            throw new Malformed("neither JSON nor a frame of SSE nor columns");
        } else {
            return false;
        }
        return true;
    }

    private boolean isOfFrame(int from) {
        for (byte[] field : SSE_OTHERS) {
            if (startsWith(from, end, field)) {
                return true;
            }
        }
        return false;
    }

    private void structured(int from) {
        JsonScanner scanner = meaning.begin(bytes, from, end);
        scanner.take('{');
        if (!scanner.takes('}')) {
            do {
                long name = meaning.string();
                scanner.take(':');
                long value = meaning.value();
                copy.put(name, value, bytes, scanner.start(), scanner.stop());
            } while (scanner.takes(','));
            scanner.take('}');
        }
        scanner.end();
    }

    /** What stands before headers, or before JSON without headers, says nothing of the event. */
    private void columns(int first) {
        for (int from = first; from < end; from = endOfColumn(from) + 1) {
            if (bytes[from] == '{') {
                structured(from);
                return;
            }
            if (isHeaders(from)) {
                binary(from);
                return;
            }
        }
        throw new Malformed("no column with an event");
    }

    private boolean isHeaders(int from) {
        int to = endOfColumn(from);
        for (int i = from; i < to; i = endOfHeader(i, to) + 1) {
            if (startsWith(i, to, HEADER)) {
                return true;
            }
        }
        return false;
    }

    /** Headers, the key where it is printed, the data. */
    private void binary(int from) {
        int to = endOfColumn(from);
        for (int i = from; i < to; ) {
            int endOfHeader = endOfHeader(i, to);
            header(i, endOfHeader);
            i = endOfHeader + 1;
        }
        int value = to + 1;
        if (value < end && bytes[value] != '{') {
            int endOfKey = endOfColumn(value);
            if (Meaning.text(bytes, value, endOfKey) != copy.key) {
                // What came under another key than its own is not what was sent.
                copy.meaning = ~copy.meaning;
            }
            value = endOfKey + 1;
        }
        if (value >= end || bytes[value] != '{') {
            throw new Malformed("no data after the headers");
        }
        JsonScanner scanner = meaning.begin(bytes, value, end);
        copy.put(DATA, meaning.value(), bytes, value, end);
        scanner.end();
    }

    private void header(int from, int to) {
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, to);
        boolean isAbsent = value == to || Arrays.equals(bytes, value, to, NOTHING, 0, NOTHING.length);
        if (isAbsent) {
            return;
        }
        if (startsWith(from, colon, HEADER)) {
            copy.put(
                    Meaning.text(bytes, from + HEADER.length, colon), Meaning.text(bytes, value, to), bytes, value, to);
        } else if (Arrays.equals(bytes, from, colon, CONTENT_TYPE_HEADER, 0, CONTENT_TYPE_HEADER.length)) {
            copy.put(CONTENT_TYPE, Meaning.text(bytes, value, to), bytes, value, to);
        }
    }

    /** Where the last comma stands before the colon of the next header; others before it are part of the value. */
    private int endOfHeader(int from, int to) {
        int comma = to;
        for (int i = from; i < to; i++) {
            if (bytes[i] == ',') {
                comma = i;
            } else if (bytes[i] == ':' && comma < to) {
                return comma;
            }
        }
        return to;
    }

    private int endOfColumn(int from) {
        int i = from;
        while (i < end && bytes[i] != '\t') {
            i++;
        }
        return i;
    }

    private boolean startsWith(int from, int to, byte[] expected) {
        return to - from >= expected.length
                && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
    }
}
