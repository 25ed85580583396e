package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What is older than the retention goes, and nothing else does. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RetentionTest {

    private static final Duration RETENTION = Duration.ofDays(3);
    private static final Set<String> ENDED = Set.of("delivered", "failed", "cancelled");

    @Test
    void old_days_and_old_orders_go_while_customers_and_products_stay() {
        expectOnlyWhatIsKept(Story.of(5, 3, Duration.ofDays(9).plusHours(7), 1_000));
    }

    @Test
    void days_that_are_old_before_they_are_written_are_never_made() {
        expectOnlyWhatIsKept(Story.of(5, 3, Duration.ofDays(9).plusHours(7), 1_000_000));
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

            Fold fold = Fold.of(story);
            List<Order> kept = fold.orders().stream()
                    .filter(order -> !ENDED.contains(order.status())
                            || !order.updatedAt().isBefore(newest.minus(RETENTION)))
                    .toList();
            assertThat(kept).hasSizeLessThan(fold.orders().size());
            assertThat(Answers.all(view.orders.page(null, null, 1_000_000))).isEqualTo(kept);
            assertThat(Answers.all(view.users.page(null, 1_000_000))).isEqualTo(fold.users());
            assertThat(Answers.all(view.products.page(null, 1_000_000))).isEqualTo(fold.products());
        }
    }

    private static Instant oldestKept(Instant newest) {
        return Days.startInstant(Days.oldestKept(newest.toEpochMilli(), RETENTION));
    }
}
