package dev.faux.log;

import reactor.core.publisher.Mono;

/**
 * Somebody who takes the events of a log in their order and keeps his own place among them, in the same transaction as what he
 * made of them. {@link Delivery} feeds him.
 */
public interface Reader {

    /** Names it in metrics, health and messages. */
    String name();

    /** Forgets all that it took in, its checkpoint included: both or nothing. */
    Mono<Void> reset();

    /** The checkpoint kept last, or empty before the first; asked again after every failure. */
    Mono<Checkpoint> resumeAt();

    /**
     * Takes in a batch and keeps the checkpoint of its end: both or nothing.
     *
     * @return completes when both are durable; an error means that {@link #resumeAt} has to be asked
     */
    Mono<Void> read(Batch batch);
}
