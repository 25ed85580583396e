package dev.faux.dataset;

import dev.faux.dataset.Computed.Computation;
import dev.faux.dataset.Table.Column;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All things of one kind, and what is shown of each.
 *
 * @param name under which they are asked for
 * @param one what one of them is called
 * @param table whose rows they are
 * @param parts what each row has beside its columns, or null for nothing
 * @param computation makes its rows, or null where they follow from events
 */
public record Dataset(
        String name,
        String one,
        Table table,
        @Nullable Parts parts,
        @Nullable Computation computation) {

    private static final Set<String> SORTED_BY = Set.of("status", "market");

    /**
     * Rows of another table that belong to one row.
     *
     * @param field what they are called together
     * @param by the column that says which row they belong to: the key of the whole
     */
    public record Parts(String field, Table table, String by) {

        /** The names of the columns that are shown of each, in their order. */
        public List<String> columns() {
            return shown(table).filter(column -> !column.equals(by)).toList();
        }
    }

    static Dataset of(String name, String one, Table table) {
        return new Dataset(name, one, table, null, null);
    }

    /**
     * One that no event tells of.
     *
     * @param table whose columns say what is in the rows
     */
    public static Dataset computed(String name, String one, Table table, Computation computation) {
        return new Dataset(name, one, table, null, computation);
    }

    /** Whether it tells of nothing but what there is when a history begins, as it is then. */
    public boolean isOfTheStart() {
        return computation != null;
    }

    /** A name of it that can be a part of that of a file. */
    public String fileName() {
        return name.replace('/', '-');
    }

    /** The names of the columns that are shown, in their order. */
    public List<String> columns() {
        return shown(table).toList();
    }

    private static Stream<String> shown(Table table) {
        return table.columns().stream().filter(column -> !column.isInner()).map(Column::name);
    }

    /** The columns by whose value some of them can be chosen. */
    public List<String> filters() {
        return table.columns().stream()
                .filter(column -> column.parent() != null || SORTED_BY.contains(column.name()))
                .map(Column::name)
                .distinct()
                .toList();
    }

    /** The column that says since when there is such a thing, or null where none does. */
    public @Nullable String beginning() {
        return Stream.of(
                        "created_at",
                        "opened_at",
                        "joined_at",
                        "added_at",
                        "started_at",
                        "requested_at",
                        "posted_at",
                        "refunded_at",
                        "granted_at")
                .filter(columns()::contains)
                .findFirst()
                .orElse(null);
    }

    /** The column that says since when there is such a thing no more, or null where none does. */
    public @Nullable String end() {
        return Stream.of("retired_at", "removed_at")
                .filter(columns()::contains)
                .findFirst()
                .orElse(null);
    }
}
