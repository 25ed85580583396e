package dev.faux.api;

import dev.faux.log.Batch;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Lets a reader have events so many times as fast as they happened, counted from the first that he gets; with the last one there is, he
 * is live. What is due within a moment comes together.
 */
final class Replay {

    private static final Pattern PACE = Pattern.compile("x([0-9]{1,9}(?:\\.[0-9]{1,9})?)");
    private static final double MOST = 1_000_000;
    private static final long MOMENT = Duration.ofMillis(10).toNanos();

    private final double times;
    private final Scheduler clock;
    private boolean hasBegun;
    private long firstTime;
    private long begun;

    /** @param clock tells the time, and waits */
    Replay(double times, Scheduler clock) {
        this.times = times;
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
        Matcher matcher = PACE.matcher(pace);
        double times = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        if (times <= 0 || times > MOST) {
            throw Problem.badValue("pace", pace, "xN with N above 0 and up to " + (long) MOST + ", such as x60");
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
                    long latest = due(batch.time(index)) + MOMENT;
                    while (end < batch.size() && due(batch.time(end)) <= latest) {
                        end++;
                    }
                    sink.next(batch.slice(index, end));
                    return end;
                })
                .concatMap(this::whenDue, 1);
    }

    private Mono<Batch> whenDue(Batch slice) {
        long wait = due(slice.time(slice.size() - 1)) - clock.now(TimeUnit.NANOSECONDS);
        return wait <= 0
                ? Mono.just(slice)
                : Mono.delay(Duration.ofNanos(wait), clock).thenReturn(slice);
    }

    private long due(long time) {
        if (!hasBegun) {
            hasBegun = true;
            firstTime = time;
            begun = clock.now(TimeUnit.NANOSECONDS);
        }
        return begun + (long) ((time - firstTime) * (double) TimeUnit.MILLISECONDS.toNanos(1) / times);
    }
}
