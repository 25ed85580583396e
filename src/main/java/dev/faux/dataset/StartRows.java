package dev.faux.dataset;

import dev.faux.dataset.Computed.Computation;
import dev.faux.shop.Fields.Described;
import dev.faux.simulation.History;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a dataset that tell of what there is when a history begins, as they are then: computed when they are asked for,
 * founder by founder. For one thread.
 */
interface StartRows {

    static StartRows of(Dataset dataset, History history) {
        Computation computation = dataset.computation();
        return computation == null
                ? new FoundingRows(dataset.table(), history)
                : new ComputedRows(dataset.table(), computation.of(history), history);
    }

    /** How many founders there are, numbered from 1. */
    long founders();

    /** Whether each founder has one row. */
    boolean hasOneRowEach();

    /** The rows of one founder, in the order in which he tells of them. */
    List<@Nullable Object[]> of(long founder);

    /** One of the rows of a founder, counted from 0. */
    Described row(long founder, int place);

    /**
     * The founder who alone can have rows with this value in a column, 0 if none can, or -1 if the value does not say.
     */
    long named(String column, String value);
}
