package dev.faux.log;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Somebody who takes the events of a log in their order and keeps his own place among them, in the same transaction as what he
 * made of them. {@link Delivery} feeds him.
 */
public interface Reader {

    /** Names it in metrics, health and messages. */
    String name();

    /** Which events it wants. It is given whole batches all the same, and chooses among them. */
    default Route route() {
        return Route.EVERYTHING;
    }

    /** Whether it has to be given what comes before the first event that it wants, because it tells what that is about. */
    default boolean looksBack() {
        return false;
    }

    /** How long before the last event that it took in it has to see again before it can go on, in virtual time. */
    default Duration memory() {
        return Duration.ZERO;
    }

    /** Sees again what it took in before: the last part of it that is not older than its memory. */
    default void recall(Batch batch) {}

    /** Forgets all that it took in, its checkpoint included: both or nothing. */
    Mono<Void> reset();

    /** Makes ready for another history, which follows the one that it has read up to its end. */
    default Mono<Void> beginAnew() {
        return reset();
    }

    /** The checkpoint kept last, or empty before the first; anybody may ask at any time. */
    Mono<Checkpoint> kept();

    /** As {@link #kept}, to go on there: asked first, and again after every failure. */
    default Mono<Checkpoint> resumeAt() {
        return kept();
    }

    /**
     * Takes in a batch and keeps the checkpoint of its end: both or nothing.
     *
     * @return completes when both are durable; an error means that {@link #resumeAt} has to be asked
     */
    Mono<Void> read(Batch batch, Checkpoint reached);

    /**
     * Takes in portions in their order, one after the other unless the reader knows how to have several under way, whose number he
     * then bounds.
     *
     * @param portions each a batch, cut where no more is wanted, and the checkpoint of its end
     * @return each of them, in the same order, once it and all before it are durable; an error as of {@link #read}
     */
    default Flux<Portion> readAll(Flux<Portion> portions) {
        return portions.concatMap(
                portion -> read(portion.batch, portion.reached).thenReturn(portion), 1);
    }

    record Portion(Batch batch, Checkpoint reached) {}

    /** Another one has taken the reader's place, or his own is not where it was promised: it makes no sense to try again. */
    abstract class Refused extends RuntimeException {

        protected Refused(String message) {
            super(message);
        }
    }
}
