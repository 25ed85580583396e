package dev.faux.dataset;

import dev.faux.dataset.Table.Column;
import dev.faux.shop.Uuids;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.LockingMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;

/**
 * Rows of all tables in a file of SQLite that is being written: nothing to go on with after a crash, but to be thrown
 * away. For one thread.
 */
final class RowFile implements AutoCloseable {

    private static final int CACHE_KIB = 64 << 10;
    private static final int PAGE = 1 << 14;

    private final Uuids uuids;
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();

    /** @param path where no file is yet */
    RowFile(Path path, Uuids uuids) throws SQLException {
        this.uuids = uuids;
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.OFF);
        config.setSynchronous(SynchronousMode.OFF);
        config.setLockingMode(LockingMode.EXCLUSIVE);
        config.setTempStore(TempStore.MEMORY);
        config.setCacheSize(-CACHE_KIB);
        config.setGetGeneratedKeys(false);
        config.setPageSize(PAGE);
        connection = config.createConnection("jdbc:sqlite:" + path);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (Table table : Tables.ALL) {
                statement.execute(create(table));
            }
            for (String index : endings()) {
                statement.execute(index);
            }
        }
    }

    private static String create(Table table) {
        return "create table " + table + " (" + names(table.columns()) + ", primary key ("
                + String.join(", ", table.key()) + ")) without rowid";
    }

    /** What refers to the same ends together. */
    private static Collection<String> endings() {
        TreeSet<String> indexes = new TreeSet<>();
        Effects.all()
                .filter(Effect.End.class::isInstance)
                .map(Effect.End.class::cast)
                .forEach(end -> indexes.add(
                        "create index " + end.table() + "_" + end.by() + " on " + end.table() + " (" + end.by() + ")"));
        return indexes;
    }

    /** A row is shown with its parts. */
    private static List<String> parts() {
        return Datasets.ALL.stream()
                .flatMap(dataset -> Stream.ofNullable(dataset.parts()))
                .filter(parts -> !parts.table().key().getFirst().equals(parts.by()))
                .map(parts -> "create index if not exists " + parts.table() + "_" + parts.by() + " on " + parts.table()
                        + " (" + parts.by() + ")")
                .toList();
    }

    /** In the order in which what happened to them counts. */
    void write(Rows rows) throws SQLException {
        Table table = rows.table();
        run(table, delete(table), rows.removed(), keyOf(table));
        if (!rows.ended().isEmpty()) {
            end(table, rows);
        }
        run(table, put(table), rows.whole().values(), all(table));
        List<Integer> changed = List.copyOf(rows.changedPlaces());
        if (!changed.isEmpty()) {
            run(table, change(table, changed), rows.parts(), and(changed, keyOf(table)));
        }
    }

    private void end(Table table, Rows rows) throws SQLException {
        List<Integer> places = rows.endedPlaces();
        Column by = table.columns().get(places.getFirst());
        Column end = table.columns().get(places.get(1));
        List<Integer> others = places.subList(1, places.size());
        run(
                table,
                "update " + table + " set " + assignments(table, others) + " where " + by.quoted() + " = ? and "
                        + end.quoted() + " is null",
                rows.ended(),
                and(others, List.of(places.getFirst())));
    }

    private static String delete(Table table) {
        return "delete from " + table + " where " + sameKey(table);
    }

    private static String put(Table table) {
        String marks = table.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
        if (!table.isSumming()) {
            return "insert or replace into " + table + " values (" + marks + ")";
        }
        String amount = table.amount();
        return "insert into " + table + " values (" + marks + ") on conflict do update set "
                + table.columns().stream()
                        .filter(column -> !column.isKey())
                        .map(column -> column.quoted() + " = excluded." + column.quoted()
                                + (column.name().equals(amount)
                                        ? " + case when " + table.end() + " is null then " + amount + " else 0 end"
                                        : ""))
                        .collect(Collectors.joining(", "));
    }

    private static String change(Table table, List<Integer> places) {
        return "update " + table + " set " + assignments(table, places) + " where " + sameKey(table);
    }

    /** What is not told stays. */
    private static String assignments(Table table, List<Integer> places) {
        return places.stream()
                .map(place -> table.columns().get(place).quoted())
                .map(column -> column + " = coalesce(?, " + column + ")")
                .collect(Collectors.joining(", "));
    }

    private static String sameKey(Table table) {
        return table.key().stream().map(column -> column + " = ?").collect(Collectors.joining(" and "));
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
    }

    private static List<Integer> keyOf(Table table) {
        return IntStream.range(0, table.key().size()).boxed().toList();
    }

    private static List<Integer> all(Table table) {
        return IntStream.range(0, table.columns().size()).boxed().toList();
    }

    private static List<Integer> and(List<Integer> some, List<Integer> others) {
        return Arrays.asList(some, others).stream().flatMap(List::stream).toList();
    }

    private void run(Table table, String sql, Collection<@Nullable Object[]> rows, List<Integer> places)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (@Nullable Object[] row : rows) {
            for (int i = 0; i < places.size(); i++) {
                int place = places.get(i);
                RowCells.put(statement, i + 1, table.columns().get(place), row[place], uuids);
            }
            statement.addBatch();
        }
        statement.executeBatch();
    }

    /** Derives what follows from all of them. */
    void finish() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String index : parts()) {
                statement.execute(index);
            }
            for (Table table : DerivedTables.ALL) {
                statement.execute(create(table));
                statement.execute("insert into " + table + " select " + names(table.columns()) + " from "
                        + table.source(RowCells.DIALECT) + " order by " + String.join(", ", table.key()));
            }
        }
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        connection.close();
    }
}
