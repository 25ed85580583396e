package dev.faux.view;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a database holds, as texts. */
record StoredTables(PostgresAddress address) {

    /** The rows of a table by their keys, as {@link Fold#table} gives them. */
    Map<String, Map<String, String>> table(String name) {
        Map<String, Map<String, String>> rows = new TreeMap<>();
        for (Map<String, String> row : rows("select * from " + name)) {
            rows.put(Fold.key(name, row), row);
        }
        return rows;
    }

    /** In the columns that the table has. */
    Map<String, Map<String, String>> expected(Fold fold, String name) {
        List<String> columns =
                rows("select column_name from information_schema.columns where table_name = '" + name + "'").stream()
                        .map(row -> row.get("column_name"))
                        .toList();
        return fold.table(name).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, row -> only(row.getValue(), columns), (a, b) -> a, TreeMap::new));
    }

    private static Map<String, String> only(Map<String, String> row, List<String> columns) {
        Map<String, String> rest = new TreeMap<>(row);
        rest.keySet().retainAll(columns);
        return rest;
    }

    /** Each row by its columns, but for those that are null. */
    List<Map<String, String>> rows(String sql) {
        try (Connection connection = address.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<Map<String, String>> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(row(found));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Map<String, String> row(ResultSet found) throws SQLException {
        ResultSetMetaData columns = found.getMetaData();
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String value = text(found, i, columns.getColumnTypeName(i));
            if (value != null) {
                row.put(columns.getColumnName(i), value);
            }
        }
        return new TreeMap<>(row);
    }

    private static @Nullable String text(ResultSet found, int column, String type) throws SQLException {
        String text = found.getString(column);
        return switch (type) {
            case "timestamptz" ->
                text == null
                        ? null
                        : found.getObject(column, OffsetDateTime.class)
                                .toInstant()
                                .toString();
            case "bool" -> text == null ? null : "" + found.getBoolean(column);
            default -> text;
        };
    }
}
