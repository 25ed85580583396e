package dev.faux.view;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of the read models: its columns and whom they refer to. Each of its statements takes any number of rows: its
 * parameters are one array of texts per column.
 */
final class Table {

    /**
     * @param parent the table that it refers to by its key, or null
     * @param isWithin whether a row goes when that of the parent goes, and is never there without it
     */
    private record Column(
            String name,
            String type,
            boolean isKey,
            @Nullable String parent,
            boolean isWithin) {

        /** Reads {@code name type}, and then, where it is so, {@code key}, {@code references PARENT} or {@code within PARENT}. */
        static Column parse(String text) {
            List<String> words = List.of(text.split(" ", -1));
            int within = words.indexOf("within");
            int parent = Math.max(within, words.indexOf("references"));
            return new Column(
                    words.get(0),
                    words.get(1),
                    words.contains("key"),
                    parent < 0 ? null : words.get(parent + 1),
                    within >= 0);
        }

        /** Some are words of SQL. */
        String quoted() {
            return "\"" + name + "\"";
        }

        String given() {
            return "given." + quoted() + "::" + type;
        }
    }

    private final String name;
    private final List<Column> columns;
    private final Map<String, Integer> places;
    private final List<String> amounts;

    private Table(String name, List<Column> columns, List<String> amounts) {
        this.name = name;
        this.columns = columns;
        this.amounts = amounts;
        places = IntStream.range(0, columns.size())
                .boxed()
                .collect(Collectors.toMap(i -> columns.get(i).name(), Function.identity()));
    }

    /** @param columns those of the key first; see {@link Column#parse} */
    static Table of(String name, String... columns) {
        return new Table(name, Stream.of(columns).map(Column::parse).toList(), List.of());
    }

    /** The same, where what is told of an amount comes on top of what is there, unless {@code end} says that this is over. */
    Table summing(String amount, String end) {
        return new Table(name, columns, List.of(amount, end));
    }

    /** The column of which what is told comes on top of what is there. */
    String amount() {
        return amounts.getFirst();
    }

    /** The column that says, where it is not null, that nothing comes on top any more. */
    String end() {
        return amounts.getLast();
    }

    String name() {
        return name;
    }

    List<String> columns() {
        return columns.stream().map(Column::name).toList();
    }

    /** The columns of its key, which are its first. */
    List<String> key() {
        return columns.stream().filter(Column::isKey).map(Column::name).toList();
    }

    /** The tables whose rows have to be there before its own, by name; itself among them where its rows form a tree. */
    Set<String> parents() {
        return columns.stream()
                .flatMap(column -> Stream.ofNullable(column.parent()))
                .collect(Collectors.toSet());
    }

    int width() {
        return columns.size();
    }

    /** The place of a column, from 0. */
    int place(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException(
                    "column of " + name + " is '" + column + "', expected one of " + columns());
        }
        return place;
    }

    /** The places of all columns. */
    List<Integer> all() {
        return IntStream.range(0, width()).boxed().toList();
    }

    /** The places of its key, and others. */
    List<Integer> keyAnd(Collection<Integer> others) {
        return Stream.concat(IntStream.range(0, key().size()).boxed(), others.stream())
                .toList();
    }

    /** Adds rows; one whose key is there already is overwritten. A row without that which it is within is left out. */
    String upsert() {
        List<Column> given = columns;
        return "insert into " + name + " (" + each(given, Column::quoted) + ") select " + each(given, Column::given)
                + from(given) + livingFamily() + " on conflict ("
                + each(columns, Column::isKey, Column::quoted, ", ") + ") do update set " + overwritten();
    }

    /** Changes rows that are there, in the columns at these places; where nothing is given, they stay as they are. */
    String update(List<Integer> places) {
        List<Column> given = places.stream().map(columns::get).toList();
        return "update " + name + " set "
                + each(
                        given,
                        column -> !column.isKey(),
                        column -> column.quoted() + " = coalesce(" + column.given() + ", " + own(column) + ")",
                        ", ")
                + from(given) + " where " + sameKey();
    }

    /**
     * Changes all rows that refer to the same, but not those with the keys of the last parameter.
     *
     * @param places of the column that refers, then of one that says whether it has come to them before, then of others
     */
    String updateAll(List<Integer> places) {
        List<Column> given = places.stream().map(columns::get).toList();
        Column by = given.getFirst();
        Column key = columns.getFirst();
        return "update " + name + " set "
                + given.stream()
                        .skip(1)
                        .map(column -> column.quoted() + " = " + column.given())
                        .collect(Collectors.joining(", "))
                + from(given) + " where " + own(by) + " = " + by.given() + " and " + own(given.get(1)) + " is null and "
                + own(key) + " not in (select unnest($" + (given.size() + 1) + "::text[])::" + key.type() + ")";
    }

    String delete() {
        List<Column> given = columns.stream().filter(Column::isKey).toList();
        return "delete from " + name + from(given).replaceFirst("from", "using") + " where " + sameKey();
    }

    private String overwritten() {
        String values = each(columns, column -> !column.isKey(), this::overwritten, ", ");
        String own = each(columns, column -> !column.isKey(), this::own, ", ");
        String excluded = each(columns, column -> !column.isKey(), column -> "excluded." + column.quoted(), ", ");
        // Much of what is told again is the same.
        return amounts.isEmpty() ? values + " where (" + own + ") is distinct from (" + excluded + ")" : values;
    }

    private String overwritten(Column column) {
        String value = column.quoted() + " = excluded." + column.quoted();
        return amounts.isEmpty() || !column.name().equals(amount())
                ? value
                : value + " + case when " + own(columns.get(place(end()))) + " is null then " + own(column)
                        + " else 0 end";
    }

    private String livingFamily() {
        return columns.stream()
                .filter(Column::isWithin)
                .findFirst()
                .map(column -> " where exists (select from " + column.parent() + " where " + column.parent() + "."
                        + column.quoted() + " = " + column.given() + ")")
                .orElse("");
    }

    private String sameKey() {
        return each(columns, Column::isKey, column -> own(column) + " = " + column.given(), " and ");
    }

    private String own(Column column) {
        return name + "." + column.quoted();
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

    @Override
    public String toString() {
        return name;
    }
}
