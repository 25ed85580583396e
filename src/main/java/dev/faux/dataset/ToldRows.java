package dev.faux.dataset;

import dev.faux.dataset.Dataset.Parts;
import dev.faux.shop.Event;
import dev.faux.shop.Fields.Described;
import dev.faux.simulation.History;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows that one event tells as a whole. For one thread. */
public final class ToldRows {

    private final EventFields fields;

    public ToldRows(History history) {
        fields = new EventFields(history);
    }

    /** What a dataset shows of the one thing that this event tells of, at the instant at which it came into being. */
    public Described row(Dataset dataset, Event event) {
        @Nullable Object[] row = of(dataset.table(), event).iterator().next();
        Parts parts = dataset.parts();
        return Row.all(
                        dataset,
                        List.<@Nullable Object[]>of(row),
                        parts == null
                                ? Map.of()
                                : Map.of(Objects.requireNonNull(row[0]), List.copyOf(of(parts.table(), event))))
                .getFirst();
    }

    /** All in a table, in the order in which they are told. */
    Collection<@Nullable Object[]> of(Table table, Event event) {
        Told told = fields.of(event, event.key().at());
        Rows rows = new Rows(table);
        for (Effect effect : Effects.of(event.type())) {
            if (effect.table() == table) {
                effect.apply(told, rows);
            }
        }
        return rows.whole().values();
    }
}
