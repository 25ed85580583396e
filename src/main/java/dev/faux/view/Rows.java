package dev.faux.view;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The rows of one table that a batch brings: one per key, the latest word for each column. Values are texts. */
final class Rows {

    private final Table table;
    private final Map<String, @Nullable String[]> byKey = new LinkedHashMap<>();

    Rows(Table table) {
        this.table = table;
    }

    Table table() {
        return table;
    }

    /** Takes in a row whose key stands first; what it leaves out stays as it was. */
    void put(@Nullable String[] row) {
        String key = Objects.requireNonNull(row[0], "key");
        @Nullable String[] known = byKey.putIfAbsent(key, row);
        if (known != null) {
            for (int i = 1; i < row.length; i++) {
                known[i] = row[i] == null ? known[i] : row[i];
            }
        }
    }

    boolean contains(@Nullable String key) {
        return byKey.containsKey(key);
    }

    Mono<Void> upsert(PostgresqlConnection connection) {
        return execute(connection, table.upsert());
    }

    Mono<Void> update(PostgresqlConnection connection) {
        return execute(connection, table.update());
    }

    private Mono<Void> execute(PostgresqlConnection connection, String sql) {
        if (byKey.isEmpty()) {
            return Mono.empty();
        }
        PostgresqlStatement statement = connection.createStatement(sql);
        List<@Nullable String[]> rows = new ArrayList<>(byKey.values());
        for (int column = 0; column < table.width(); column++) {
            statement.bind(column, column(rows, column));
        }
        return statement.execute().concatMap(PostgresqlResult::getRowsUpdated).then();
    }

    private static @Nullable String[] column(List<@Nullable String[]> rows, int column) {
        @Nullable String[] values = new String[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(i)[column];
        }
        return values;
    }
}
