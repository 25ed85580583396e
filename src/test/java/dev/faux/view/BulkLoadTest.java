package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.dataset.Dataset;
import dev.faux.dataset.Datasets;
import dev.faux.dataset.SeedShops;
import dev.faux.dataset.ShopAt;
import dev.faux.dataset.ShopRows;
import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import dev.faux.simulation.ScenarioFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All datasets of a shop in a real Postgres: whole or not at all. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BulkLoadTest {

    private static final ShopAt SHOP = shop(7);

    @TempDir
    private static Path folder;

    private static SeedShops shops;

    private final PostgresAddress address = TestPostgres.emptyDatabase();
    private final BulkLoad load = new BulkLoad(address, "shop", 3, () -> {});

    private static ShopAt shop(long seed) {
        return new ShopAt(
                new History(
                        ScenarioFile.read(
                                "weekday",
                                List.of("intensity.per_minute=4", "catalogue.products=60", "population=2000")),
                        seed,
                        Story.START.toEpochMilli(),
                        14.5),
                Story.START.plus(Duration.ofDays(9)).toEpochMilli());
    }

    @BeforeAll
    static void open() throws IOException {
        shops = new SeedShops(folder, 3);
    }

    @AfterAll
    static void close() {
        shops.close();
    }

    @Test
    void everything_is_there_as_the_pages_show_it_with_all_references() throws Exception {
        Map<String, Long> loaded = load(Datasets.ALL, Long.MAX_VALUE);
        Shown shown = new Shown(shops.of(SHOP), SHOP.history());
        for (Dataset dataset : Datasets.ALL) {
            int rows = shown.lines(dataset, 10_000).size();
            assertThat(rows).as(dataset.name()).isPositive();
            assertThat(loaded).containsEntry(dataset.name(), (long) rows);
            assertThat(ask("select count(*) from shop." + dataset.table().name()))
                    .as(dataset.name())
                    .containsExactly(Integer.toString(rows));
        }
        assertThat(ask("select user_id || ' ' || email from shop.users order by user_id"))
                .isEqualTo(shown.rows(Datasets.named("users"), 10_000).values().stream()
                        .map(row -> row.get("user_id") + " " + row.get("email"))
                        .toList());
        long references = Datasets.ALL.stream()
                .flatMap(dataset -> dataset.table().columns().stream())
                .filter(column -> column.parent() != null)
                .count();
        assertThat(ask("select count(*) from pg_constraint c join pg_namespace n on n.oid = c.connamespace"
                        + " where contype = 'f' and nspname = 'shop'"))
                .containsExactly(Long.toString(references));
        assertThat(ask("select count(*) from pg_constraint c join pg_namespace n on n.oid = c.connamespace"
                        + " where contype = 'p' and nspname = 'shop'"))
                .containsExactly(Integer.toString(Datasets.ALL.size()));
    }

    @Test
    void no_more_than_is_wanted() throws Exception {
        assertThat(load(List.of(Datasets.named("users")), 10)).containsEntry("users", 10L);
        assertThat(load(List.of(Datasets.named("orders")), 10)).containsEntry("orders", 10L);
        assertThat(ask("select count(*) from shop.orders")).containsExactly("10");
        assertThat(ask("select count(*) from information_schema.tables where table_schema = 'shop'"))
                .containsExactly("1");
    }

    @Test
    void what_is_broken_off_has_changed_nothing_and_can_be_done_again() throws Exception {
        load(List.of(Datasets.named("vendors")), Long.MAX_VALUE);
        AtomicInteger parts = new AtomicInteger();
        assertThatThrownBy(() -> load.load(Datasets.ALL, rows(), Privacy.FULL, Long.MAX_VALUE, (what, share) -> {
                    if (parts.incrementAndGet() == 20) {
                        throw new CancellationException("enough");
                    }
                }))
                .hasRootCauseMessage("enough");
        assertThat(ask("select table_name from information_schema.tables where table_schema = 'shop'"))
                .containsExactly("vendors");
        assertThat(load(Datasets.ALL, Long.MAX_VALUE)).hasSize(Datasets.ALL.size());
        assertThat(ask("select nspname from pg_namespace where nspname like 'shop%'"))
                .containsExactly("shop");
    }

    @Test
    void a_schema_that_is_somebody_elses_is_not_touched() throws Exception {
        TestPostgres.execute(address, "create schema shop; create table shop.precious (it integer)");
        assertThatThrownBy(() -> load(Datasets.ALL, Long.MAX_VALUE))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("the schema shop is there and was not made by a load")
                .hasMessageContaining("--schema");
        assertThat(ask("select table_name from information_schema.tables where table_schema = 'shop'"))
                .containsExactly("precious");
    }

    @Test
    void not_even_one_that_looks_like_a_load_that_was_broken_off() throws Exception {
        TestPostgres.execute(
                address, "create schema shop_unfinished; create table shop_unfinished.precious (it integer)");
        assertThatThrownBy(() -> load(Datasets.ALL, Long.MAX_VALUE))
                .hasMessageContaining("the schema shop_unfinished is there and was not made by a load");
        assertThat(ask("select table_name from information_schema.tables where table_schema = 'shop_unfinished'"))
                .containsExactly("precious");
    }

    @Test
    void one_load_at_a_time() throws Exception {
        try (Connection other = address.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtextextended('faux.dataset.shop', 0))");
            assertThatThrownBy(() -> load(Datasets.ALL, Long.MAX_VALUE))
                    .hasMessageContaining("somebody else is loading into the schema shop");
        }
    }

    private Map<String, Long> load(List<Dataset> datasets, long most) throws Exception {
        return load.load(datasets, rows(), Privacy.FULL, most, (what, share) -> {});
    }

    private static ShopRows rows() {
        return shops.whole(SHOP, done -> {});
    }

    private List<String> ask(String sql) throws SQLException {
        try (Connection connection = address.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> answers = new ArrayList<>();
            while (found.next()) {
                answers.add(found.getString(1));
            }
            return answers;
        }
    }
}
