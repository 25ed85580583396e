package dev.faux.dataset;

import dev.faux.simulation.History;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a dataset that follow from nothing but the history and the number of a customer of its start: each is as it is when
 * the history begins, and costs nothing until somebody asks for it. For one thread.
 */
public interface Computed {

    /** So many rows a customer has at most. */
    int MOST = 32;

    /** What is in their columns, in their places: ids, amounts, numbers, instants in milliseconds since 1970 UTC, flags and texts. */
    List<@Nullable Object[]> rows(long customer);

    /** Whose the one row is that can have this id in this column: 0 for nobody's, -1 where the column does not say. */
    default long customer(String column, UUID id) {
        return -1;
    }

    /** Makes them for a history. */
    interface Computation {

        Computed of(History history);
    }
}
