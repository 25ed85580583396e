package dev.faux.api;

import dev.faux.api.Audience.Excerpt;
import dev.faux.log.Batch;
import dev.faux.log.Head;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What one client of a stream is written: what has been gathered for all, if he stands where it begins; what he reads himself, if he
 * is behind; and what keeps the connection alive in between. Nothing is written that has not been asked for, and nothing is kept
 * for him: what he was too busy for he reads himself.
 */
final class Frames {

    static final int HEARTBEAT_BEATS = 3;
    static final int BUFFER_BYTES = 64 * 1024;

    private static final long NOWHERE = Long.MAX_VALUE;

    private final LiveGroup group;
    private final Audience audience;
    private final LongFunction<Flux<Batch>> events;
    private final Supplier<Head> head;
    private final IntConsumer written;

    private boolean busy;
    private int silentBeats;
    private long told = NOWHERE;
    private long next = NOWHERE;

    /**
     * @param events from a position on
     * @param head tells how far it has come
     * @param written is told how many events a buffer holds
     */
    Frames(
            LiveGroup group,
            Audience audience,
            LongFunction<Flux<Batch>> events,
            Supplier<Head> head,
            IntConsumer written) {
        this.group = group;
        this.audience = audience;
        this.events = events;
        this.head = head;
        this.written = written;
    }

    /** What there is to answer, beside {@linkplain LiveGroup.Signal what the group tells}. */
    sealed interface Cue permits Begin, Read, LiveGroup.Signal {}

    private record Begin(long position) implements Cue {}

    /** @param isLast whether he is not behind any more with it */
    private record Read(Batch batch, boolean isLast) implements Cue {}

    /** Without end, on the thread of the group; to be asked for once. */
    Flux<DataBuffer> from(Mono<Long> start) {
        Mono<Begin> begin = start.publishOn(group.thread()).map(Begin::new);
        return Flux.<Cue>merge(1, begin, group.signals()).concatMap(this::answer, 0);
    }

    /** The position of the last event that was written, or passed over. */
    long position() {
        return next - 1;
    }

    /** Whichever signal it is, there may be more to read: one that came while another waited is not heard. */
    private Flux<DataBuffer> answer(Cue cue) {
        return switch (cue) {
            case Begin begin -> {
                next = begin.position();
                told = position();
                yield next <= head.get().position() ? behind() : Flux.empty();
            }
            case LiveGroup.Signal.BEAT -> gathered().concatWith(Flux.defer(this::beat));
            default -> gathered();
        };
    }

    private Flux<DataBuffer> answerBehind(Cue cue) {
        return cue instanceof Read read ? written(read.batch()) : beat();
    }

    private Flux<DataBuffer> gathered() {
        Batch gathered = group.gathered();
        long last = gathered == null ? head.get().position() : gathered.last();
        if (next > last) {
            return Flux.empty();
        }
        if (gathered == null || next != gathered.first()) {
            return behind();
        }
        Excerpt excerpt = audience.ofGathered(gathered);
        next = last + 1;
        if (excerpt.buffer() == null) {
            return Flux.empty();
        }
        note(excerpt);
        return one(excerpt.share());
    }

    /** Up to what has been gathered for all; where nothing has been yet, up to what has happened. */
    private Flux<DataBuffer> behind() {
        Flux<Read> read = events.apply(next).map(this::upToGoal);
        Flux<LiveGroup.Signal> beats = group.signals().filter(signal -> signal == LiveGroup.Signal.BEAT);
        return Flux.<Cue>merge(1, read, beats)
                .takeUntil(cue -> cue instanceof Read last && last.isLast())
                .publishOn(group.thread(), 1)
                .concatMap(this::answerBehind, 0);
    }

    private Read upToGoal(Batch batch) {
        Batch gathered = group.gathered();
        if (gathered == null || batch.first() > gathered.last()) {
            return new Read(batch, batch.last() >= head.get().position());
        }
        boolean isLast = batch.last() >= gathered.last();
        return new Read(isLast ? batch.to(gathered.last()) : batch, isLast);
    }

    private Flux<DataBuffer> written(Batch batch) {
        next = batch.last() + 1;
        Batch shown = audience.form().shown(batch);
        return Flux.generate(() -> 0, (index, sink) -> {
            Excerpt excerpt = audience.write(shown, index, BUFFER_BYTES);
            if (excerpt.buffer() == null) {
                sink.complete();
            } else {
                note(excerpt);
                sink.next(excerpt.buffer());
            }
            return excerpt.next();
        });
    }

    private void note(Excerpt excerpt) {
        busy = true;
        told = excerpt.last();
        written.accept(excerpt.events());
    }

    private Flux<DataBuffer> beat() {
        if (busy) {
            busy = false;
            silentBeats = 1;
            return Flux.empty();
        }
        silentBeats++;
        byte[] frame = position() > told ? audience.form().skippedTo(position()) : new byte[0];
        told = Math.max(told, position());
        if (frame.length == 0 && silentBeats >= HEARTBEAT_BEATS) {
            frame = audience.form().heartbeat();
        }
        if (frame.length == 0) {
            return Flux.empty();
        }
        silentBeats = 0;
        return one(audience.buffer(frame));
    }

    /** No constant: one that has been passed on is discarded, and so released, once more at a cancel (reactor-core 3.8). */
    private static Flux<DataBuffer> one(DataBuffer buffer) {
        return Flux.just(buffer).hide();
    }
}
