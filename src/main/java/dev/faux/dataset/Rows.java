package dev.faux.view;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a batch does to the rows of one table, folded: for each key the latest word, however many events there were. What it does
 * to rows that it does not know, because they came with an earlier batch, is kept apart. Values are texts, in the places of
 * their columns; a row whose key is not told is no row.
 */
final class Rows {

    private final Table table;
    private final int keys;
    /** Told as a whole. */
    private final Map<String, @Nullable String[]> whole = new LinkedHashMap<>();
    /** Told in part. */
    private final Map<String, @Nullable String[]> parts = new LinkedHashMap<>();

    private final Map<String, @Nullable String[]> removed = new LinkedHashMap<>();
    /** By what they refer to. */
    private final Map<String, @Nullable String[]> ended = new LinkedHashMap<>();

    private List<Integer> endedPlaces = List.of();

    Rows(Table table) {
        this.table = table;
        keys = table.key().size();
    }

    /** In place of the one with its key. */
    void put(@Nullable String[] row) {
        String key = key(row);
        if (key != null) {
            parts.remove(key);
            whole.put(key, row);
        }
    }

    /** On top of the one with its key, unless that one has come to its end. */
    void add(@Nullable String[] row) {
        String key = key(row);
        @Nullable String[] before = key == null ? null : whole.getOrDefault(key, parts.get(key));
        if (before != null && before[table.place(table.end())] != null) {
            remove(row);
        } else if (before != null) {
            int amount = table.place(table.amount());
            row[amount] = Long.toString(number(before[amount]) + number(row[amount]));
        }
        put(row);
    }

    /** What is told of it; all else stays as it was. */
    void change(@Nullable String[] row) {
        String key = key(row);
        if (key == null) {
            return;
        }
        @Nullable String[] known = whole.containsKey(key) ? whole.get(key) : parts.putIfAbsent(key, row);
        if (known != null) {
            merge(row, known);
        }
    }

    /**
     * Changes all that refer to the same and have not come to their end before.
     *
     * @param by the place of what they refer to
     * @param end the place of their end
     */
    void end(int by, int end, @Nullable String[] row) {
        String parent = row[by];
        if (parent == null) {
            return;
        }
        for (Collection<@Nullable String[]> known : List.of(whole.values(), parts.values())) {
            for (@Nullable String[] each : known) {
                if (parent.equals(each[by]) && each[end] == null) {
                    merge(row, each);
                }
            }
        }
        ended.putIfAbsent(parent, row);
        TreeSet<Integer> others = new TreeSet<>(told(List.<@Nullable String[]>of(row)));
        others.removeAll(List.of(by, end));
        endedPlaces = new ArrayList<>(List.of(by, end));
        endedPlaces.addAll(others);
    }

    /** @param row its key at least */
    void remove(@Nullable String[] row) {
        String key = key(row);
        if (key != null) {
            whole.remove(key);
            parts.remove(key);
            removed.put(key, row);
        }
    }

    /** Into the table. What came in this batch is told last: it knows whatever else happened to it. */
    Mono<Void> write(PostgresqlConnection connection) {
        List<Integer> key = table.keyAnd(List.of());
        List<Integer> changed = table.keyAnd(told(parts.values()));
        return Flux.concat(
                        execute(connection, removed, key, table.delete()),
                        Mono.defer(() -> end(connection)),
                        Mono.defer(() -> execute(connection, whole, table.all(), table.upsert())),
                        Mono.defer(() -> execute(connection, parts, changed, table.update(changed))))
                .then();
    }

    private Mono<Void> end(PostgresqlConnection connection) {
        if (ended.isEmpty()) {
            return Mono.empty();
        }
        PostgresqlStatement statement = connection.createStatement(table.updateAll(endedPlaces));
        bind(statement, ended.values(), endedPlaces);
        statement.bind(endedPlaces.size(), whole.keySet().toArray(String[]::new));
        return run(statement);
    }

    private static Mono<Void> execute(
            PostgresqlConnection connection, Map<String, @Nullable String[]> rows, List<Integer> places, String sql) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        PostgresqlStatement statement = connection.createStatement(sql);
        bind(statement, rows.values(), places);
        return run(statement);
    }

    private static Mono<Void> run(PostgresqlStatement statement) {
        return statement.execute().concatMap(PostgresqlResult::getRowsUpdated).then();
    }

    private static void bind(PostgresqlStatement statement, Collection<@Nullable String[]> rows, List<Integer> places) {
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            statement.bind(i, rows.stream().map(row -> row[place]).toArray(String[]::new));
        }
    }

    /** The places after the key of which at least one row tells something. */
    private Collection<Integer> told(Collection<@Nullable String[]> rows) {
        TreeSet<Integer> places = new TreeSet<>();
        for (@Nullable String[] row : rows) {
            for (int i = keys; i < row.length; i++) {
                if (row[i] != null) {
                    places.add(i);
                }
            }
        }
        return places;
    }

    private static void merge(@Nullable String[] from, @Nullable String[] into) {
        for (int i = 0; i < from.length; i++) {
            into[i] = from[i] == null ? into[i] : from[i];
        }
    }

    private static long number(@Nullable String text) {
        return text == null ? 0 : Long.parseLong(text);
    }

    private @Nullable String key(@Nullable String[] row) {
        return Arrays.asList(row).subList(0, keys).contains(null)
                ? null
                : String.join(" ", Arrays.asList(row).subList(0, keys));
    }
}
