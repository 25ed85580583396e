package dev.faux.dataset;

import dev.faux.dataset.Dataset.Parts;
import dev.faux.dataset.Table.Column;
import dev.faux.shop.Fields;
import dev.faux.shop.Fields.Described;
import dev.faux.shop.Id;
import dev.faux.shop.Money;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A row that describes itself with the types of its columns.
 *
 * @param values what they are in the shop, or texts
 * @param without the place of a column that is not told, or -1
 */
public record Row(List<Column> columns, @Nullable Object[] values, int without) implements Described {

    public Row(List<Column> columns, @Nullable Object[] values) {
        this(columns, values, -1);
    }

    /**
     * Rows of a dataset as they are shown.
     *
     * @param parts of each, by its key
     */
    public static List<Described> all(
            Dataset dataset, List<@Nullable Object[]> rows, Map<Object, List<@Nullable Object[]>> parts) {
        return rows.stream().map(row -> shown(dataset, row, parts)).toList();
    }

    private static Described shown(
            Dataset dataset, @Nullable Object[] row, Map<Object, List<@Nullable Object[]>> byWhole) {
        Row whole = new Row(dataset.table().columns(), row);
        Parts parts = dataset.parts();
        Object key = row[0];
        if (parts == null || key == null) {
            return whole;
        }
        int by = parts.table().place(parts.by());
        List<Row> own = byWhole.getOrDefault(key, List.of()).stream()
                .map(part -> new Row(parts.table().columns(), part, by))
                .toList();
        return fields -> {
            whole.describe(fields);
            fields.list(parts.field(), own);
        };
    }

    @Override
    public void describe(Fields fields) {
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (i == without || column.isInner()) {
                continue;
            }
            switch (values[i]) {
                case null -> fields.none(column.name());
                case Id id -> fields.id(column.name(), id);
                case Money money -> fields.money(column.name(), money);
                case Boolean flag -> fields.flag(column.name(), flag);
                case Long number when column.type().equals("timestamptz") -> fields.time(column.name(), number);
                case Long number -> fields.number(column.name(), number);
                case List<?> texts ->
                    fields.texts(
                            column.name(), texts.stream().map(String::valueOf).toList());
                default -> describe(column, String.valueOf(values[i]), fields);
            }
        }
    }

    private static void describe(Column column, String text, Fields fields) {
        switch (column.type()) {
            case "integer", "bigint" -> fields.number(column.name(), Long.parseLong(text));
            case "boolean" -> fields.flag(column.name(), text.equals("true"));
            case "text[]" -> fields.texts(column.name(), elements(text));
            default -> fields.text(column.name(), text);
        }
    }

    /** What Postgres made one text of; none of them has a quote or a comma in it. */
    private static List<String> elements(String array) {
        return Stream.of(array.substring(1, array.length() - 1).split(",", -1))
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
