package dev.faux.emitter;

import dev.faux.log.Batch;
import dev.faux.log.Delivery;
import dev.faux.log.Head;
import dev.faux.log.HistoryLog;
import dev.faux.log.Run;
import dev.faux.simulation.Intensity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Lets the shop live at its {@link Pace}: first everything up to now as fast as it goes, then each event when it is due. Both are the
 * same run, so live begins exactly where the backfill ends.
 *
 * <p>Events are released by their due time, however late a tick comes, and never past the {@link Frontier}, whose mark is kept ahead
 * of them. While the shop catches up it waits for the slowest healthy reader, at most a window behind; live it waits for nobody. If
 * the wall clock steps back, the shop stands still until it is reached again. All work is done on the one thread of the scheduler,
 * which is also the clock; what has to wait for the disk is done on another.
 */
public final class Emitter {

    private static final Logger log = LoggerFactory.getLogger(Emitter.class);

    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration COUNTING = Duration.ofSeconds(1);
    private static final Duration MARKING = Duration.ofMillis(200);

    /** By wall clock, how far ahead of now the mark is set. */
    private static final long AHEAD = Duration.ofSeconds(1).toMillis();

    /** A shop that is further behind than that catches up. */
    private static final long BEHIND = Duration.ofSeconds(2).toMillis();

    private final Run run;
    private final HistoryLog events;
    private final List<Delivery> deliveries;
    private final Home home;
    private final Scheduler scheduler;
    private final Scheduler writing;
    private final Duration longestCatchUp;
    private final Progress progress = new Progress();
    private final LastMinute lastMinute = new LastMinute();
    private final @Nullable Mark marked;
    private volatile Pace pace;
    private volatile boolean live;
    private volatile boolean wasLive;
    private volatile @Nullable Throwable failure;

    /**
     * @param scheduler has one thread, and is nobody else's
     * @param writing has one thread, which may wait for the disk
     * @param longestCatchUp how much a home that was begun before may have missed
     * @throws HomeException where more was missed
     */
    public Emitter(
            HistoryLog events,
            List<Delivery> deliveries,
            Home home,
            CommandDesk desk,
            Scheduler scheduler,
            Scheduler writing,
            Duration longestCatchUp) {
        this.run = events.run();
        this.events = events;
        this.deliveries = List.copyOf(deliveries);
        this.home = home;
        this.scheduler = scheduler;
        this.writing = writing;
        this.longestCatchUp = longestCatchUp;
        this.pace = home.pace();
        this.marked = home.marked();
        if (marked != null) {
            refuseTooLongGap(virtualNow(), marked.head().at());
        }
        desk.begin(run.world().taken(), this::earliest, events::decision);
    }

    /** Begins, and goes on until it is disposed of. An error of the world itself is told and ends the run. */
    public Disposable start() {
        return Disposables.composite(
                writing.schedulePeriodically(this::mark, 0, MARKING.toMillis(), TimeUnit.MILLISECONDS),
                Flux.interval(COUNTING, scheduler).onBackpressureDrop().subscribe(tick -> count()),
                Flux.interval(Duration.ZERO, TICK, scheduler)
                        .onBackpressureDrop()
                        .concatMap(tick -> advance(), 1)
                        .subscribe(instant -> {}, this::standStill));
    }

