package dev.faux.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads what somebody pipes in. */
final class StandardInput {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_LINE = 1 << 24;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;

    private StandardInput() {}

    /** Takes lines, in order. */
    interface Reader {

        /** Takes the bytes of a line in [from, to), without its line feed; they are good for the call only. */
        void take(byte[] bytes, int from, int to);
    }

    /**
     * Reads all lines. The last one may lack its line feed.
     *
     * @throws IOException where it cannot be read, or a line is longer than 16 MiB
     */
    static void forEachLine(InputStream in, Reader reader) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int begin = 0;
        int end = 0;
        for (int count = in.read(buffer, end, buffer.length - end);
                count >= 0;
                count = in.read(buffer, end, buffer.length - end)) {
            int searched = end;
            end += count;
            for (int i = lineFeed(buffer, searched, end); i < end; i = lineFeed(buffer, begin, end)) {
                take(reader, buffer, begin, i);
                begin = i + 1;
            }
            System.arraycopy(buffer, begin, buffer, 0, end - begin);
            end -= begin;
            begin = 0;
            if (end == buffer.length) {
                if (end >= LONGEST_LINE) {
                    throw new IOException("a line is longer than " + LONGEST_LINE + " bytes");
                }
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            }
        }
        if (end > begin) {
            take(reader, buffer, begin, end);
        }
    }

    /** Where the next line feed stands, or the end. Eight bytes at a time: the lowest hit is right (Mycroft 1987). */
    private static int lineFeed(byte[] buffer, int from, int end) {
        int i = from;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            long word = (long) WORD.get(buffer, i) ^ ONES * '\n';
            long hits = word - ONES & ~word & ONES << 7;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < end && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    private static void take(Reader reader, byte[] buffer, int from, int to) {
        reader.take(buffer, from, to > from && buffer[to - 1] == '\r' ? to - 1 : to);
    }
}
