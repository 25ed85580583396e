package dev.faux.log;

import dev.faux.simulation.History;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The events of one history, from any position on, for ever. */
public interface EventLog {

    History history();

    /** The name of the history. */
    default String historyId() {
        return history().id();
    }

    /** The ids of the histories that were told here before this one began. */
    Set<String> formerHistories();

    Head head();

    /**
     * The events from a position on, without end: those that are there at the reader's own pace, then each as it comes. A reader
     * that asks for nothing is given nothing and holds up nobody.
     *
     * @param position of the first one wanted, from 1
     * @return batches of consecutive events; the first may be short. Fails with {@link Busy} where the events would have to be
     *     made again and too many others are having that done
     */
    Flux<Batch> from(long position);

    /**
     * Completes once this position can be read from without waiting for more than the next event. While the history is being
     * caught up, that is not known yet; then fails with {@link BeyondHead} if the position is past the one that comes next.
     */
    Mono<Void> reachable(long position);

    /** The position that the next event will have, as soon as the history has been caught up. */
    Mono<Long> next();

    /** The first position whose event does not happen before this instant, in milliseconds since 1970 UTC. */
    Mono<Long> positionAt(long instant);

    /** The head now and each time it has moved; a slow subscriber is given the latest only. */
    Flux<Head> heads();

    /** Older events cannot be made again for now; try later. */
    final class Busy extends RuntimeException {

        Busy(int worlds) {
            super("older events are being made again for others, in " + worlds + " place" + (worlds == 1 ? "" : "s")
                    + " at a time");
        }
    }

    /** No such event yet. */
    final class BeyondHead extends RuntimeException {

        private final long head;

        BeyondHead(long position, long head) {
            super("position is " + position + ", expected at most " + (head + 1));
            this.head = head;
        }

        /** The position of the last event there is. */
        public long head() {
            return head;
        }
    }
}
