package dev.faux.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Customers as they are now. Every answer fails with {@link ViewUnavailable} while Postgres cannot be asked; a cancelled one gives
 * its connection back.
 */
public class Users {

    /**
     * Ordered by id.
     *
     * @param after the last id of the page before, or null for the first page
     * @param limit the most that are wanted
     */
    public Flux<User> page(@Nullable UUID after, int limit) {
        throw new UnsupportedOperationException();
    }

    public Mono<User> find(UUID id) {
        throw new UnsupportedOperationException();
    }
}
