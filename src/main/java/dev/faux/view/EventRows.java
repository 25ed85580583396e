package dev.faux.view;

import dev.faux.log.Batch;
import dev.faux.shop.EventType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntPredicate;
import reactor.core.publisher.Flux;

/**
 * Events as rows of Postgres' binary COPY, in buffers of about a megabyte. The driver takes in all buffers of a COPY at once,
 * whatever the server can stomach, and gets slower with their number: so no COPY is given more than {@link #MOST} rows.
 */
final class EventRows {

    /** What is written, in this order. */
    static final String COPY = "copy events (occurred_at, position, type, body) from stdin (format binary)";

    static final int MOST = 20_000;

    private static final int BUFFER = 1 << 20;
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final short COLUMNS = 4;
    private static final short END = -1;
    private static final byte[][] TYPES = Arrays.stream(EventType.values())
            .map(type -> type.wireName().getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);

    /** Postgres counts from the year 2000, in microseconds. */
    private static final long EPOCH = 946_684_800_000L;

    /** All of a row but the type and the body: the number of columns, two numbers, and four lengths. */
    private static final int FIXED = 2 + 8 + 8 + 4 * 4;

    private EventRows() {}

    /** The rows of those from one index to before another that are wanted, as the whole of one COPY. */
    static Flux<ByteBuf> of(Batch batch, int from, int to, IntPredicate wanted) {
        return Flux.generate(() -> from, (next, buffers) -> {
            if (next > to) {
                buffers.complete();
                return next;
            }
            ByteBuffer buffer = ByteBuffer.allocate(Math.max(BUFFER, HEADER.length + most(batch, next, to)));
            if (next == from) {
                buffer.put(HEADER);
            }
            int end = fill(batch, next, to, wanted, buffer);
            buffers.next(Unpooled.wrappedBuffer(buffer.flip()));
            return end;
        });
    }

    /** How much room the next row takes at least. */
    private static int most(Batch batch, int next, int to) {
        return next < to ? length(batch, next) : Short.BYTES;
    }

    /** Writes as many rows as there is room for; the end mark counts as the row after the last. */
    private static int fill(Batch batch, int from, int to, IntPredicate wanted, ByteBuffer buffer) {
        int next = from;
        while (next < to && buffer.remaining() >= length(batch, next)) {
            if (wanted.test(next)) {
                write(batch, next, buffer);
            }
            next++;
        }
        if (next == to && buffer.remaining() >= Short.BYTES) {
            buffer.putShort(END);
            next++;
        }
        return next;
    }

    private static int length(Batch batch, int index) {
        return FIXED + TYPES[batch.type(index).ordinal()].length + batch.end(index) - batch.start(index);
    }

    private static void write(Batch batch, int index, ByteBuffer row) {
        byte[] type = TYPES[batch.type(index).ordinal()];
        int start = batch.start(index);
        int length = batch.end(index) - 1 - start;
        row.putShort(COLUMNS);
        row.putInt(Long.BYTES).putLong((batch.time(index) - EPOCH) * 1_000);
        row.putInt(Long.BYTES).putLong(batch.position(index));
        row.putInt(type.length).put(type);
        row.putInt(length).put(batch.bytes(), start, length);
    }
}
