package dev.faux.api;

import dev.faux.log.Batch;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

/**
 * All clients of one {@link LiveGroup} who want the same events in the same form. What has just been gathered is written down once
 * for all of them, when the first asks for it.
 */
final class Audience {

    private static final int ROOM_FOR_ID = 64;

    private final Form form;
    private final EventFilter filter;
    private final NettyDataBufferFactory buffers;
    private @Nullable Batch gathered;
    private @Nullable Excerpt excerpt;
    private int members;

    Audience(Form form, EventFilter filter, NettyDataBufferFactory buffers) {
        this.form = form;
        this.filter = filter;
        this.buffers = buffers;
    }

    /**
     * The events of a batch that are wanted, or some of them, as they are written.
     *
     * @param events how many
     * @param last the position of the last one; 0 where there is none
     * @param next the index in the batch of the next one that is wanted, or the size of the batch
     * @param buffer holds them; null where there is none
     */
    record Excerpt(
            int events, long last, int next, @Nullable NettyDataBuffer buffer) {

        /** For one more reader, who releases it. */
        DataBuffer share() {
            NettyDataBuffer whole = Objects.requireNonNull(buffer);
            return whole.factory().wrap(whole.getNativeBuffer().retainedDuplicate());
        }

        private void release() {
            if (buffer != null) {
                buffer.release();
            }
        }
    }

    Form form() {
        return form;
    }

    void enter() {
        members++;
    }

    /** Says whether nobody is left. */
    boolean leave() {
        return --members == 0;
    }

    /** What they want of the newest gathering, written down once. */
    Excerpt ofGathered(Batch batch) {
        if (excerpt == null || gathered != batch) {
            forget();
            gathered = batch;
            excerpt = write(form.shown(batch), 0, Integer.MAX_VALUE);
        }
        return excerpt;
    }

    /** Lets go of what was gathered last. */
    void forget() {
        Excerpt old = excerpt;
        excerpt = null;
        gathered = null;
        if (old != null) {
            old.release();
        }
    }

    /**
     * What they want of a batch from an index on, in a buffer that the caller releases.
     *
     * @param batch as the form {@linkplain Form#shown shows} it
     * @param enough no more events are added once there are so many bytes
     */
    Excerpt write(Batch batch, int from, int enough) {
        int index = filter.next(batch, from);
        if (index == batch.size()) {
            return new Excerpt(0, 0, index, null);
        }
        NettyDataBuffer buffer = buffers.allocateBuffer(capacity(batch, index, enough));
        int events = 0;
        long last = 0;
        while (index < batch.size() && buffer.readableByteCount() < enough) {
            form.write(batch, index, buffer);
            last = batch.position(index);
            events++;
            index = filter.next(batch, index + 1);
        }
        return new Excerpt(events, last, index, buffer);
    }

    /** Enough for all events that are left, or for a full buffer. */
    private static int capacity(Batch batch, int index, int enough) {
        int left = batch.size() - index;
        long bytes = batch.end(batch.size() - 1) - batch.start(index) + (long) ROOM_FOR_ID * left;
        return (int) Math.min(bytes, enough + enough / 8L);
    }

    /** Constant bytes of the form. */
    DataBuffer buffer(byte[] bytes) {
        return buffers.allocateBuffer(bytes.length).write(bytes);
    }
}
