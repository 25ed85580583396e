package dev.faux;

import dev.faux.emitter.Emitter;
import dev.faux.emitter.Home;
import dev.faux.emitter.Home.Drained;
import dev.faux.emitter.HomeException;
import dev.faux.log.Delivery;
import dev.faux.log.Head;
import dev.faux.log.HistoryLog;
import dev.faux.log.Shadow;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Brings a shop to rest: nothing happens but what may have been seen before, every reader takes in all of it, and it is seen that
 * all of it can be made again. Where that ends is then written down in the home.
 */
final class Draining {

    private static final Logger log = LoggerFactory.getLogger(Draining.class);

    private static final Duration TELLING = Duration.ofSeconds(1);

    private final Emitter emitter;
    private final List<Delivery> deliveries;
    private final HistoryLog events;
    private final Home home;
    private final Scheduler writing;
    private final Scheduler timer;

    /** @param writing may wait for the disk */
    Draining(
            Emitter emitter,
            List<Delivery> deliveries,
            HistoryLog events,
            Home home,
            Scheduler writing,
            Scheduler timer) {
        this.emitter = emitter;
        this.deliveries = deliveries;
        this.events = events;
        this.home = home;
        this.writing = writing;
        this.timer = timer;
    }

    /**
     * Fails with a {@link HomeException} where a reader cannot take in everything, or the history cannot be made again.
     *
     * @param patience how long a reader may come no further
     */
    Mono<Drained> drain(Duration patience) {
        return Mono.using(this::feed, feeding -> rest(patience), Disposable::dispose);
    }

    private Disposable feed() {
        return Disposables.composite(deliveries.stream().map(Delivery::start).toList());
    }

    private Mono<Drained> rest(Duration patience) {
        return emitter.drain()
                .flatMap(head -> Flux.fromIterable(deliveries)
                        .concatMap(each -> reach(head, each, patience))
                        .then(Mono.fromCallable(() -> end(head)).subscribeOn(writing)));
    }

    private Mono<Delivery.State> reach(Head head, Delivery delivery, Duration patience) {
        return delivery.states()
                .doOnNext(Draining::refuseForeign)
                .filter(state -> state.isWell() || state.status() == Delivery.Status.DONE)
                .distinctUntilChanged(state -> List.of(state.status(), state.position()))
                .takeUntil(state -> state.position() >= head.position() || state.status() == Delivery.Status.DONE)
                .timeout(patience, Mono.error(() -> stuck(head, delivery, patience)), timer)
                .sample(Flux.interval(TELLING, timer))
                .doOnNext(state -> log.info(
                        "{} has taken in {} of {} events", delivery.reader().name(), state.position(), head.position()))
                .last();
    }

    private static void refuseForeign(Delivery.State state) {
        if (state.failure() instanceof Delivery.ForeignCheckpoint foreign) {
            throw new HomeException(foreign.getMessage() + ": what it has read is not of this shop");
        }
    }

    private static HomeException stuck(Head head, Delivery delivery, Duration patience) {
        Delivery.State state = delivery.state();
        return new HomeException(
                "%s has come no further than position %d of %d for %s%s: put that right, or wait longer (--patience)"
                        .formatted(
                                delivery.reader().name(),
                                state.position(),
                                head.position(),
                                patience,
                                state.failure() == null
                                        ? ""
                                        : " (" + state.failure().getMessage() + ")"));
    }

    private Drained end(Head head) {
        Shadow shadow = events.shadow();
        shadow.follow();
        if (shadow.difference() != null) {
            throw new HomeException("the history cannot be made again as it was: " + shadow.difference());
        }
        shadow.keep();
        return home.drain(events.history(), head);
    }
}
