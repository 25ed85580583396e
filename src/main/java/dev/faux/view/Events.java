package dev.faux.view;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The stored events, those of the last days. Every answer fails with {@link ViewUnavailable} while Postgres cannot be asked; a
 * cancelled one gives its connection back.
 */
public class Events {

    /**
     * The stored events of a span of time, ordered by position. For the page after this one ask again with the
     * {@code occurredAt} of the last event as {@code from} and its position as {@code after}: then no page costs more than the
     * first.
     *
     * @param from the first instant that is wanted
     * @param to the first instant that is not wanted any more, or null for no end
     * @param types names as in {@code order.placed}; none for all
     * @param after only events past this position, 0 for all
     * @param limit the most events that are wanted
     */
    public Flux<StoredEvent> between(
            Instant from, @Nullable Instant to, Collection<String> types, long after, int limit) {
        throw new UnsupportedOperationException();
    }

    /** The event at a position, of which it is known when it occurred; empty where there is none (any more). */
    public Mono<StoredEvent> find(long position, Instant occurredAt) {
        throw new UnsupportedOperationException();
    }

    /**
     * The first instant of the oldest day that is still stored; empty before the first event. Where it is later than the start
     * of the history, the days before it have been dropped.
     */
    public Mono<Instant> oldestDay() {
        throw new UnsupportedOperationException();
    }
}
