package dev.faux.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
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
 * Feeds one {@link Reader} with the events of a log, in their order, from where it left off. After a failure it asks where that
 * is and goes on, for ever, less and less often up to every five seconds; nothing is ever sent again blindly. A reader that has
 * read a former history begins anew with this one; who has read any other is not fed at all.
 */
public final class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    /** Small batches are joined for so long, or up to so many. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private static final int GATHERED = 16;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final EventLog events;
    private final Reader reader;
    private final Scheduler scheduler;
    private final AtomicReference<State> state = new AtomicReference<>(new State(true, false, 0, 0, null));
    private final Disposable.Swap feeding = Disposables.swap();
    private final Sinks.Many<State> states = Sinks.many().replay().latest();
    private volatile boolean isTold;
    private volatile boolean hasRead;

    /** @param scheduler for waiting: gathering and pauses after failures */
    public Delivery(EventLog events, Reader reader, Scheduler scheduler) {
        this.events = events;
        this.reader = reader;
        this.scheduler = scheduler;
    }

    /**
     * How it stands with a reader.
     *
     * @param healthy false from a failure until the reader could be asked again where it is
     * @param paused whether it is not fed, until somebody says so
     * @param position of the last event that is in
     * @param at when that happened, in milliseconds since 1970 UTC
     * @param failure what went wrong last, or null while healthy
     */
    public record State(
            boolean healthy,
            boolean paused,
            long position,
            long at,
            @Nullable Throwable failure) {

        /** Whether it is fed, and takes it. */
        public boolean isWell() {
            return healthy && !paused;
        }
    }

    /** How many events there are that are not in. */
    public long lagEvents() {
        return Math.max(0, events.head().position() - state.get().position);
    }

    /** How far back in virtual time it stands. */
    public Duration lag() {
        State now = state.get();
        return now.position == events.head().position()
                ? Duration.ZERO
                : Duration.ofMillis(Math.max(0, events.head().at() - now.at));
    }

    public Reader reader() {
        return reader;
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
        publish(state.updateAndGet(each -> new State(each.healthy, true, each.position, each.at, each.failure)));
    }

    /** Goes on where the reader says that he is. */
    public void resume() {
        if (state.get().paused) {
            publish(state.updateAndGet(each -> new State(each.healthy, false, each.position, each.at, each.failure)));
            feeding.update(feed());
        }
    }

    /** The reader forgets everything and is fed from the first event on, unless he is paused; fails where he cannot forget. */
    public Mono<Void> reset() {
        return Mono.defer(() -> {
            feeding.update(Disposables.disposed());
            return reader.reset()
                    .doOnSuccess(done -> resumed(new Head(0, events.history().start(), 0)))
                    .doFinally(end -> {
                        if (!state.get().paused) {
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
                        .filter(failure -> !(failure instanceof ForeignCheckpoint))
                        .scheduler(scheduler))
                .subscribe(batch -> {}, failure -> log.error("{}", failure.getMessage()));
    }

    private Flux<Batch> deliver() {
        return reader.resumeAt()
                .defaultIfEmpty(new Checkpoint(events.history().id(), 0, 0))
                .flatMapMany(this::resume)
                .bufferTimeout(GATHERED, GATHERING, scheduler, true)
                .map(Batch::join)
                .concatMap(batch -> reader.read(batch).thenReturn(batch), 1)
                .doOnNext(batch -> passed(batch.head()));
    }

    /** The events after a checkpoint, once it has been seen to be of this history. */
    private Flux<Batch> resume(Checkpoint checkpoint) {
        if (!checkpoint.history().equals(events.history().id())) {
            if (events.formerHistories().contains(checkpoint.history())) {
                return beginAnew(checkpoint);
            }
            return Flux.error(new ForeignCheckpoint("%s has read history %s up to position %d, expected history %s"
                    .formatted(
                            reader.name(),
                            checkpoint.history(),
                            checkpoint.position(),
                            events.history().id())));
        }
        if (checkpoint.position() == 0) {
            return fromTheFirst();
        }
        return events.from(checkpoint.position()).handle((batch, sink) -> {
            if (batch.first() > checkpoint.position()) {
                sink.next(batch);
            } else if (batch.digest(0) != checkpoint.digest()) {
                sink.error(new ForeignCheckpoint(
                        "%s has read other events up to position %d of history %s: digest %x, expected %x"
                                .formatted(
                                        reader.name(),
                                        batch.first(),
                                        checkpoint.history(),
                                        checkpoint.digest(),
                                        batch.digest(0))));
            } else {
                resumed(new Head(batch.first(), batch.time(0), batch.digest(0)));
                if (batch.size() > 1) {
                    sink.next(batch.from(batch.first() + 1));
                }
            }
        });
    }

    private Flux<Batch> beginAnew(Checkpoint former) {
        return reader.reset()
                .doOnSuccess(done -> log.info(
                        "{} has read history {} up to position {}, in an older era; it begins anew with history {}",
                        reader.name(),
                        former.history(),
                        former.position(),
                        events.history().id()))
                .thenMany(Flux.defer(this::fromTheFirst));
    }

    private Flux<Batch> fromTheFirst() {
        resumed(new Head(0, events.history().start(), 0));
        return events.from(1);
    }

    private void resumed(Head head) {
        publish(state.updateAndGet(each -> new State(true, each.paused, head.position(), head.at(), null)));
    }

    private void passed(Head head) {
        isTold = false;
        hasRead = true;
        resumed(head);
    }

    private void failed(Throwable failure) {
        State before = state.get();
        if (!isTold) {
            isTold = true;
            log.atLevel(hasRead ? Level.WARN : Level.INFO)
                    .log("{} has to wait at position {}: {}", reader.name(), before.position(), failure.getMessage());
        }
        publish(state.updateAndGet(each -> new State(false, each.paused, each.position, each.at, failure)));
    }

    private void publish(State next) {
        states.emitNext(next, (signal, result) -> result == Sinks.EmitResult.FAIL_NON_SERIALIZED);
    }

    /** The reader keeps a place in another history. */
    public static final class ForeignCheckpoint extends RuntimeException {

        ForeignCheckpoint(String message) {
            super(message);
        }
    }
}
