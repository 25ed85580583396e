package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.dataset.Dataset;
import dev.faux.dataset.Datasets;
import dev.faux.dataset.Source.NoSuchPlace;
import dev.faux.dataset.Wanted;
import dev.faux.dataset.Wanted.Condition;
import dev.faux.log.Histories;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** The pages of the shop that is open show what a {@linkplain Fold plain fold} over all events gives. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OwnShopTest {

    private static final Story STORY = Story.of(11, 8, Duration.ofDays(4), 2_000);
    private static final Fold FOLD = Fold.of(STORY);

    private static final List<Dataset> STORED =
            Datasets.ALL.stream().filter(dataset -> !dataset.isOfTheStart()).toList();

    private static OpenView view;
    private static Shown shown;

    @BeforeAll
    static void read() {
        view = OpenView.empty(Duration.ofDays(30));
        view.read(STORY);
        shown = new Shown(view.shop, Histories.small());
    }

    @AfterAll
    static void close() {
        view.close();
    }

    @Test
    void every_dataset_is_what_a_plain_fold_gives() {
        for (Dataset dataset : STORED) {
            Map<String, Map<String, String>> expected = Shown.of(FOLD, dataset);
            assertThat(shown.rows(dataset, 97))
                    .as(dataset.name())
                    .isEqualTo(expected)
                    .isNotEmpty();
        }
        assertThat(FOLD.values("orders", "status")).contains("waiting", "shipped", "delivered", "cancelled");
    }

    @Test
    void pages_of_any_size_are_the_same_together() {
        Dataset orders = Datasets.named("orders");
        assertThat(shown.lines(orders, 7))
                .isEqualTo(shown.lines(orders, 10_000))
                .hasSizeGreaterThan(100);
    }

    @Test
    void what_is_chosen_fulfils_all_conditions() {
        Dataset orders = Datasets.named("orders");
        Map<String, Map<String, String>> expected = new TreeMap<>(Shown.of(FOLD, orders));
        expected.values()
                .removeIf(row -> !"delivered".equals(row.get("status"))
                        || Objects.requireNonNull(row.get("created_at")).compareTo("2026-01-05") < 0
                        || Objects.requireNonNull(row.get("created_at")).compareTo("2026-01-07") >= 0);
        assertThat(expected).hasSizeGreaterThan(3);
        assertThat(shown.rows(
                        orders,
                        2,
                        new Condition("status", Wanted.Test.IS, "delivered"),
                        new Condition("created_at", Wanted.Test.FROM, "2026-01-05T00:00:00.000Z"),
                        new Condition("created_at", Wanted.Test.BEFORE, "2026-01-07T00:00:00.000Z")))
                .isEqualTo(expected);
    }

    @Test
    void one_of_each_is_found_by_its_id_and_a_stranger_is_not() {
        for (Dataset dataset : STORED) {
            List<String> key = dataset.table().key();
            if (key.size() == 1) {
                Map<String, Map<String, String>> all = Shown.of(FOLD, dataset);
                String id = all.keySet().iterator().next();
                Condition isIt = new Condition(key.getFirst(), Wanted.Test.IS, id);
                assertThat(shown.rows(dataset, 1, isIt)).as(dataset.name()).containsOnlyKeys(id);
                Condition isStranger =
                        new Condition(key.getFirst(), Wanted.Test.IS, "00000000-0000-0001-0000-000000000001");
                assertThat(shown.rows(dataset, 1, isStranger)).isEmpty();
            }
        }
    }

    @Test
    void where_a_page_ends_is_no_place_of_another_dataset() {
        String next = shown.page("users", new Wanted(null, 10, List.of())).next();
        StepVerifier.create(view.shop.page(Datasets.named("orders"), new Wanted(next, 10, List.of())))
                .verifyError(NoSuchPlace.class);
    }
}
