package dev.faux.dataset;

import dev.faux.shop.Fields.Described;
import reactor.core.publisher.Mono;

/** Where the rows of one shop are. A cancelled question costs nobody anything any more. */
public interface Source {

    /** Names the shop. */
    String world();

    /** @throws NoSuchPlace where {@link Wanted#after} leads nowhere */
    Mono<Page> page(Dataset dataset, Wanted wanted);

    /** One row by its id, or nothing. */
    Mono<Described> find(Dataset dataset, String id);

    /** What was to come after is no place of this dataset in this shop. */
    final class NoSuchPlace extends RuntimeException {

        public NoSuchPlace(String after) {
            super("after is \"" + after + "\", expected what \"next\" of a page before this one says");
        }
    }
}
