package dev.faux.dataset;

import dev.faux.shop.Fields.Described;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.simulation.Founding;
import dev.faux.simulation.History;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of customers that nobody but a {@link Computed} knows of. For one thread. */
final class ComputedRows implements StartRows {

    private static final String CUSTOMER = "user_id";

    private final Table table;
    private final Computed computed;
    private final History history;
    private final long founders;

    ComputedRows(Table table, Computed computed, History history) {
        this.table = table;
        this.computed = computed;
        this.history = history;
        founders = new Founding(history).count(Kind.CUSTOMER);
    }

    @Override
    public long founders() {
        return founders;
    }

    @Override
    public boolean hasOneRowEach() {
        return false;
    }

    @Override
    public List<@Nullable Object[]> of(long founder) {
        List<@Nullable Object[]> rows = computed.rows(founder);
        if (rows.size() > Computed.MOST) {
            throw new IllegalStateException(table + " has " + rows.size() + " rows of customer " + founder
                    + ", expected at most " + Computed.MOST);
        }
        return rows;
    }

    @Override
    public Described row(long founder, int place) {
        return new Row(table.columns(), of(founder).get(place));
    }

    @Override
    public long named(String column, String value) {
        if (!table.column(column).type().equals("uuid")) {
            return -1;
        }
        UUID uuid = UUID.fromString(value);
        Id customer = column.equals(CUSTOMER) ? history.uuids().parse(Kind.CUSTOMER, uuid) : null;
        long founder =
                customer != null ? customer.number() : column.equals(CUSTOMER) ? 0 : computed.customer(column, uuid);
        return founder <= founders ? founder : 0;
    }
}
