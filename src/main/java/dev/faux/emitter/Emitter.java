package dev.faux.emitter;

import dev.faux.log.Batch;
import dev.faux.log.Delivery;
import dev.faux.log.Head;
import dev.faux.log.HistoryLog;
import dev.faux.log.Run;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Lets the shop live at the pace of the wall clock: first everything up to now as fast as it goes, then each event when it is
 * due. Both are the same run, so live begins exactly where the backfill ends.
 *
 * <p>Events are released by their due time, however late a tick comes. While the shop catches up it waits for the slowest healthy
 * reader, at most a window behind; live it waits for nobody. If the wall clock steps back, the shop stands still until it is
 * reached again. All work is done on the one thread of the scheduler, which is also the clock.
 */
public final class Emitter {

    private static final Logger log = LoggerFactory.getLogger(Emitter.class);

    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration KEEPING = Duration.ofSeconds(1);

    private final Run run;
    private final HistoryLog events;
    private final List<Delivery> deliveries;
    private final Home home;
    private final Scheduler scheduler;
    private final @Nullable Head reachedBefore;
    private final Progress progress = new Progress();
    private final LastMinute lastMinute = new LastMinute();
    private volatile boolean live;
    private volatile @Nullable Throwable failure;

    /**
     * @param scheduler has one thread, and is nobody else's
     * @param longestCatchUp how much a home that was begun before may have missed
     * @throws HomeException where more was missed
     */
    public Emitter(
            HistoryLog events, List<Delivery> deliveries, Home home, Scheduler scheduler, Duration longestCatchUp) {
        this.run = events.run();
        this.events = events;
        this.deliveries = List.copyOf(deliveries);
        this.home = home;
        this.scheduler = scheduler;
        this.reachedBefore = home.reached();
        refuseTooLongGap(longestCatchUp);
    }

    /** Begins, and goes on until it is disposed of. An error of the world itself is told and ends the run. */
    public Disposable start() {
        Disposable keeping =
                Flux.interval(KEEPING, scheduler).onBackpressureDrop().subscribe(tick -> keep());
        Disposable emitting = Flux.interval(Duration.ZERO, TICK, scheduler)
                .onBackpressureDrop()
                .concatMap(tick -> advanceTo(now()), 1)
                .subscribe(instant -> {}, this::standStill);
        return () -> {
            emitting.dispose();
            keeping.dispose();
        };
    }

    private void standStill(Throwable reason) {
        failure = reason;
        log.error("The shop stands still: its world failed", reason);
    }

    /** Why the shop stands still for good, if it does. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Whether everything up to now has happened. */
    public boolean isLive() {
        return live;
    }

    private Mono<Long> advanceTo(long instant) {
        return Flux.fromIterable(run.until(instant))
                .concatMap(this::append, 1)
                .then(Mono.fromSupplier(() -> reached(instant)));
    }

    private Mono<Void> append(Batch batch) {
        compareWithBefore(batch);
        events.append(batch);
        if (live) {
            return Mono.empty();
        }
        tellProgress();
        return room();
    }

    private void tellProgress() {
        long now = now();
        if (progress.isDue(now)) {
            Head head = events.head();
            long start = events.history().start();
            double done = (double) (head.at() - start) / (now - start);
            log.info("Catching up: {} events, {}", head.position(), progress.describe(done, now));
        }
    }

    /** Completes when no healthy reader would lose events if the window moved on. */
    private Mono<Void> room() {
        if (!isFull()) {
            return Mono.empty();
        }
        return Flux.merge(deliveries.stream().map(Delivery::states).toList())
                .publishOn(scheduler, 1)
                .filter(any -> !isFull())
                .next()
                .then();
    }

    private boolean isFull() {
        for (Delivery delivery : deliveries) {
            Delivery.State state = delivery.state();
            if (state.healthy() && events.isFullFrom(state.position())) {
                return true;
            }
        }
        return false;
    }

    private long reached(long instant) {
        events.reach(instant);
        if (!live) {
            live = true;
            events.live();
            log.info(
                    "The shop is open: {} events up to now, from here on live",
                    events.head().position());
        }
        return instant;
    }

    /** A home that was begun before must make the same events again. */
    private void compareWithBefore(Batch batch) {
        if (reachedBefore == null
                || reachedBefore.position() < batch.first()
                || reachedBefore.position() > batch.last()) {
            return;
        }
        long digest = batch.digest((int) (reachedBefore.position() - batch.first()));
        if (digest != reachedBefore.digest()) {
            throw new IllegalStateException(
                    "the digest at position %d is %x, expected %x as before: not the same program"
                            .formatted(reachedBefore.position(), digest, reachedBefore.digest()));
        }
    }

    private void refuseTooLongGap(Duration longest) {
        if (reachedBefore == null) {
            return;
        }
        Duration gap = Duration.ofMillis(now() - reachedBefore.at());
        if (gap.compareTo(longest) > 0) {
            throw new HomeException(
                    "the shop in " + home.folder().toAbsolutePath().normalize() + " was last open at "
                            + Instant.ofEpochMilli(reachedBefore.at()) + ", " + gap
                            + " ago, which is more than faux.catch-up.max, "
                            + longest + ": raise that, use another home (FAUX_HOME=…), or give this shop up"
                            + " (java -jar faux.jar reset)");
        }
    }

    /** What has happened in the last minute, in events per minute; 0 before the shop is live. */
    public double perMinute() {
        return lastMinute.perMinute();
    }

    private void keep() {
        if (!live) {
            return;
        }
        lastMinute.take(events.head());
        try {
            home.keep(events.head());
        } catch (IOException e) {
            log.warn("Cannot keep how far the shop has come: {}", e.toString());
        }
    }

    private long now() {
        return scheduler.now(TimeUnit.MILLISECONDS);
    }
}
