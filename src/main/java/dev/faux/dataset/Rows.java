package dev.faux.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What events do to the rows of one table, folded: for each key the latest word, however many events there were. What it does
 * to rows that it does not know, because they came earlier, is kept apart. Values are in the places of their columns;
 * a row whose key is not told is no row.
 */
public final class Rows {

    private final Table table;
    private final int keys;
    /** Told as a whole. */
    private final Map<Object, @Nullable Object[]> whole = new LinkedHashMap<>();
    /** Told in part. */
    private final Map<Object, @Nullable Object[]> parts = new LinkedHashMap<>();

    private final Map<Object, @Nullable Object[]> removed = new LinkedHashMap<>();
    /** By what they refer to. */
    private final Map<Object, @Nullable Object[]> ended = new LinkedHashMap<>();

    private List<Integer> endedPlaces = List.of();

    /** All that refers to the same, from the first end on; some of them are overtaken by others of the same key. */
    private final Map<Object, List<@Nullable Object[]>> byParent = new HashMap<>();

    public Rows(Table table) {
        this.table = table;
        keys = table.key().size();
    }

    public Table table() {
        return table;
    }

    /** In place of the one with its key. */
    void put(@Nullable Object[] row) {
        Object key = key(row);
        if (key != null) {
            parts.remove(key);
            whole.put(key, row);
            enter(row);
        }
    }

    /** On top of the one with its key, unless that one has come to its end. */
    void add(@Nullable Object[] row) {
        Object key = key(row);
        @Nullable Object[] before = key == null ? null : whole.getOrDefault(key, parts.get(key));
        if (before != null && before[table.place(table.end())] != null) {
            remove(row);
        } else if (before != null) {
            int amount = table.place(table.amount());
            row[amount] = sum(before[amount], row[amount]);
        }
        put(row);
    }

    /** What is told of it; all else stays as it was. */
    void change(@Nullable Object[] row) {
        Object key = key(row);
        if (key == null) {
            return;
        }
        @Nullable Object[] known = whole.containsKey(key) ? whole.get(key) : parts.putIfAbsent(key, row);
        if (known == null) {
            enter(row);
        } else {
            merge(row, known);
        }
    }

    /**
     * Changes all that refer to the same and have not come to their end before.
     *
     * @param by the place of what they refer to
     * @param end the place of their end
     */
    void end(int by, int end, @Nullable Object[] row) {
        Object parent = row[by];
        if (parent == null) {
            return;
        }
        if (endedPlaces.isEmpty()) {
            TreeSet<Integer> others = new TreeSet<>(told(List.<@Nullable Object[]>of(row)));
            others.removeAll(List.of(by, end));
            endedPlaces = new ArrayList<>(List.of(by, end));
            endedPlaces.addAll(others);
            whole.values().forEach(this::enter);
            parts.values().forEach(this::enter);
        }
        for (@Nullable Object[] each : byParent.getOrDefault(parent, List.of())) {
            if (each[end] == null) {
                merge(row, each);
            }
        }
        ended.putIfAbsent(parent, row);
    }

    /** Who refers to the same has to be found once it comes to its end. */
    private void enter(@Nullable Object[] row) {
        Object parent = endedPlaces.isEmpty() ? null : row[endedPlaces.getFirst()];
        if (parent != null) {
            byParent.computeIfAbsent(parent, each -> new ArrayList<>(2)).add(row);
        }
    }

    /** @param row its key at least */
    void remove(@Nullable Object[] row) {
        Object key = key(row);
        if (key != null) {
            whole.remove(key);
            parts.remove(key);
            removed.put(key, row);
        }
    }

    /** By their keys alone; told before all others. */
    public Collection<@Nullable Object[]> removed() {
        return removed.values();
    }

    /** What is over for all that refer to the same: told before those that are whole, which know it already. */
    public Collection<@Nullable Object[]> ended() {
        return ended.values();
    }

    /** The places of {@link #ended}: of the column that refers, then of the one that says when it was over, then of others. */
    public List<Integer> endedPlaces() {
        return endedPlaces;
    }

    /** New, or in place of the one with its key. */
    public Map<Object, @Nullable Object[]> whole() {
        return whole;
    }

    /** Changes of rows that are there: what is null stays. */
    public Collection<@Nullable Object[]> parts() {
        return parts.values();
    }

    /** The places after the key of which at least one of {@link #parts} tells something. */
    public Collection<Integer> changedPlaces() {
        return told(parts.values());
    }

    /** The places after the key of which at least one row tells something. */
    private Collection<Integer> told(Collection<@Nullable Object[]> rows) {
        TreeSet<Integer> places = new TreeSet<>();
        for (@Nullable Object[] row : rows) {
            for (int i = keys; i < row.length; i++) {
                if (row[i] != null) {
                    places.add(i);
                }
            }
        }
        return places;
    }

    private static void merge(@Nullable Object[] from, @Nullable Object[] into) {
        for (int i = 0; i < from.length; i++) {
            into[i] = from[i] == null ? into[i] : from[i];
        }
    }

    /** As a text where they are texts. */
    private static Object sum(@Nullable Object before, @Nullable Object more) {
        return more instanceof Long number
                ? number + (before == null ? 0 : (Long) before)
                : Long.toString(
                        (before == null ? 0 : Long.parseLong((String) before)) + Long.parseLong(String.valueOf(more)));
    }

    private @Nullable Object key(@Nullable Object[] row) {
        if (keys == 1) {
            return row[0];
        }
        List<@Nullable Object> key = Arrays.asList(row).subList(0, keys);
        return key.contains(null) ? null : List.copyOf(key);
    }
}
