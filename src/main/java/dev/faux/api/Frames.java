package dev.faux.api;

import dev.faux.log.Batch;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

/**
 * What one client of a stream is written: one buffer for the events of a batch that he wants (more where they are many), and
 * what keeps the connection alive in between. Nothing is written that has not been asked for; at most three batches are held.
 */
final class Frames {

    static final Duration OPENING = Duration.ofMillis(100);
    static final Duration BEAT = Duration.ofSeconds(5);
    static final int HEARTBEAT_BEATS = 3;
    static final int BUFFER_BYTES = 64 * 1024;

    private static final int ROOM_FOR_ID = 64;

    private final Form form;
    private final EventFilter filter;
    private final DataBufferFactory buffers;
    private final IntConsumer written;

    private boolean opened;
    private boolean busy;
    private int silentBeats;
    private long told;
    private long seen;

    /** @param written is told how many events a buffer holds */
    Frames(Form form, EventFilter filter, DataBufferFactory buffers, IntConsumer written) {
        this.form = form;
        this.filter = filter;
        this.buffers = buffers;
        this.written = written;
    }

    private sealed interface Signal {
        record Events(Batch batch) implements Signal {}

        enum Mark implements Signal {
            BEAT,
            END
        }
    }

    /**
     * To be asked for once.
     *
     * @param batches are asked for one at a time
     * @param scheduler where the buffers are made
     */
    Flux<DataBuffer> of(Flux<Batch> batches, Scheduler scheduler) {
        Flux<Signal> events = batches.<Signal>map(Signal.Events::new).concatWithValues(Signal.Mark.END);
        Flux<Signal> beats = Flux.interval(OPENING, BEAT).onBackpressureDrop().map(tick -> Signal.Mark.BEAT);
        return Flux.merge(1, events, beats)
                .takeWhile(signal -> signal != Signal.Mark.END)
                .publishOn(scheduler, 1)
                .concatMap(this::answer, 0);
    }

    private Flux<DataBuffer> answer(Signal signal) {
        boolean first = !opened;
        opened = true;
        Flux<DataBuffer> opening = first ? Flux.defer(() -> Flux.just(buffer(form.opening()))) : Flux.empty();
        if (signal instanceof Signal.Events events) {
            return opening.concatWith(written(events.batch()));
        }
        return first ? opening : Flux.defer(this::beat);
    }

    private Flux<DataBuffer> written(Batch batch) {
        seen = batch.last();
        return Flux.generate(() -> 0, (index, sink) -> next(batch, index, sink));
    }

    private int next(Batch batch, int from, SynchronousSink<DataBuffer> sink) {
        int index = filter.next(batch, from);
        if (index == batch.size()) {
            sink.complete();
            return index;
        }
        DataBuffer buffer = buffers.allocateBuffer(capacity(batch, index));
        int events = 0;
        while (index < batch.size() && buffer.readableByteCount() < BUFFER_BYTES) {
            form.write(batch, index, buffer);
            told = batch.position(index);
            events++;
            index = filter.next(batch, index + 1);
        }
        busy = true;
        written.accept(events);
        sink.next(buffer);
        return index;
    }

    /** Enough for all events that are left, or for a full buffer. */
    private static int capacity(Batch batch, int index) {
        int left = batch.size() - index;
        int bytes = batch.end(batch.size() - 1) - batch.start(index);
        return (int) Math.min(bytes + (long) ROOM_FOR_ID * left, BUFFER_BYTES + BUFFER_BYTES / 8);
    }

    private Flux<DataBuffer> beat() {
        if (busy) {
            busy = false;
            silentBeats = 1;
            return Flux.empty();
        }
        silentBeats++;
        byte[] frame = seen > told ? form.skippedTo(seen) : new byte[0];
        told = seen;
        if (frame.length == 0 && silentBeats >= HEARTBEAT_BEATS) {
            frame = form.heartbeat();
        }
        if (frame.length == 0) {
            return Flux.empty();
        }
        silentBeats = 0;
        return Flux.just(buffer(frame));
    }

    private DataBuffer buffer(byte[] bytes) {
        return buffers.allocateBuffer(bytes.length).write(bytes);
    }
}
