package dev.faux.log;

import dev.faux.shop.Decision;
import dev.faux.simulation.History;
import dev.faux.simulation.Journal;
import dev.faux.simulation.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * The log of a history that goes on: what its {@link Window} still holds is read from there, what is older is made again from the
 * nearest of its {@link Snapshots}. One thread appends; any number read, each at its own pace.
 */
public final class HistoryLog implements EventLog, AutoCloseable {

    private final History history;
    private final Set<String> formerHistories;
    private final Window window;
    private final Snapshots snapshots;
    private final Reruns reruns;
    private final Sinks.Many<Head> heads = Sinks.many().replay().latest();
    private final Sinks.Empty<Void> caughtUp = Sinks.empty();
    private final Run run;
    private final Shadow shadow;
    private volatile Head head;

    /**
     * @param journal of which this log's own run tells what came of its entries
     * @param folder for the window and the snapshots
     * @param frontier the instant that nothing released before went past: what was made beyond it does not count
     * @throws IOException where the folder cannot be used
     */
    public HistoryLog(
            History history, Set<String> formerHistories, Journal journal, Path folder, long frontier, Bounds bounds)
            throws IOException {
        this.history = history;
        this.formerHistories = formerHistories;
        this.window = new Window(folder.resolve("window"), bounds.windowBytes());
        this.snapshots = new Snapshots(
                folder.resolve("snapshots"), history.id(), bounds.snapshotBytes(), bounds.snapshotEvery());
        Journal unheard = journal::entry;
        this.reruns = new Reruns(
                history,
                unheard,
                snapshots,
                () -> head().position(),
                bounds.snapshotEvery(),
                bounds.maxReruns(),
                bounds.patience());
        snapshots.dropAfter(frontier);
        World.State newest = newestSnapshot(journal);
        this.run = new Run(history, journal, newest);
        this.shadow = new Shadow(this, snapshots, bounds.snapshotEvery(), new World(history, unheard, newest));
        this.head = run.head();
        heads.tryEmitNext(head);
    }

    /** Those that know of more entries than there are in the journal are dropped: somebody has cut it off. */
    private World.@Nullable State newestSnapshot(Journal journal) {
        World.State newest = snapshots.at(Long.MAX_VALUE);
        while (newest != null && newest.taken() > 0 && journal.entry(newest.taken() - 1) == null) {
            snapshots.dropAfter(newest.now() - 1);
            newest = snapshots.at(Long.MAX_VALUE);
        }
        return newest;
    }

    /**
     * @param windowBytes how much the window holds
     * @param snapshotBytes how much the snapshots take
     * @param snapshotEvery how many events lie between two of them, about
     * @param maxReruns how many worlds make older events again
     * @param patience how long a reader of those waits for his turn
     */
    public record Bounds(long windowBytes, long snapshotBytes, long snapshotEvery, int maxReruns, Duration patience) {}

    /** Makes what follows the {@link #head}, which is where the newest snapshot was taken. */
    public Run run() {
        return run;
    }

    /** Follows that, and takes more snapshots. */
    public Shadow shadow() {
        return shadow;
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
    public Set<String> formerHistories() {
        return formerHistories;
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
                .switchIfEmpty(Mono.defer(() -> reruns.positionAt(instant)));
    }

    /** What came of an entry of the journal that the head is past. */
    public Mono<Decision> decision(long number) {
        return reruns.decision(number);
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
        reruns.close();
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
        return window.covers(position)
                ? window.read(position).flux()
                : reruns.read(position).flux();
    }

    private void moveTo(Head next) {
        head = next;
        heads.tryEmitNext(next);
    }
}
