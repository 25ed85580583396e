package dev.faux.view;

import dev.faux.dataset.Table;
import dev.faux.dataset.Table.Column;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is said to Postgres about a table. Each statement takes any number of rows: its parameters are one array of texts per column. */
record Statements(Table table) {

    /** The places of all columns. */
    List<Integer> all() {
        return IntStream.range(0, columns().size()).boxed().toList();
    }

    /** The places of its key, and others. */
    List<Integer> keyAnd(Collection<Integer> others) {
        return Stream.concat(IntStream.range(0, table.key().size()).boxed(), others.stream())
                .toList();
    }

    /** Adds rows; one whose key is there already is overwritten. A row without that which it is within is left out. */
    String upsert() {
        List<Column> given = columns();
        return "insert into " + table.name() + " (" + each(given, Column::quoted) + ") select "
                + each(given, Statements::given)
                + from(given) + livingFamily() + " on conflict ("
                + each(columns(), Column::isKey, Column::quoted, ", ") + ") do update set " + overwritten();
    }

    /** Changes rows that are there, in the columns at these places; where nothing is given, they stay as they are. */
    String update(List<Integer> places) {
        List<Column> given = places.stream().map(columns()::get).toList();
        return "update " + table.name() + " set "
                + each(
                        given,
                        column -> !column.isKey(),
                        column -> column.quoted() + " = coalesce(" + given(column) + ", " + own(column) + ")",
                        ", ")
                + from(given) + " where " + sameKey();
    }

    /**
     * Changes all rows that refer to the same, but not those with the keys of the last parameter.
     *
     * @param places of the column that refers, then of one that says whether it has come to them before, then of others
     */
    String updateAll(List<Integer> places) {
        List<Column> given = places.stream().map(columns()::get).toList();
        Column by = given.getFirst();
        Column key = columns().getFirst();
        return "update " + table.name() + " set "
                + given.stream()
                        .skip(1)
                        .map(column -> column.quoted() + " = " + given(column))
                        .collect(Collectors.joining(", "))
                + from(given) + " where " + own(by) + " = " + given(by) + " and " + own(given.get(1)) + " is null and "
                + own(key) + " not in (select unnest($" + (given.size() + 1) + "::text[])::" + key.type() + ")";
    }

    String delete() {
        List<Column> given = columns().stream().filter(Column::isKey).toList();
        return "delete from " + table.name() + from(given).replaceFirst("from", "using") + " where " + sameKey();
    }

    private String overwritten() {
        String values = each(columns(), column -> !column.isKey(), this::overwritten, ", ");
        String own = each(columns(), column -> !column.isKey(), this::own, ", ");
        String excluded = each(columns(), column -> !column.isKey(), column -> "excluded." + column.quoted(), ", ");
        // Much of what is told again is the same.
        return table.isSumming() ? values : values + " where (" + own + ") is distinct from (" + excluded + ")";
    }

    private String overwritten(Column column) {
        String value = column.quoted() + " = excluded." + column.quoted();
        return !table.isSumming() || !column.name().equals(table.amount())
                ? value
                : value + " + case when " + own(table.column(table.end())) + " is null then " + own(column)
                        + " else 0 end";
    }

    private String livingFamily() {
        return columns().stream()
                .filter(Column::isWithin)
                .findFirst()
                .map(column -> " where exists (select from " + column.parent() + " where " + column.parent() + "."
                        + column.quoted() + " = " + given(column) + ")")
                .orElse("");
    }

    private String sameKey() {
        return each(columns(), Column::isKey, column -> own(column) + " = " + given(column), " and ");
    }

    private String own(Column column) {
        return table.name() + "." + column.quoted();
    }

    private static String from(List<Column> given) {
        return IntStream.rangeClosed(1, given.size())
                .mapToObj(i -> "$" + i + "::text[]")
                .collect(Collectors.joining(", ", " from unnest(", ") as given(" + each(given, Column::quoted) + ")"));
    }

    private static String each(List<Column> columns, Function<Column, String> text) {
        return each(columns, column -> true, text, ", ");
    }

    private static String each(
            List<Column> columns, Predicate<Column> which, Function<Column, String> text, String between) {
        return columns.stream().filter(which).map(text).collect(Collectors.joining(between));
    }

    private List<Column> columns() {
        return table.columns();
    }

    private static String given(Column column) {
        return "given." + column.quoted() + "::" + column.type();
    }
}
