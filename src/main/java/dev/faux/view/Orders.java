package dev.faux.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Orders as they stand, each with its items; gone some days after their last event. Every answer fails with
 * {@link ViewUnavailable} while Postgres cannot be asked; a cancelled one gives its connection back.
 */
public class Orders {

    /**
     * Ordered by id, which is the order in which they were placed.
     *
     * @param after the last id of the page before, or null for the first page
     * @param user whose orders are wanted, or null for everybody's
     * @param limit the most that are wanted
     */
    public Flux<Order> page(@Nullable UUID after, @Nullable UUID user, int limit) {
        throw new UnsupportedOperationException();
    }

    public Mono<Order> find(UUID id) {
        throw new UnsupportedOperationException();
    }
}
