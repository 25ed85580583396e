package dev.faux.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.check.Report.Status;
import dev.faux.check.Report.Verdict;
import dev.faux.simulation.Scenario;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing fails for what was not seen: true histories are cut, filtered and thinned, and no rule may raise a false alarm. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PartialHistoryTest {

    private static final Scenario SCENARIO = Told.scenario(
            "weekday",
            "intensity.per_minute=2",
            "catalogue.products=40",
            "population=800",
            "payments.declines=0.3",
            "orders.delivery.fails=0.4",
            "visits.cancels_order=0.15",
            "stock.cover=P2D",
            "stock.reorder=P1D",
            "stock.least=4");
    private static final Told WHOLE = Told.by(SCENARIO, 11, Duration.ofDays(7));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 60, 130, 5_000, 10_001, 15_002})
    void a_history_that_begins_later_fails_no_rule(int from) {
        assertNoAlarm(WHOLE.part(from, WHOLE.lines.size()));
    }

    @Test
    void a_history_that_ends_anywhere_fails_no_rule() {
        int placed = WHOLE.any("order.placed", line -> line.contains("\"session_id\""));
        int cancelled = WHOLE.any("payment.refunded");
        int ready = WHOLE.any("order.ready");
        for (int cut : List.of(placed, cancelled, ready)) {
            for (int to = cut - 3; to < cut + 8; to++) {
                assertNoAlarm(WHOLE.part(0, to));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Type.class)
    void a_history_of_one_type_fails_no_rule(Type type) {
        assertNoAlarm(WHOLE.only(line -> Told.type(line).equals(type.wireName())));
    }

    @ParameterizedTest
    @EnumSource(Type.class)
    void a_history_without_one_type_fails_no_rule(Type type) {
        assertNoAlarm(WHOLE.only(line -> !Told.type(line).equals(type.wireName())));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void a_history_of_some_types_fails_no_rule(String prefixes) {
        Predicate<String> kept = line -> Arrays.stream(prefixes.split(" ", -1))
                .anyMatch(prefix -> Told.type(line).startsWith(prefix));
        assertNoAlarm(WHOLE.only(kept));
    }

    private static Stream<String> filters() {
        return Stream.of(
                "order.",
                "payment.",
                "stock.",
                "customer.",
                "order. payment.",
                "order. payment. stock.",
                "product.launched stock.",
                "session. page. product. checkout. payment_info.",
                "warehouse. vendor. category. product.launched customer.",
                "customer. session. order.");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_history_with_random_holes_fails_no_rule(long seed) {
        Random random = new Random(seed);
        double dropped = random.nextDouble() * 0.2;
        assertNoAlarm(WHOLE.only(line -> random.nextDouble() >= dropped));
    }

    @Test
    void one_customer_s_events_fail_no_rule() {
        String customer = Told.value(WHOLE.lines.get(WHOLE.any("order.delivered")), "user_id");
        assertNoAlarm(WHOLE.only(line -> line.contains(customer)));
    }

    @Test
    void what_was_not_seen_is_untried_and_not_passed() {
        Report report = WHOLE.only(line -> Told.type(line).startsWith("order.")).check();

        assertThat(report.rule("legal-transitions").status()).isEqualTo(Status.PASSED);
        assertThat(report.rule("cart-adds-up").status()).isEqualTo(Status.UNTRIED);
        assertThat(report.rule("tail-mostly-within-7-days").status()).isEqualTo(Status.UNTRIED);
        assertThat(report.summary().whole()).isFalse();
    }

    @Test
    void what_is_wrong_in_the_part_that_was_seen_still_fails() {
        Told part = WHOLE.part(5_000, WHOLE.lines.size()).copy();
        int index = part.any("order.placed");
        String total = Told.value(part.lines.get(index), "tax");
        part.set(index, "tax", "\"1" + total + "\"");

        assertThat(part.check().rule("order-total-adds-up").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void an_order_that_began_in_the_part_that_was_seen_is_judged() {
        Told part = WHOLE.part(5_000, WHOLE.lines.size()).copy();
        int placed = part.any("order.placed");
        int index = part.next(placed, "order.shipped", Told.value(part.lines.get(placed), "order_id"));
        part.set(index, "attempt", "3");

        assertThat(part.check().rule("delivery-attempts-counted").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void strictly_a_gap_and_an_untried_rule_fail() {
        Report report =
                WHOLE.only(line -> !Told.type(line).equals("page.viewed")).check(SCENARIO, true);

        assertThat(report.passed()).isFalse();
        Verdict gaps = report.rule("position-without-gap");
        assertThat(gaps.status()).isEqualTo(Status.FAILED);
        assertThat(gaps.failures().getFirst().sentence()).contains("expected");
        Verdict untried = report.rule("tail-mostly-within-7-days");
        assertThat(untried.status()).isEqualTo(Status.FAILED);
        assertThat(untried.tried()).isZero();
        assertThat(untried.note()).isNotNull();
    }

    @Test
    void a_whole_month_in_which_a_rule_is_never_tried_fails_it() {
        Scenario quiet = Told.scenario("weekday", "catalogue.products=1", "intensity.per_minute=0.05");

        Report report = Told.check(quiet, 3, Duration.ofDays(40));

        assertThat(report.rule("depleted-when-nothing-is-free").tried()).isZero();
        assertThat(report.rule("depleted-when-nothing-is-free").status()).isEqualTo(Status.FAILED);
        assertThat(report.text()).contains("Nothing could be held against this rule");
    }

    private static void assertNoAlarm(Told told) {
        Report report = told.check();
        assertThat(report.passed()).as(report.text()).isTrue();
    }
}
