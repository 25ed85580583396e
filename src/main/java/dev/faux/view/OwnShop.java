package dev.faux.view;

import dev.faux.dataset.Dataset;
import dev.faux.dataset.Dataset.Parts;
import dev.faux.dataset.Place;
import dev.faux.dataset.Row;
import dev.faux.dataset.RowPage;
import dev.faux.dataset.Source;
import dev.faux.dataset.Table;
import dev.faux.dataset.Table.Column;
import dev.faux.dataset.Table.Dialect;
import dev.faux.dataset.Wanted;
import dev.faux.dataset.Wanted.Condition;
import dev.faux.shop.Fields.Described;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The rows of the shop that is open here, as they are now. Every answer fails with {@link ViewUnavailable} while Postgres cannot be
 * asked.
 */
public class OwnShop implements Source {

    private static final String INSTANT = "YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"";

    private static final Dialect DIALECT = new Dialect() {

        @Override
        public String sum(String amounts) {
            return "sum(" + amounts + ")";
        }

        @Override
        public String mean(String numbers) {
            return "round(avg(" + numbers + "), 2)";
        }
    };

    private final Database database;
    private final String history;

    /** @param history whose shop it is */
    OwnShop(Database database, String history) {
        this.database = database;
        this.history = history;
    }

    @Override
    public String world() {
        return history;
    }

    private String pages(Dataset dataset) {
        return dataset.name() + " of " + history;
    }

    @Override
    public Mono<RowPage> page(Dataset dataset, Wanted wanted) {
        return Mono.defer(() -> {
            String after = wanted.after();
            List<String> from = after == null
                    ? List.of()
                    : Place.parse(after, pages(dataset)).words();
            if (after != null && from.size() != dataset.table().key().size()) {
                throw new NoSuchPlace(after);
            }
            return database.ask(client -> rows(client, dataset.table(), from, wanted)
                    .collectList()
                    .flatMap(found -> page(client, dataset, wanted, found)));
        });
    }

    /** @param found up to one row more than is wanted, which tells that there are more */
    private Mono<RowPage> page(DatabaseClient client, Dataset dataset, Wanted wanted, List<@Nullable Object[]> found) {
        List<@Nullable Object[]> fitting = found.subList(0, Math.min(wanted.limit(), found.size()));
        return shown(client, dataset, fitting).map(rows -> new RowPage(rows, next(dataset, found, wanted)));
    }

    private @Nullable String next(Dataset dataset, List<@Nullable Object[]> found, Wanted wanted) {
        if (found.size() <= wanted.limit()) {
            return null;
        }
        @Nullable Object[] last = found.get(wanted.limit() - 1);
        return new Place(Arrays.asList(last).subList(0, dataset.table().key().size()).stream()
                        .map(String::valueOf)
                        .toList())
                .text(pages(dataset));
    }

    private static Flux<@Nullable Object[]> rows(DatabaseClient client, Table table, List<String> from, Wanted wanted) {
        List<String> tests = new ArrayList<>();
        List<String> values = new ArrayList<>();
        if (!from.isEmpty()) {
            tests.add(table.columns().subList(0, from.size()).stream()
                            .map(Column::quoted)
                            .collect(Collectors.joining(", ", "(", ")"))
                    + " > "
                    + table.columns().subList(0, from.size()).stream()
                            .map(column -> given(column, from.get(table.place(column.name())), values))
                            .collect(Collectors.joining(", ", "(", ")")));
        }
        for (Condition each : wanted.conditions()) {
            Column column = table.column(each.column());
            String value = each.value();
            tests.add(column.quoted() + " " + each.test().sql() + " "
                    + (value == null ? "null" : given(column, value, values)));
        }
        return select(client, table, tests, values, wanted.limit() + 1);
    }

    private static String given(Column column, String value, List<String> values) {
        values.add(value);
        return "cast(:v" + (values.size() - 1) + " as " + column.type() + ")";
    }

    private static Flux<@Nullable Object[]> select(
            DatabaseClient client, Table table, List<String> tests, List<String> values, int limit) {
        GenericExecuteSpec question = client.sql("select "
                + table.columns().stream().map(OwnShop::shown).collect(Collectors.joining(", ")) + " from "
                + table.source(DIALECT)
                + (tests.isEmpty() ? "" : " where " + String.join(" and ", tests)) + " order by "
                + String.join(", ", table.key()) + " limit " + limit);
        for (int i = 0; i < values.size(); i++) {
            question = question.bind("v" + i, values.get(i));
        }
        return question.map(row -> texts(row, table.columns().size())).all();
    }

    private static @Nullable Object[] texts(Readable row, int width) {
        @Nullable Object[] texts = new @Nullable Object[width];
        for (int i = 0; i < width; i++) {
            texts[i] = row.get(i, String.class);
        }
        return texts;
    }

    private static String shown(Column column) {
        return switch (column.type()) {
            case "timestamptz" -> "to_char(" + column.quoted() + " at time zone 'UTC', '" + INSTANT + "')";
            default -> column.quoted() + "\\:\\:text";
        };
    }

    private static Mono<List<Described>> shown(DatabaseClient client, Dataset dataset, List<@Nullable Object[]> rows) {
        Parts parts = dataset.parts();
        if (parts == null || rows.isEmpty()) {
            return Mono.just(Row.all(dataset, rows, Map.of()));
        }
        List<String> values = new ArrayList<>();
        Column by = parts.table().column(parts.by());
        String wholes = rows.stream()
                .map(row -> given(by, String.valueOf(row[0]), values))
                .collect(Collectors.joining(", "));
        return select(client, parts.table(), List.of(by.quoted() + " in (" + wholes + ")"), values, Integer.MAX_VALUE)
                .collect(Collectors.groupingBy(
                        part -> Objects.requireNonNull(part[parts.table().place(parts.by())])))
                .map(found -> Row.all(dataset, rows, found));
    }
}
