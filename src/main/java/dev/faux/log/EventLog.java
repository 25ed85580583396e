package dev.faux.log;

import dev.faux.simulation.History;
import reactor.core.publisher.Flux;

/** The events of one history, from any position on, for ever. */
public interface EventLog {

    History history();

    Head head();

    /**
     * The events from a position on, without end: those that are there at the reader's own pace, then each as it comes. A reader
     * that asks for nothing is given nothing and holds up nobody.
     *
     * @param position of the first one wanted, from 1 to one past the head
     * @return batches of consecutive events; the first may be short. Fails with {@link Busy} where the events would have to be
     *     made again and too many others are having that done
     */
    Flux<Batch> from(long position);

    /** The head now and each time it has moved; a slow subscriber is given the latest only. */
    Flux<Head> heads();

    /** No event can be made again for now; try later. */
    final class Busy extends RuntimeException {

        Busy(int reruns) {
            super("all " + reruns + " re-runs of older events are taken");
        }
    }
}