    /**
     * Instead of {@link #start}: lets happen what may have been seen before, and nothing more. Tells where that ends, once it has
     * happened; no longer a gap than that is made up for.
     */
    public Mono<Head> drain() {
        return Mono.defer(() -> {
                    long until =
                            Math.max(home.frontier().mark(), events.history().start());
                    pace = new Pace(until, now(), 1, true);
                    return Flux.fromIterable(run.until(until))
                            .concatMap(this::append, 1)
                            .then(Mono.fromSupplier(() -> {
                                events.reach(until);
                                return events.head();
                            }));
                })
                .subscribeOn(scheduler);
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

    public Pace pace() {
        return pace;
    }

    /** How many visitors are wanted now. */
    public Intensity.Setting intensity() {
        return run.world().intensity().setting();
    }

    /** The virtual instant that it is, whether it has been reached or not. */
    public long virtualNow() {
        return pace.virtual(now());
    }

    /** Who asks a shop that cannot keep up is answered where it stands; but nothing happens before it has opened. */
    private long earliest() {
        // The history of a new era may begin a little ahead of now.
        long start = events.history().start();
        return wasLive ? start : Math.max(start, virtualNow());
    }

    /** The shop stands still, until {@link #resume}; what is asked of it waits. */
    public Mono<Pace> pause() {
        return change(Pace::paused);
    }

    /** It goes on. Fails with a {@link HomeException} where it would have to make up for more than it may. */
    public Mono<Pace> resume() {
        return change(Pace::resumed);
    }

    /** It goes so many times as fast as the wall clock; {@link Pace#LEAST} to {@link Pace#MOST}. */
    public Mono<Pace> speed(double times) {
        return change((before, wall) -> before.at(times, wall));
    }

    private interface Change {

        Pace of(Pace before, long wall);
    }

    /** Fails with {@link CommandDesk.NotWritten} where the disk does not take it. */
    private Mono<Pace> change(Change change) {
        return Mono.fromCallable(() -> {
                    Pace next = change.of(pace, now());
                    if (wasLive) {
                        refuseTooLongGap(next.virtual(now()), events.head().at());
                    }
                    keep(next);
                    pace = next;
                    mark();
                    return next;
                })
                .subscribeOn(writing);
    }

    private void keep(Pace next) {
        try {
            home.keep(next);
        } catch (IOException e) {
            throw new CommandDesk.NotWritten(e);
        }
    }

    private void mark() {
        home.mark(pace.virtual(now() + AHEAD), events.head());
    }

    private Mono<Long> advance() {
        // What is due in this millisecond, too.
        long instant = home.frontier().advance(Math.max(virtualNow() + 1, seenBefore()));
        return Flux.fromIterable(run.until(instant))
                .concatMap(this::append, 1)
                .then(Mono.fromSupplier(() -> reached(instant)));
    }

    /** What was seen before is seen again, whatever the clock says. */
    private long seenBefore() {
        return marked == null ? Long.MIN_VALUE : marked.head().at();
    }

    private Mono<Void> append(Batch batch) {
        compareWithBefore(batch);
        events.append(batch);
        if (virtualNow() - events.head().at() < BEHIND) {
            return Mono.empty();
        }
        live = false;
        tellProgress();
        return room();
    }

    private void tellProgress() {
        long now = now();
        if (progress.isDue(now)) {
            Head head = events.head();
            long start = events.history().start();
            double done = (double) (head.at() - start) / (virtualNow() - start);
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
            if (state.isWell() && events.isFullFrom(state.position())) {
                return true;
            }
        }
        return false;
    }

    private long reached(long instant) {
        events.reach(instant);
        if (!live && virtualNow() - instant < BEHIND) {
            live = true;
            if (!wasLive) {
                wasLive = true;
                events.live();
                log.info(
                        "The shop is open: {} events up to now, from here on live",
                        events.head().position());
            }
        }
        return instant;
    }

    /** A home that was begun before must make the same events again. */
    private void compareWithBefore(Batch batch) {
        if (marked == null
                || marked.head().position() < batch.first()
                || marked.head().position() > batch.last()) {
            return;
        }
        Head before = marked.head();
        long digest = batch.digest((int) (before.position() - batch.first()));
        if (digest != before.digest()) {
            throw new HomeException(
                    ("the digest at position %d is %x, expected %x as before: not the same program, or not"
                                    + " the same journal")
                            .formatted(before.position(), digest, before.digest()));
        }
    }

    private void refuseTooLongGap(long instant, long reached) {
        Duration gap = Duration.ofMillis(instant - reached);
        if (gap.compareTo(longestCatchUp) > 0) {
            throw new HomeException(
                    "the shop in " + home.folder().toAbsolutePath().normalize() + " was last open at "
                            + Instant.ofEpochMilli(reached) + ", " + gap
                            + " ago, which is more than faux.catch-up.max, "
                            + longestCatchUp + ": raise that, use another home (FAUX_HOME=…), or give this shop up"
                            + " (java -jar faux.jar reset)");
        }
    }

    /** What happened in the last minute, in events per minute that were due; 0 before the shop is live for the first time. */
    public double perMinute() {
        return lastMinute.perMinute();
    }

    private void count() {
        if (wasLive) {
            lastMinute.take(events.head().position(), virtualNow());
        }
    }

    private long now() {
        return scheduler.now(TimeUnit.MILLISECONDS);
    }
}
