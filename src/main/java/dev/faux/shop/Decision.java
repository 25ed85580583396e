package dev.faux.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the shop answers to a command: it happened, or why not. */
public sealed interface Decision {

    /**
     * It is done, and these events tell of it, in their order; at least one.
     *
     * @param correlation the session that began it all, or null
     */
    record Accepted(@Nullable Id correlation, List<Event> events) implements Decision {

        Accepted(@Nullable Id correlation, Event event) {
            this(correlation, List.of(event));
        }
    }

    /** Nothing changed. */
    record Rejected(Refusal reason) implements Decision {}
}
