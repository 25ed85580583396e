package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.dataset.Dataset;
import dev.faux.dataset.Datasets;
import dev.faux.dataset.SeedShops;
import dev.faux.dataset.ShopAt;
import dev.faux.dataset.Source.NoSuchPlace;
import dev.faux.dataset.Table;
import dev.faux.dataset.Wanted;
import dev.faux.dataset.Wanted.Condition;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.ScenarioFile;
import dev.faux.simulation.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The datasets of a shop, as its lines of JSON tell them, are what a {@linkplain Fold plain fold} over its events gives: but what there
 * was at the start is as it was then.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class SeedShopTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int POPULATION = 2_000;
    private static final Instant END = Story.START.plus(Duration.ofDays(12));

    private static final ShopAt SHOP = new ShopAt(
            new History(
                    ScenarioFile.read(
                            "weekday",
                            List.of(
                                    "intensity.per_minute=4",
                                    "catalogue.products=100",
                                    "population=" + POPULATION,
                                    "merchandising.launches=20")),
                    5,
                    Story.START.toEpochMilli(),
                    14.5),
            END.toEpochMilli());

    /** What is computed as it was at the start. */
    private static final Set<String> FOUNDED = Set.of(
            "warehouses",
            "vendors",
            "categories",
            "products",
            "variants",
            "prices",
            "users",
            "addresses",
            "payment_methods");

    @TempDir
    private static Path folder;

    private static SeedShops shops;
    private static Shown shown;
    private static Fold fold;

    private static final Map<String, Map<String, Map<String, String>>> ROWS = new HashMap<>();

    @BeforeAll
    static void run() throws IOException {
        shops = new SeedShops(folder, 2);
        shown = new Shown(shops.of(SHOP), SHOP.history());
        List<Occurrence> occurrences = new ArrayList<>();
        assertThat(new World(SHOP.history()).advance(SHOP.asOf(), Integer.MAX_VALUE, occurrences))
                .isTrue();
        fold = Fold.of(Story.of(SHOP.history(), occurrences));
        for (Dataset dataset : Datasets.ALL) {
            ROWS.put(dataset.name(), shown.rows(dataset, 1_000));
        }
    }

    @AfterAll
    static void close() {
        shops.close();
    }

    @Test
    void what_came_of_it_is_what_a_plain_fold_gives() {
        for (Dataset dataset : Datasets.ALL) {
            String table = dataset.table().name();
            if (!FOUNDED.contains(table) && !dataset.isOfTheStart()) {
                assertThat(rows(dataset)).as(dataset.name()).isNotEmpty().isEqualTo(Shown.of(fold, dataset));
            }
        }
    }

    @Test
    void what_was_founded_is_there_once_and_so_is_what_came_later() {
        for (Dataset dataset : Datasets.ALL) {
            String table = dataset.table().name();
            if (FOUNDED.contains(table)) {
                assertThat(rows(dataset).keySet())
                        .as(dataset.name())
                        .containsAll(fold.table(table).keySet());
            }
        }
        assertThat(rows("users").size()).isGreaterThan(POPULATION);
        assertThat(rows("products").size())
                .isGreaterThan(100)
                .isEqualTo(fold.table("products").size());
    }

    @Test
    void who_came_later_is_as_he_told_last_and_who_was_there_as_he_was_then() {
        int later = 0;
        for (Map.Entry<String, Map<String, String>> each : fold.table("users").entrySet()) {
            Map<String, String> row = Objects.requireNonNull(rows("users").get(each.getKey()));
            boolean isLater = !Instant.parse(get(row, "created_at")).isBefore(Story.START);
            if (isLater) {
                assertThat(row).isEqualTo(each.getValue());
                later++;
            }
        }
        assertThat(later).isGreaterThan(100);
        assertThat(rows("users").size() - POPULATION).isEqualTo(later);
    }

    @Test
    void every_reference_leads_somewhere() {
        int references = 0;
        for (Dataset dataset : Datasets.ALL) {
            for (Table.Column column : dataset.table().columns()) {
                String parent = column.parent();
                if (parent == null) {
                    continue;
                }
                Set<String> there = rows(Datasets.ALL.stream()
                                .filter(each -> each.table().name().equals(parent))
                                .findFirst()
                                .orElseThrow())
                        .keySet();
                for (Map<String, String> row : rows(dataset).values()) {
                    String id = row.get(column.name());
                    if (id != null) {
                        assertThat(there.contains(id))
                                .as("%s.%s %s", dataset.name(), column.name(), id)
                                .isTrue();
                        references++;
                    }
                }
            }
        }
        assertThat(references).isGreaterThan(10_000);
    }

    @Test
    void pages_of_any_size_are_the_same_together() {
        for (Dataset dataset : Datasets.ALL) {
            assertThat(shown.lines(dataset, 97)).as(dataset.name()).isEqualTo(shown.lines(dataset, 10_000));
        }
    }

    @Test
    void a_page_that_is_chosen_has_what_fulfils_all_conditions() {
        Set<String> expected = rows("users").values().stream()
                .filter(row -> get(row, "market").equals("DE"))
                .filter(row -> get(row, "created_at").compareTo("2025-01-01") >= 0)
                .filter(row -> get(row, "created_at").compareTo("2026-01-10") < 0)
                .map(row -> get(row, "user_id"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(shown.rows(
                                Datasets.named("users"),
                                7,
                                new Condition("market", Wanted.Test.IS, "DE"),
                                new Condition("created_at", Wanted.Test.FROM, "2025-01-01T00:00:00.000Z"),
                                new Condition("created_at", Wanted.Test.BEFORE, "2026-01-10T00:00:00.000Z"))
                        .keySet())
                .isEqualTo(expected);
    }

    @Test
    void one_of_each_is_found_by_its_id() {
        for (String name : List.of("users", "addresses", "variants", "orders", "payments", "sessions")) {
            Dataset dataset = Datasets.named(name);
            List<String> ids = List.copyOf(rows(dataset).keySet());
            for (String id : List.of(ids.getFirst(), ids.get(ids.size() / 2), ids.getLast())) {
                assertThat(found(dataset, id)).containsOnlyKeys(id);
            }
            assertThat(found(dataset, "01856aa2-4dd4-7000-8000-000068bab944")).isEmpty();
        }
    }

    private static Map<String, Map<String, String>> found(Dataset dataset, String id) {
        return shown.rows(dataset, 1, new Condition(dataset.table().key().getFirst(), Wanted.Test.IS, id));
    }

    @Test
    void an_order_has_its_items() throws IOException {
        Dataset orders = Datasets.named("orders");
        int items = 0;
        for (String line : shown.lines(orders, 1_000)) {
            JsonNode order = JSON.readTree(line);
            for (JsonNode item : order.get("items")) {
                assertThat(get(
                                Objects.requireNonNull(rows("order-items")
                                        .get(item.get("order_item_id").asString())),
                                "order_id"))
                        .isEqualTo(order.get("order_id").asString());
                assertThat(item.has("order_id")).isFalse();
                items++;
            }
        }
        assertThat(items).isEqualTo(rows("order-items").size());
    }

    @Test
    void where_a_page_ends_is_no_place_of_another_dataset_or_shop() {
        String next = Objects.requireNonNull(
                shown.page("users", new Wanted(null, 10, List.of())).next());
        assertThatThrownBy(() -> shown.page("addresses", new Wanted(next, 10, List.of())))
                .isInstanceOf(NoSuchPlace.class);
        Shown other = new Shown(shops.of(new ShopAt(SHOP.history(), SHOP.asOf() + 1)), SHOP.history());
        assertThatThrownBy(() -> other.page("users", new Wanted(next, 10, List.of())))
                .isInstanceOf(NoSuchPlace.class);
        assertThatThrownBy(() -> shown.page("users", new Wanted("nonsense", 10, List.of())))
                .isInstanceOf(NoSuchPlace.class);
    }

    private static Map<String, Map<String, String>> rows(String name) {
        return Objects.requireNonNull(ROWS.get(name), name);
    }

    private static Map<String, Map<String, String>> rows(Dataset dataset) {
        return rows(dataset.name());
    }

    private static String get(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }
}
