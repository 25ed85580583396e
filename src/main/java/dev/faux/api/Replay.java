package dev.faux.api;

import dev.faux.log.Batch;
import dev.faux.log.Tempo;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Lets a reader have events so many times as fast as they happened, counted from the first that he gets; with the last one there is, he
 * is live. What is due within a moment comes together.
 */
final class Replay {

    private static final long MOMENT = Duration.ofMillis(10).toNanos();

    private final Tempo tempo;
    private final Scheduler clock;

    /** @param clock tells the time, and waits */
    Replay(double times, Scheduler clock) {
        this.tempo = new Tempo(times, () -> clock.now(TimeUnit.NANOSECONDS));
        this.clock = clock;
    }

    /**
     * Reads {@code xN}; null means as fast as they are read.
     *
     * @throws Problem where it is something else
     */
    static @Nullable Double times(@Nullable String pace) {
        if (pace == null) {
            return null;
        }
        Double times = Tempo.times(pace);
        if (times == null) {
            throw Problem.badValue("pace", pace, Tempo.EXPECTED + ", such as x60");
        }
        return times;
    }

    /** The same events, each when it is due; where it is asked for again, the first time counts. */
    Flux<Batch> of(Flux<Batch> batches) {
        return batches.concatMap(this::slices, 1);
    }

    private Flux<Batch> slices(Batch batch) {
        return Flux.<Batch, Integer>generate(() -> 0, (index, sink) -> {
                    if (index == batch.size()) {
                        sink.complete();
                        return index;
                    }
                    int end = index + 1;
                    long latest = tempo.due(batch.time(index)) + MOMENT;
                    while (end < batch.size() && tempo.due(batch.time(end)) <= latest) {
                        end++;
                    }
                    sink.next(batch.slice(index, end));
                    return end;
                })
                .concatMap(this::whenDue, 1);
    }

    private Mono<Batch> whenDue(Batch slice) {
        long wait = tempo.due(slice.time(slice.size() - 1)) - clock.now(TimeUnit.NANOSECONDS);
        return wait <= 0
                ? Mono.just(slice)
                : Mono.delay(Duration.ofNanos(wait), clock).thenReturn(slice);
    }
}
