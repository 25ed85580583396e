package dev.faux.log;

import dev.faux.simulation.History;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The log of a history that goes on: what its {@link Window} still holds is read from there, what is older is made again from
 * the first event on. One thread appends; any number read, each at its own pace, on the thread that asked, that read the file or
 * that makes the events again.
 */
public final class HistoryLog implements EventLog, AutoCloseable {

    private final History history;
    private final Window window;
    private final int maxReruns;
    private final Semaphore reruns;
    private final Scheduler rerunning;
    private final Sinks.Many<Head> heads = Sinks.many().replay().latest();
    private final Sinks.Empty<Void> caughtUp = Sinks.empty();
    private volatile Head head;

    /**
     * @param folder for the files of the window
     * @param windowBytes how much the window holds
     * @param maxReruns how many readers can have older events made again at once
     * @throws IOException where the folder cannot be used
     */
    public HistoryLog(History history, Path folder, long windowBytes, int maxReruns) throws IOException {
        this.history = history;
        this.window = new Window(folder, windowBytes);
        this.maxReruns = maxReruns;
        this.reruns = new Semaphore(maxReruns);
        this.rerunning = Schedulers.newBoundedElastic(maxReruns, maxReruns, "rerun");
        this.head = new Head(0, history.start(), 0);
        heads.tryEmitNext(head);
    }

    /** Adds what follows the head. */
    public void append(Batch batch) {
        if (batch.first() != head.position() + 1) {
            throw new IllegalArgumentException(
                    "batch begins at " + batch.first() + ", expected " + (head.position() + 1));
        }
        window.append(batch);
        moveTo(batch.head());
    }

    /** Nothing more happens before this instant. */
    public void reach(long instant) {
        if (instant > head.at()) {
            moveTo(new Head(head.position(), instant, head.digest()));
        }
    }

    /** The history has come as far as it has to be: from here on, it is live. */
    public void live() {
        caughtUp.tryEmitEmpty();
    }

    /** Whether more events would push out some that a reader has not reached who stands at this position. */
    public boolean isFullFrom(long position) {
        return window.isFullFrom(position);
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public Head head() {
        return head;
    }

    @Override
    public Flux<Head> heads() {
        return heads.asFlux().onBackpressureLatest();
    }

    @Override
    public Mono<Void> reachable(long position) {
        return heads.asFlux()
                .takeUntil(each -> position <= each.position() + 1)
                .takeUntilOther(caughtUp.asMono())
                .then(Mono.defer(() -> position <= head.position() + 1
                        ? Mono.empty()
                        : Mono.error(new BeyondHead(position, head.position()))));
    }

    @Override
    public Mono<Long> next() {
        return caughtUp.asMono().then(Mono.fromSupplier(() -> head.position() + 1));
    }

    @Override
    public Mono<Long> positionAt(long instant) {
        return heads.asFlux()
                .filter(each -> each.at() >= instant)
                .next()
                .then(Mono.defer(() -> window.positionAt(instant)))
                .switchIfEmpty(Mono.defer(() -> olderPositionAt(instant)));
    }

    @Override
    public Flux<Batch> from(long position) {
        return Flux.defer(() -> {
            Place place = new Place(position);
            return Flux.<Place>generate(sink -> sink.next(place))
                    .concatMap(this::piece, 0)
                    .doOnNext(place::pass);
        });
    }

    @Override
    public void close() {
        rerunning.dispose();
        window.close();
    }

    /** Where one reader stands. */
    private static final class Place {

        private long next;

        Place(long next) {
            this.next = next;
        }

        void pass(Batch batch) {
            next = batch.last() + 1;
        }
    }

    /** What one reader gets next; where he has it all, nothing, as soon as there is more. */
    private Flux<Batch> piece(Place place) {
        long position = place.next;
        if (position > head.position()) {
            return heads.asFlux()
                    .filter(each -> each.position() >= position)
                    .next()
                    // Whoever waited goes on elsewhere: the thread that appends has better to do.
                    .publishOn(Schedulers.parallel())
                    .thenMany(Flux.empty());
        }
        return window.covers(position) ? window.read(position).flux() : rerun(position);
    }

    /** Makes the events again, up to where the window is well under way. */
    private Flux<Batch> rerun(long position) {
        return Flux.<Batch, Rerun>generate(() -> new Rerun(position), this::next, rerun -> reruns.release())
                .subscribeOn(rerunning);
    }

    private Rerun next(Rerun rerun, SynchronousSink<Batch> sink) {
        Batch batch = rerun.next();
        sink.next(batch);
        if (window.covers(batch.last() + 1 + Run.BATCH)) {
            sink.complete();
        }
        return rerun;
    }

    private Mono<Long> olderPositionAt(long instant) {
        return Flux.<Batch, Rerun>generate(
                        () -> new Rerun(1),
                        (rerun, sink) -> {
                            sink.next(rerun.next());
                            return rerun;
                        },
                        rerun -> reruns.release())
                .subscribeOn(rerunning)
                .filter(batch -> batch.head().at() >= instant)
                .next()
                .map(batch -> batch.positionAt(instant));
    }

    private void moveTo(Head next) {
        head = next;
        heads.tryEmitNext(next);
    }

    /** A run from the first event, of which somebody wants what begins at a position. Holds one of the permits. */
    private final class Rerun {

        private final Iterator<Batch> batches;
        private final long position;

        Rerun(long position) {
            if (!reruns.tryAcquire()) {
                throw new Busy(maxReruns);
            }
            this.position = position;
            Run run = new Run(history);
            run.skipTowards(position);
            this.batches = run.until(Long.MAX_VALUE).iterator();
        }

        Batch next() {
            while (true) {
                Batch batch = batches.next();
                if (batch.last() >= position) {
                    return batch.from(position);
                }
            }
        }
    }
}
