package dev.faux.dataset;

import dev.faux.dataset.Dataset.Parts;
import dev.faux.dataset.Table.Column;
import dev.faux.dataset.Wanted.Condition;
import dev.faux.shop.Fields.Described;
import dev.faux.shop.Uuids;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/** What a {@link RowFile} holds, once it is finished: nobody changes it any more. For any number of threads. */
final class KeptRows {

    /** How many values a question has at most. */
    private static final int MOST_VALUES = 500;

    private final Path path;
    private final Uuids uuids;

    /** The file has been deleted: others were asked for more lately. */
    static final class Gone extends SQLException {

        @Serial
        private static final long serialVersionUID = 1;

        Gone(Path path) {
            super(path + " is not there any more");
        }
    }

    /** What a column is compared with. */
    private record Given(Column column, Object value) {}

    KeptRows(Path path, Uuids uuids) {
        this.path = path;
        this.uuids = uuids;
    }

    /**
     * Rows of a table in the order of their keys.
     *
     * @param after the key to go on behind, or nothing for the first rows
     */
    List<@Nullable Object[]> page(Table table, List<String> after, List<Condition> conditions, int limit)
            throws SQLException {
        List<String> tests = new ArrayList<>();
        List<Given> values = new ArrayList<>();
        if (!after.isEmpty()) {
            tests.add("(" + String.join(", ", table.key()) + ") > ("
                    + String.join(", ", Collections.nCopies(after.size(), "?")) + ")");
            for (int i = 0; i < after.size(); i++) {
                values.add(new Given(table.columns().get(i), after.get(i)));
            }
        }
        for (Condition each : conditions) {
            Column column = table.column(each.column());
            String value = each.value();
            tests.add(column.quoted() + " " + each.test().sql() + (value == null ? " null" : " ?"));
            if (value != null) {
                values.add(new Given(column, value));
            }
        }
        return select(table, tests, values, limit);
    }

    /** The key of a row, to go on behind. */
    static List<String> key(Table table, @Nullable Object[] row) {
        return Arrays.stream(row, 0, table.key().size()).map(String::valueOf).toList();
    }

    /** Rows of a dataset as they are shown, with their parts. */
    List<Described> shown(Dataset dataset, List<@Nullable Object[]> rows) throws SQLException {
        Parts parts = dataset.parts();
        return Row.all(dataset, rows, parts == null ? Map.of() : parts(parts, rows));
    }

    private Map<Object, List<@Nullable Object[]>> parts(Parts parts, List<@Nullable Object[]> rows)
            throws SQLException {
        Map<Object, List<@Nullable Object[]>> byWhole = new HashMap<>();
        int by = parts.table().place(parts.by());
        for (int i = 0; i < rows.size(); i += MOST_VALUES) {
            List<Object> wholes = rows.subList(i, Math.min(rows.size(), i + MOST_VALUES)).stream()
                    .map(row -> Objects.requireNonNull(row[0]))
                    .toList();
            for (@Nullable Object[] part : of(parts.table(), parts.by(), wholes)) {
                byWhole.computeIfAbsent(Objects.requireNonNull(part[by]), whole -> new ArrayList<>())
                        .add(part);
            }
        }
        return byWhole;
    }

    /** All rows whose column has one of these values, in the order of their keys. */
    private List<@Nullable Object[]> of(Table table, String column, List<Object> anyOf) throws SQLException {
        Column by = table.column(column);
        String marks = String.join(", ", Collections.nCopies(anyOf.size(), "?"));
        return select(
                table,
                List.of(column + " in (" + marks + ")"),
                anyOf.stream().map(each -> new Given(by, each)).toList(),
                Integer.MAX_VALUE);
    }

    private List<@Nullable Object[]> select(Table table, List<String> tests, List<Given> values, int limit)
            throws SQLException {
        String sql = "select " + table.columns().stream().map(Column::quoted).collect(Collectors.joining(", "))
                + " from " + table + (tests.isEmpty() ? "" : " where " + String.join(" and ", tests)) + " order by "
                + String.join(", ", table.key()) + " limit " + limit;
        try (Connection connection = open();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                RowCells.put(statement, i + 1, values.get(i).column, values.get(i).value, uuids);
            }
            try (ResultSet found = statement.executeQuery()) {
                List<@Nullable Object[]> rows = new ArrayList<>();
                while (found.next()) {
                    @Nullable
                    Object[] row = new @Nullable Object[table.columns().size()];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = RowCells.get(found, i + 1, table.columns().get(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    private Connection open() throws SQLException {
        if (!Files.exists(path)) {
            throw new Gone(path);
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return config.createConnection("jdbc:sqlite:file:" + path.toUri().getRawPath() + "?immutable=1");
    }
}
