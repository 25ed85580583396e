package dev.faux.view;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Articles as they are now. Every answer fails with {@link ViewUnavailable} while Postgres cannot be asked; a cancelled one gives
 * its connection back.
 */
public class Products {

    /**
     * Ordered by id.
     *
     * @param after the last id of the page before, or null for the first page
     * @param limit the most that are wanted
     */
    public Flux<Product> page(@Nullable UUID after, int limit) {
        throw new UnsupportedOperationException();
    }

    public Mono<Product> find(UUID id) {
        throw new UnsupportedOperationException();
    }
}
