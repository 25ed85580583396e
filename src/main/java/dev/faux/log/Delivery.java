package dev.faux.log;

import dev.faux.log.Reader.Portion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Feeds one {@link Reader} with the events of a log, in their order, from where it left off, or where its {@link Route} begins, to
 * where that ends. After a failure it asks where that is and goes on, for ever, less and less often up to every five seconds;
 * nothing is ever sent again blindly. A reader that has read a former history begins anew with this one; who has read any other is
 * not fed at all.
 */
public final class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    /** Small batches are joined for so long, or up to so many. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private static final int GATHERED = 16;

    /** With somebody who is asked what he has. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final EventLog events;
    private final Reader reader;
    private final Scheduler scheduler;
    private final AtomicReference<State> state;
    private final Disposable.Swap feeding = Disposables.swap();
    private final Sinks.Many<State> states = Sinks.many().replay().latest();
    private final Rate rate = new Rate();
    private volatile byte @Nullable [] sample;
    private volatile boolean isTold;
    private volatile boolean hasRead;

    /** @param scheduler for waiting: gathering and pauses after failures */
    public Delivery(EventLog events, Reader reader, Scheduler scheduler) {
        this.events = events;
        this.reader = reader;
        this.scheduler = scheduler;
        state = new AtomicReference<>(
                new State(Status.READING, nothing(1), events.history().start(), null));
    }

    /** What a delivery is doing. */
    public enum Status {
        READING,
        /** Until the reader can be asked again where it is. */
        FAILING,
        /** Until somebody resumes or resets it. */
        REFUSED,
        PAUSED,
        /** All that its route asks for is in. */
        DONE
    }

    /**
     * How it stands with a reader.
     *
     * @param reached what is in
     * @param at when the last event that is in happened, in milliseconds since 1970 UTC
     * @param failure what went wrong last, or null once it takes events again
     */
    public record State(
            Status status,
            Checkpoint reached,
            long at,
            @Nullable Throwable failure) {

        /** Whether it is fed, and takes it. */
        public boolean isWell() {
            return status == Status.READING;
        }

        /** Of the last event that is in. */
        public long position() {
            return reached.position();
        }

        private State with(Status next) {
            return new State(next, reached, at, failure);
        }

        private Status unlessPaused(Status next) {
            return status == Status.PAUSED ? Status.PAUSED : next;
        }
    }

    /** How many events there are that are not in; none where none are wanted any more. */
    public long lagEvents() {
        State now = state.get();
        return now.status == Status.DONE ? 0 : Math.max(0, events.head().position() - now.position());
    }

    /** How far back in virtual time it stands. */
    public Duration lag() {
        State now = state.get();
        return now.status == Status.DONE || now.position() == events.head().position()
                ? Duration.ZERO
                : Duration.ofMillis(Math.max(0, events.head().at() - now.at));
    }

    /** How many events it has taken in within the last minute. */
    public long lastMinute() {
        return rate.lastMinute(scheduler.now(TimeUnit.MILLISECONDS));
    }

    /** The last event that it has taken in since this program began, as a line of JSON, or null. */
    public byte @Nullable [] sample() {
        return sample;
    }

    public Reader reader() {
        return reader;
    }

    /**
     * What a reader has kept, beside what the log says of it.
     *
     * @param digest of the history up to where the reader is
     * @param count of the events that it wants, up to there, or null where nobody knows
     */
    public record Comparison(
            Checkpoint kept, long digest, @Nullable Long count) {

        public boolean agrees() {
            return kept.digest() == digest && (count == null || count == kept.count());
        }
    }

    /** Asks the reader what he has; empty where he has nothing, or of another history, or cannot say so soon. */
    public Mono<Comparison> compare() {
        return reader.kept()
                .filter(kept -> kept.history().equals(events.history().id()))
                .flatMap(kept -> events.from(kept.position())
                        .next()
                        .map(batch -> new Comparison(kept, batch.digest(0), count(kept))))
                .timeout(PATIENCE, Mono.empty(), scheduler)
                .onErrorComplete();
    }

    private @Nullable Long count(Checkpoint kept) {
        if (reader.route().types().isEverything()) {
            return Math.max(0, kept.position() - kept.since() + 1);
        }
        Checkpoint reached = state.get().reached;
        return reached.position() == kept.position() ? reached.count() : null;
    }

    public State state() {
        return state.get();
    }

    /** The state now and each time it has changed. */
    public Flux<State> states() {
        return states.asFlux().onBackpressureLatest();
    }

    /** Begins, and goes on until it is disposed of. */
    public Disposable start() {
        feeding.update(feed());
        return feeding;
    }

    /** What is under way is broken off, and nothing more comes until {@link #resume}. */
    public void pause() {
        feeding.update(Disposables.disposed());
        publish(each -> each.with(Status.PAUSED));
    }

    /** Goes on where the reader says that he is, if he was paused or refused. */
    public void resume() {
        Status before = state.get().status;
        if (before == Status.PAUSED || before == Status.REFUSED) {
            publish(each -> each.with(each.failure == null ? Status.READING : Status.FAILING));
            feeding.update(feed());
        }
    }

    /** The reader forgets everything and is fed from the first event on, unless he is paused; fails where he cannot forget. */
    public Mono<Void> reset() {
        return Mono.defer(() -> {
            feeding.update(Disposables.disposed());
            return reader.reset()
                    .doOnSuccess(done -> resumed(nothing(1), events.history().start()))
                    .doFinally(end -> {
                        if (state.get().status != Status.PAUSED) {
                            feeding.update(feed());
                        }
                    });
        });
    }

    private Disposable feed() {
        return Flux.defer(this::deliver)
                .doOnError(this::failed)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .transientErrors(true)
                        .filter(failure -> !(failure instanceof Reader.Refused))
                        .scheduler(scheduler))
                .subscribe(portion -> {}, this::refused, this::done);
    }

    private Flux<Portion> deliver() {
        return reader.resumeAt()
                .flatMap(this::goOn)
                .switchIfEmpty(Mono.defer(this::begin))
                .flatMapMany(place -> reader.readAll(portions(place)))
                .doOnNext(this::passed);
    }

    /** @param isKept whether the reader has it, with the digest of what it has read */
    private record Place(Checkpoint at, boolean isKept) {}

    private Checkpoint nothing(long since) {
        return new Checkpoint(events.history().id(), reader.looksBack() ? 0 : since - 1, 0, since, 0);
    }

    /** The first time that it is fed. */
    private Mono<Place> begin() {
        return reader.route().from().position(events).map(since -> new Place(nothing(since), false));
    }

    /** Empty where the reader is ready for the first event. */
    private Mono<Place> goOn(Checkpoint kept) {
        if (kept.history().equals(events.history().id())) {
            // Nobody has to wait for who is ahead of him: after a crash a reader may be ahead of the log.
            publish(each -> new State(each.status, kept, each.at, each.failure));
            return Mono.just(new Place(kept, true));
        }
        if (events.formerHistories().contains(kept.history())) {
            return beginAnew(kept);
        }
        return Mono.error(new ForeignCheckpoint("%s has read history %s up to position %d, expected history %s"
                .formatted(
                        reader.name(),
                        kept.history(),
                        kept.position(),
                        events.history().id())));
    }

    private Mono<Place> beginAnew(Checkpoint former) {
        return reader.beginAnew()
                .doOnSuccess(done -> log.info(
                        "{} has read history {} up to position {}, in an older era; it begins anew with history {}",
                        reader.name(),
                        former.history(),
                        former.position(),
                        events.history().id()))
                .then(Mono.empty());
    }

    private Flux<Portion> portions(Place place) {
        long limit = reader.route().limit();
        if (place.at.count() >= limit) {
            resumed(place.at, state.get().at);
            return Flux.empty();
        }
        Ration ration = new Ration(place.at);
        return (place.isKept ? after(place.at) : fromTheFirst(place.at))
                .bufferTimeout(GATHERED, GATHERING, scheduler, true)
                .handle((batches, sink) -> {
                    Portion next = ration.next(Batch.join(batches));
                    sink.next(next);
                    if (next.reached().count() >= limit) {
                        sink.complete();
                    }
                });
    }

    /** The events after a checkpoint, once it has been seen to be of this history. */
    private Flux<Batch> after(Checkpoint kept) {
        return reader.memory().isZero() ? goOnAfter(kept) : recalled(kept).thenMany(goOnAfter(kept));
    }

    private Mono<Void> recalled(Checkpoint kept) {
        return events.from(kept.position())
                .next()
                .flatMap(
                        last -> events.positionAt(last.time(0) - reader.memory().toMillis()))
                .flatMapMany(events::from)
                .takeUntil(batch -> batch.last() >= kept.position())
                .doOnNext(batch -> reader.recall(batch.to(kept.position())))
                .then();
    }

    private Flux<Batch> goOnAfter(Checkpoint kept) {
        return events.from(kept.position()).handle((batch, sink) -> {
            if (batch.first() > kept.position()) {
                sink.next(batch);
            } else if (batch.digest(0) != kept.digest()) {
                sink.error(new ForeignCheckpoint(
                        "%s has read other events up to position %d of history %s: digest %x, expected %x"
                                .formatted(
                                        reader.name(), batch.first(), kept.history(), kept.digest(), batch.digest(0))));
            } else {
                resumed(kept, batch.time(0));
                if (batch.size() > 1) {
                    sink.next(batch.from(batch.first() + 1));
                }
            }
        });
    }

    private Flux<Batch> fromTheFirst(Checkpoint nothing) {
        resumed(nothing, events.history().start());
        return events.from(nothing.position() + 1);
    }

    /** Counts what a reader is given, up to his limit. */
    private final class Ration {

        private final Route route = reader.route();
        private Checkpoint reached;

        Ration(Checkpoint reached) {
            this.reached = reached;
        }

        Portion next(Batch batch) {
            long count = reached.count();
            int taken = 0;
            while (taken < batch.size() && count < route.limit()) {
                count += route.wants(batch, taken, reached.since()) ? 1 : 0;
                taken++;
            }
            Batch given = batch.slice(0, taken);
            reached = new Checkpoint(reached.history(), given.last(), given.digest(), reached.since(), count);
            return new Portion(given, reached);
        }
    }

    private void resumed(Checkpoint reached, long at) {
        publish(each -> new State(each.unlessPaused(Status.READING), reached, at, null));
    }

    private void passed(Portion portion) {
        Batch batch = portion.batch();
        Checkpoint reached = portion.reached();
        isTold = false;
        hasRead = true;
        rate.add(reached.count() - state.get().reached.count(), scheduler.now(TimeUnit.MILLISECONDS));
        for (int i = batch.size() - 1; i >= 0; i--) {
            if (reader.route().wants(batch, i, reached.since())) {
                sample = batch.line(i);
                break;
            }
        }
        resumed(reached, batch.head().at());
    }

    private void failed(Throwable failure) {
        if (!isTold) {
            isTold = true;
            log.atLevel(hasRead ? Level.WARN : Level.INFO)
                    .log(
                            "{} has to wait at position {}: {}",
                            reader.name(),
                            state.get().position(),
                            failure.getMessage());
        }
        publish(each -> new State(each.unlessPaused(Status.FAILING), each.reached, each.at, failure));
    }

    private void refused(Throwable failure) {
        log.error("{}", failure.getMessage());
        publish(each -> each.with(each.unlessPaused(Status.REFUSED)));
    }

    private void done() {
        publish(each -> each.with(each.unlessPaused(Status.DONE)));
    }

    private void publish(UnaryOperator<State> change) {
        states.emitNext(state.updateAndGet(change), (signal, result) -> result == Sinks.EmitResult.FAIL_NON_SERIALIZED);
    }

    /** The reader keeps a place in another history. */
    public static final class ForeignCheckpoint extends Reader.Refused {

        ForeignCheckpoint(String message) {
            super(message);
        }
    }
}
