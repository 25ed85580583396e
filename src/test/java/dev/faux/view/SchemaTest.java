package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.dataset.Table;
import dev.faux.dataset.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What the database says of its own tables is what the program and docs/reference.md say of them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SchemaTest {

    private static final String OWN = "c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
            + " and not c.relispartition and c.relname <> 'flyway_schema_history'";

    /** Each column of a key, a foreign key too, with the table that it leads to. */
    private static final String KEYS = "select c.relname as table, a.attname as column, k.contype as kind,"
            + " p.relname as parent, k.confdeltype as on_delete, cardinality(k.conkey) as width from pg_class c"
            + " join pg_constraint k on k.conrelid = c.oid and k.contype in ('p', 'f')"
            + " join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey)"
            + " left join pg_class p on p.oid = k.confrelid where " + OWN
            + " order by c.relname, array_position(k.conkey, a.attnum)";

    private static final Set<String> BESIDE = Set.of("events", "checkpoints");

    private static OpenView view;
    private static StoredTables stored;

    /** As {@code | `name` | `key` | `parents` | … |}. */
    private record Row(List<String> key, Set<String> parents) {}

    @BeforeAll
    static void open() {
        view = OpenView.empty();
        stored = new StoredTables(view.address);
    }

    @AfterAll
    static void close() {
        view.close();
    }

    @Test
    void every_table_and_every_column_has_a_comment() {
        assertThat(columns()).hasSizeGreaterThan(150);
        assertThat(stored.rows("select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid"
                        + " where a.attnum >= 0 and not a.attisdropped"
                        + " and col_description(c.oid, a.attnum) is null and " + OWN))
                .isEmpty();
        assertThat(stored.rows(
                        "select c.relname from pg_class c where obj_description(c.oid, 'pg_class') is null and " + OWN))
                .isEmpty();
    }

    @Test
    void every_id_of_something_else_is_a_foreign_key_to_it() {
        Set<String> led = keys("f").stream().map(SchemaTest::place).collect(Collectors.toSet());
        Set<String> own = keys("p").stream()
                .filter(key -> get(key, "width").equals("1"))
                .map(SchemaTest::place)
                .collect(Collectors.toSet());
        assertThat(columns().stream().map(SchemaTest::place).filter(place -> place.endsWith("_id")))
                .hasSizeGreaterThan(60)
                .allSatisfy(place -> assertThat(led.contains(place) || own.contains(place))
                        .as(place)
                        .isTrue());
    }

    @Test
    void a_foreign_key_to_rows_that_leave_has_an_index() {
        Set<String> leave = new HashSet<>(Set.of("sessions"));
        keys("f").stream()
                .filter(key -> get(key, "on_delete").equals("c"))
                .forEach(key -> leave.add(get(key, "parent")));
        assertThat(leave)
                .containsExactlyInAnyOrder("sessions", "orders", "shipments", "order_items", "payments", "returns");
        Set<String> indexed = stored
                .rows("select c.relname as table, a.attname as column from pg_class c"
                        + " join pg_index i on i.indrelid = c.oid"
                        + " join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where " + OWN)
                .stream()
                .map(SchemaTest::place)
                .collect(Collectors.toSet());
        assertThat(keys("f").stream()
                        .filter(key -> leave.contains(get(key, "parent")))
                        .map(SchemaTest::place))
                .isNotEmpty()
                .isSubsetOf(indexed);
    }

    @Test
    void a_database_of_the_first_version_is_emptied_and_filled_again() {
        PostgresAddress address = TestPostgres.emptyDatabase();
        Flyway.configure().dataSource(address.dataSource()).target("1").load().migrate();
        TestPostgres.execute(
                address,
                "insert into products values (uuidv7(), 'A', 'A', uuidv7(), uuidv7(), 1, 'EUR', now());"
                        + " insert into checkpoints values ('view', 'abc', 5, 7)");
        Story story = Story.of(7, 10, Duration.ofHours(1), 3_000);
        try (var old = OpenView.of(address)) {
            StepVerifier.create(old.store.resumeAt()).verifyComplete();
            old.read(story);
            assertThat(new StoredTables(address).table("products"))
                    .isEqualTo(stored.expected(Fold.of(story), "products"));
        }
    }

    @Test
    void the_program_knows_the_tables_as_they_are() {
        Map<String, Set<String>> columns = columns().stream()
                .collect(Collectors.groupingBy(
                        row -> get(row, "table"),
                        TreeMap::new,
                        Collectors.mapping(row -> get(row, "column"), Collectors.toSet())));
        columns.keySet().removeAll(BESIDE);
        assertThat(columns)
                .isEqualTo(Tables.ALL.stream()
                        .collect(Collectors.toMap(
                                Table::name,
                                table -> table.columns().stream()
                                        .map(Table.Column::name)
                                        .collect(Collectors.toSet()))));
        assertThat(rows())
                .isEqualTo(Tables.ALL.stream()
                        .collect(Collectors.toMap(
                                Table::name, table -> new Row(table.key(), new TreeSet<>(table.parents())))));
    }

    @Test
    void the_program_writes_each_table_after_those_that_it_refers_to() {
        Set<String> before = new HashSet<>();
        for (Table table : Tables.ALL) {
            before.add(table.name());
            assertThat(before).as(table.name()).containsAll(table.parents());
        }
    }

    @Test
    void the_reference_lists_the_tables_with_what_they_refer_to() throws IOException {
        Map<String, Row> listed = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs/reference.md"))) {
            String[] cells = line.replace("`", "").split("\\|");
            if (cells.length == 5 && line.matches("\\| `[a-z_]+` \\| `[a-z_` ]+ \\|.*")) {
                listed.put(cells[1].trim(), new Row(words(cells[2]), new TreeSet<>(words(cells[3]))));
            }
        }
        assertThat(listed).isEqualTo(rows());
    }

    /** The tables as the database has them. */
    private static Map<String, Row> rows() {
        Map<String, Row> rows = new TreeMap<>();
        for (Table table : Tables.ALL) {
            rows.put(
                    table.name(),
                    new Row(of(table.name(), "p", "column"), new TreeSet<>(of(table.name(), "f", "parent"))));
        }
        return rows;
    }

    private static List<String> of(String table, String kind, String what) {
        return keys(kind).stream()
                .filter(key -> get(key, "table").equals(table))
                .map(key -> get(key, what))
                .toList();
    }

    private static List<Map<String, String>> keys(String kind) {
        return stored.rows(KEYS).stream()
                .filter(key -> get(key, "kind").equals(kind))
                .toList();
    }

    private static List<Map<String, String>> columns() {
        return stored.rows("select c.relname as table, a.attname as column from pg_class c"
                + " join pg_attribute a on a.attrelid = c.oid where a.attnum > 0 and not a.attisdropped and " + OWN);
    }

    private static String place(Map<String, String> row) {
        return get(row, "table") + "." + get(row, "column");
    }

    private static String get(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }

    private static List<String> words(String cell) {
        return Arrays.stream(cell.trim().split(" "))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
