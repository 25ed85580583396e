package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is older than the retention goes, and nothing else does. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class RetentionTest {

    private static final Duration RETENTION = Duration.ofDays(3);
    private static final Set<String> ENDED = Set.of("delivered", "failed", "cancelled");
    private static final Set<String> LEAVE = Set.of(
            "sessions",
            "carts",
            "orders",
            "shipments",
            "order_items",
            "delivery_attempts",
            "payments",
            "refunds",
            "returns",
            "return_items",
            "reviews",
            "support_tickets");

    @Test
    void old_days_orders_and_visits_go_as_families_while_customers_and_products_stay() {
        expectOnlyWhatIsKept(Story.of(5, 4, Duration.ofDays(9).plusHours(7), 3_000));
    }

    @Test
    void days_that_are_old_before_they_are_written_are_never_made() {
        expectOnlyWhatIsKept(Story.of(5, 4, Duration.ofDays(9).plusHours(7), 1_000_000));
    }

    @Test
    void a_store_that_has_dropped_days_can_be_reset_and_read_all_again() {
        Story story = Story.of(5, 3, Duration.ofDays(9), 3_000);
        try (var view = OpenView.empty(RETENTION)) {
            view.read(story);
            view.store.reset().block(OpenView.PATIENCE);
            StoredTables stored = new StoredTables(view.address);
            for (String table : Fold.KEYS.keySet()) {
                assertThat(stored.table(table)).as(table).isEmpty();
            }
            view.read(story);
            assertThat(Answers.the(view.store.resumeAt()).position())
                    .isEqualTo(story.last().last());
        }
    }

    @Test
    void a_day_goes_once_it_has_ended_longer_ago_than_the_retention() {
        Instant midnight = Story.START;
        assertThat(oldestKept(midnight)).isEqualTo(midnight.minus(4, ChronoUnit.DAYS));
        assertThat(oldestKept(midnight.plusMillis(1))).isEqualTo(midnight.minus(3, ChronoUnit.DAYS));
        assertThat(oldestKept(midnight.minusMillis(1))).isEqualTo(midnight.minus(4, ChronoUnit.DAYS));
    }

    @Test
    void a_partition_is_named_after_its_day() {
        long day = Days.of(Story.START.toEpochMilli());
        assertThat(Days.partition(day)).isEqualTo("events_20260105");
        assertThat(Days.day("events_20260105")).isEqualTo(day);
        assertThat(Days.day(Days.partition(-1))).isEqualTo(-1);
    }

    private static void expectOnlyWhatIsKept(Story story) {
        try (var view = OpenView.empty(RETENTION)) {
            view.read(story);
            Instant newest = story.events().toList().getLast().occurredAt();
            Instant oldest = oldestKept(newest);
            assertThat(Answers.the(view.events.oldestDay())).isEqualTo(oldest);
            assertThat(Answers.all(view.events.between(Story.START, null, List.of(), 0, 1_000_000)))
                    .isEqualTo(story.events()
                            .filter(event -> !event.occurredAt().isBefore(oldest))
                            .toList());

            Fold kept = Fold.of(story, RETENTION);
            StoredTables stored = new StoredTables(view.address);
            for (String table : Fold.KEYS.keySet()) {
                assertThat(stored.table(table)).as(table).isEqualTo(stored.expected(kept, table));
            }
            expectThatItWasTried(story, kept, newest.minus(RETENTION));
        }
    }

    /** That something has left of each table whose rows do, and nothing of any other; and that some have stayed for a reason. */
    private static void expectThatItWasTried(Story story, Fold kept, Instant oldest) {
        Fold all = Fold.of(story);
        for (String table : Fold.KEYS.keySet()) {
            assertThat(all.table(table).size() > kept.table(table).size())
                    .as(table)
                    .isEqualTo(LEAVE.contains(table));
        }
        assertThat(kept.table("orders").values())
                .as("an order that was told of after it had ended")
                .anyMatch(order -> ENDED.contains(order.get("status"))
                        && isBefore(order, "updated_at", oldest)
                        && !isBefore(order, "last_event_at", oldest));
        assertThat(kept.table("sessions").values())
                .as("a visit that stays because of its order")
                .anyMatch(session -> "true".equals(session.get("has_order")) && isBefore(session, "ended_at", oldest));
    }

    private static boolean isBefore(Map<String, String> row, String column, Instant instant) {
        return Instant.parse(Objects.requireNonNull(row.get(column), column)).isBefore(instant);
    }

    private static Instant oldestKept(Instant newest) {
        return Days.startInstant(Days.oldestKept(newest.toEpochMilli(), RETENTION));
    }
}
