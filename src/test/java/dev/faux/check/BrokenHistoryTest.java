package dev.faux.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.check.Report.Status;
import dev.faux.check.Report.Verdict;
import dev.faux.simulation.Scenario;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule is seen to fail: something small is done to the lines of a real history, and exactly the rules that it breaks
 * have to fail, the first named and those that follow from it.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokenHistoryTest {

    private static final String[] SETTINGS = {
        "intensity.per_minute=2",
        "catalogue.products=40",
        "population=800",
        "payments.declines=0.3",
        "orders.requeues=0.1",
        "orders.delivery.fails=0.4",
        "visits.cancels_order=0.15",
        "stock.cover=P2D",
        "stock.reorder=P1D",
        "stock.least=4",
        "distributions.basket=2.5",
        "catalogue.back_orders=0.1",
        "orders.aftersales.returns=0.5",
        "orders.aftersales.reviews=0.8",
        "orders.aftersales.tickets=0.5",
        "merchandising={price_changes: 20, edits: 20, launches: 20}",
        "promotions=[{name: Deal, after_start: P1D, every: P3D, lasts: P1D, percent: 15},"
                + " {name: Books, after_start: P1DT12H, lasts: P2D, percent: 20, category: Books}]",
        "experiments=[{name: button, variants: {grey: 1, green: 1}, lifts: {green: 0.2}}]",
        "catalogue.restrictions={Kettle: {season: winter}, Novel: {season: winter}, Toaster: {minimum_age: 19},"
                + " T-Shirt: {minimum_age: 19}, Speaker: {minimum_age: 19}, Rug: {not_in: [BR]}, Socks: {not_in: [BR]},"
                + " Atlas: {not_in: [BR]}}"
    };
    private static final Scenario SCENARIO = Told.scenario("weekday", SETTINGS);
    /** From a Thursday to a Thursday: a weekend is in it. */
    private static final Told WHOLE = Told.by(SCENARIO, 7, Duration.ofDays(8));

    @Test
    void nothing_fails_before_something_is_broken() {
        Report report = WHOLE.check();

        assertThat(report.passed()).as(report.text()).isTrue();
        assertThat(report.rules())
                .filteredOn(rule -> rule.status() == Status.UNTRIED)
                .extracting(Verdict::name)
                .containsExactly("tail-mostly-within-7-days");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void exactly_the_broken_rules_fail(Breakage broken) {
        Told told = WHOLE.copy();
        broken.how().accept(told);

        Report report = told.check();

        assertThat(failed(report)).as(report.text()).isEqualTo(broken.broken());
        assertThat(report.passed()).isFalse();
    }

    @Test
    void every_rule_is_broken_by_some_case_of_this_class() {
        Set<String> broken = all().flatMap(one -> one.broken().stream()).collect(Collectors.toCollection(TreeSet::new));
        broken.add("abandonment");

        assertThat(broken)
                .isEqualTo(new TreeSet<>(
                        WHOLE.check().rules().stream().map(Verdict::name).toList()));
    }

    @Test
    void abandonment_fails_when_the_scenario_asks_for_another() {
        Scenario other = Told.scenario("weekday", with("personas.buyer.share=60"));

        assertThat(failed(WHOLE.check(other, false))).containsExactly("abandonment");
    }

    private static String[] with(String more) {
        String[] all = Arrays.copyOf(SETTINGS, SETTINGS.length + 1);
        all[SETTINGS.length] = more;
        return all;
    }

    private static Set<String> failed(Report report) {
        return report.rules().stream()
                .filter(rule -> rule.status() == Status.FAILED)
                .map(Verdict::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Breakage> all() {
        return Stream.of(
                        BrokenLines.lines(),
                        BrokenVisits.ties(),
                        BrokenVisits.people(),
                        BrokenVisits.catalogue(),
                        BrokenVisits.sessions(),
                        BrokenOrders.orders(),
                        BrokenOrders.payments(),
                        BrokenOrders.stock(),
                        BrokenOrders.times(),
                        BrokenOrders.aftersales(),
                        BrokenOrders.restrictions())
                .flatMap(breakages -> breakages);
    }
}
