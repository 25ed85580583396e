package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.dataset.Table;
import dev.faux.dataset.Tables;
import dev.faux.shop.EventType;
import java.time.Duration;
import java.util.Collection;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every table of the read models, whole, is what a {@linkplain Fold plain fold} over all events gives, wherever the batches end:
 * each foreign key holds at every commit, which Postgres sees to.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class TablesTest {

    private static final Duration FOR_EVER = Duration.ofDays(3650);
    private static final Story STORY = Story.ofEverything();
    private static final Fold FOLD = Fold.of(STORY);

    @Test
    void all_tables_are_what_a_plain_fold_gives_after_batches_of_usual_sizes() {
        expectAll(STORY.cut(20_000));
    }

    @Test
    void all_tables_are_the_same_after_many_small_batches_of_odd_sizes() {
        expectAll(STORY.cut(1, 7, 1_999, 2, 333, 61, 997));
    }

    @Test
    void all_tables_are_the_same_after_one_huge_batch() {
        expectAll(STORY);
    }

    @Test
    void everything_that_can_happen_to_a_row_has_happened_in_the_story() {
        assertThat(FOLD.values("variants", "retired_at")).contains(Fold.NULL).hasSizeGreaterThan(1);
        assertThat(FOLD.values("products", "retired_at")).contains(Fold.NULL).hasSizeGreaterThan(1);
        assertThat(FOLD.values("promotions", "ended_at")).hasSizeGreaterThan(1);
        assertThat(FOLD.values("promotions", "category_id")).contains(Fold.NULL).hasSizeGreaterThan(1);
        assertThat(FOLD.values("categories", "parent_id")).contains(Fold.NULL).hasSizeGreaterThan(1);
        assertThat(FOLD.values("addresses", "removed_at")).contains(Fold.NULL).hasSizeGreaterThan(1);
        assertThat(FOLD.values("payment_methods", "removed_at"))
                .contains(Fold.NULL)
                .hasSizeGreaterThan(1);
        assertThat(FOLD.values("sessions", "has_order")).containsExactlyInAnyOrder("false", "true");
        assertThat(FOLD.values("sessions", "ended_at")).contains(Fold.NULL);
        assertThat(FOLD.values("carts", "ordered_at")).contains(Fold.NULL).hasSizeGreaterThan(1);
        assertThat(FOLD.values("carts", "unit_price")).contains(Fold.NULL);
        assertThat(FOLD.values("orders", "session_id")).contains(Fold.NULL);
        assertThat(FOLD.values("orders", "status"))
                .contains("waiting", "shipped", "delivery_attempt_failed", "delivered", "failed", "cancelled");
        assertThat(FOLD.values("order_items", "promotion_id"))
                .contains(Fold.NULL)
                .hasSizeGreaterThan(1);
        assertThat(FOLD.values("shipments", "status"))
                .contains(
                        "waiting",
                        "preparation",
                        "shipped",
                        "delivery_attempt_failed",
                        "delivered",
                        "failed",
                        "cancelled");
        assertThat(FOLD.values("shipments", "back_ordered")).contains("false", "true");
        assertThat(FOLD.values("delivery_attempts", "attempt")).containsExactlyInAnyOrder("1", "2", "3");
        assertThat(FOLD.values("delivery_attempts", "outcome"))
                .containsExactlyInAnyOrder(Fold.NULL, "delivered", "failed");
        assertThat(FOLD.values("payments", "status")).containsExactlyInAnyOrder("declined", "captured");
        assertThat(FOLD.values("refunds", "reason"))
                .containsExactlyInAnyOrder("order_cancelled", "delivery_failed", "returned");
        assertThat(FOLD.values("returns", "received_at")).contains(Fold.NULL).hasSizeGreaterThan(1);
        assertThat(FOLD.values("support_tickets", "resolution"))
                .contains(Fold.NULL)
                .hasSizeGreaterThan(1);
        assertThat(STORY.types()).containsExactlyInAnyOrder(EventType.values());
    }

    private static void expectAll(Story story) {
        try (var view = OpenView.empty(FOR_EVER)) {
            view.read(story);
            expect(view, FOLD);
        }
    }

    /** That the database holds just this, something in each table. */
    private static void expect(OpenView view, Fold fold) {
        StoredTables stored = new StoredTables(view.address);
        Collection<String> tables = Tables.ALL.stream().map(Table::name).toList();
        assertThat(tables).containsExactlyInAnyOrderElementsOf(Fold.KEYS.keySet());
        for (String table : tables) {
            assertThat(stored.table(table)).as(table).isNotEmpty().isEqualTo(stored.expected(fold, table));
        }
    }
}
