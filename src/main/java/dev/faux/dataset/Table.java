package dev.faux.dataset;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Things of one kind, a row each: their columns and whom they refer to. */
public final class Table {

    /**
     * @param parent the table that it refers to by its key, or null
     * @param isWithin whether a row goes when that of the parent goes, and is never there without it
     * @param isInner whether nobody is shown it
     */
    public record Column(
            String name,
            String type,
            boolean isKey,
            @Nullable String parent,
            boolean isWithin,
            boolean isInner) {

        /** As SQL has it: some names are words of its own. */
        public String quoted() {
            return '"' + name + '"';
        }

        /** Reads {@code name type}, and then, where it is so, {@code key}, {@code references PARENT}, {@code within PARENT} or {@code inner}. */
        static Column parse(String text) {
            List<String> words = List.of(text.split(" ", -1));
            int within = words.indexOf("within");
            int parent = Math.max(within, words.indexOf("references"));
            return new Column(
                    words.get(0),
                    words.get(1),
                    words.contains("key"),
                    parent < 0 ? null : words.get(parent + 1),
                    within >= 0,
                    words.contains("inner"));
        }
    }

    /** What databases say in different ways. */
    public interface Dialect {

        /** The sum of amounts of one currency. */
        String sum(String amounts);

        /** The mean of whole numbers, with two decimals. */
        String mean(String numbers);
    }

    private final String name;
    private final List<Column> columns;
    private final List<String> key;
    private final Map<String, Integer> places;
    private final List<String> amounts;
    private final @Nullable Function<Dialect, String> derivation;

    private Table(
            String name, List<Column> columns, List<String> amounts, @Nullable Function<Dialect, String> derivation) {
        this.name = name;
        this.columns = columns;
        this.amounts = amounts;
        this.derivation = derivation;
        key = columns.stream().filter(Column::isKey).map(Column::name).toList();
        places = IntStream.range(0, columns.size())
                .boxed()
                .collect(Collectors.toMap(i -> columns.get(i).name(), Function.identity()));
    }

    /** @param columns those of the key first; see {@link Column#parse} */
    public static Table of(String name, String... columns) {
        return new Table(name, Stream.of(columns).map(Column::parse).toList(), List.of(), null);
    }

    /**
     * One that follows from others.
     *
     * @param derivation the query that tells its columns in their order
     */
    static Table derived(String name, Function<Dialect, String> derivation, String... columns) {
        return new Table(name, Stream.of(columns).map(Column::parse).toList(), List.of(), derivation);
    }

    /** What a query of it says between {@code from} and {@code where}. */
    public String source(Dialect dialect) {
        return derivation == null ? name : "(" + derivation.apply(dialect) + ") " + name;
    }

    /** The same, where what is told of an amount comes on top of what is there, unless {@code end} says that this is over. */
    Table summing(String amount, String end) {
        return new Table(name, columns, List.of(amount, end), derivation);
    }

    /** Whether what is told of an amount comes on top of what is there. */
    public boolean isSumming() {
        return !amounts.isEmpty();
    }

    /** The column of which what is told comes on top of what is there. */
    public String amount() {
        return amounts.getFirst();
    }

    /** The column that says, where it is not null, that nothing comes on top any more. */
    public String end() {
        return amounts.getLast();
    }

    public String name() {
        return name;
    }

    public List<Column> columns() {
        return columns;
    }

    /** The columns of its key, which are its first. */
    public List<String> key() {
        return key;
    }

    /** The tables whose rows have to be there before its own, by name; itself among them where its rows form a tree. */
    public Set<String> parents() {
        return columns.stream()
                .flatMap(column -> Stream.ofNullable(column.parent()))
                .collect(Collectors.toSet());
    }

    /** The column of this name. */
    public Column column(String name) {
        return columns.get(place(name));
    }

    /** The place of a column, from 0. */
    public int place(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException(
                    "column of " + name + " is '" + column + "', expected one of " + places.keySet());
        }
        return place;
    }

    @Override
    public String toString() {
        return name;
    }
}
