package dev.faux.dataset;

import reactor.core.publisher.Mono;

/** Where the rows of one shop are. A cancelled question costs nobody anything any more. */
public interface Source {

    /** Names the shop. */
    String world();

    /** @throws NoSuchPlace where {@link Wanted#after} leads nowhere */
    Mono<RowPage> page(Dataset dataset, Wanted wanted);

    /** What was to come after is no place of this dataset in this shop. */
    final class NoSuchPlace extends RuntimeException {

        private final String after;

        public NoSuchPlace(String after) {
            super("there is no page after \"" + after + '"');
            this.after = after;
        }

        public String after() {
            return after;
        }
    }
}
