package dev.faux.simulation;

import static dev.faux.simulation.Intensity.DAY;
import static dev.faux.simulation.Intensity.HOUR;
import static dev.faux.simulation.Worlds.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.CustomerEvent.CustomerIntroduced;
import dev.faux.shop.CustomerEvent.CustomerRegistered;
import dev.faux.shop.Event;
import dev.faux.shop.Id;
import dev.faux.shop.OrderEvent.DeliveryAttemptFailed;
import dev.faux.shop.OrderEvent.OrderCancelled;
import dev.faux.shop.OrderEvent.OrderConfirmed;
import dev.faux.shop.OrderEvent.OrderDelivered;
import dev.faux.shop.OrderEvent.OrderFailed;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.OrderEvent.OrderReady;
import dev.faux.shop.OrderEvent.OrderRequeued;
import dev.faux.shop.OrderEvent.OrderShipped;
import dev.faux.shop.PaymentEvent.PaymentAuthorised;
import dev.faux.shop.PaymentEvent.PaymentDeclined;
import dev.faux.shop.SessionEvent.CheckoutFailed;
import dev.faux.shop.SessionEvent.ProductAdded;
import dev.faux.shop.SessionEvent.SessionEnded;
import dev.faux.shop.SessionEvent.SessionStarted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lets a shop live for 31 days at 60 events per minute and counts, from its events alone, what its scenario asks for. Each
 * statistical bound fails a sound shop once in a million seeds, see {@link Fit}; where a figure has a bias, it is named.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@ParameterizedClass(name = "seed {0}")
@MethodSource("seeds")
class ShopperFiguresTest {

    @Parameter
    private long seed;

    private static final long DAYS = 31;
    private static final long END = MONDAY + DAYS * DAY;
    private static final double BASKET = 3.5;

    private static final Map<Id, Visit> VISITS = new HashMap<>();
    private static final Map<Id, Life> ORDERS = new HashMap<>();
    private static final long[] EVENTS_PER_DAY = new long[(int) DAYS];
    private static long registered;

    /** What is counted about a session. */
    private static final class Visit {
        private long begin;
        private long end = -1;
        private boolean foundCart;
        private boolean filledCart;
        private int ordered;
        private int lost;
        private String channel = "";
    }

    /** What is counted about an order. */
    private static final class Life {
        private long confirmed;
        private long ready;
        private long firstAttempt;
        private long missedAt;
        private int attempts;
        private int missed;
        private int declined;
        private int requeued;
        private boolean paid;
        private boolean delivered;
        private boolean failed;
        private boolean cancelled;
        private final List<String> oddities = new ArrayList<>();
    }

    /** One, or for the long form several others beside it. */
    static List<Long> seeds() {
        return Stream.of(System.getProperty("faux.seeds", "3").split(","))
                .map(Long::parseLong)
                .toList();
    }

    @BeforeParameterizedClassInvocation
    static void live(long seed) {
        VISITS.clear();
        ORDERS.clear();
        Arrays.fill(EVENTS_PER_DAY, 0);
        registered = 0;
        // Nobody comes near these limits, and every order goes in one shipment.
        Scenario scenario = Worlds.scenario(
                "weekday",
                "intensity.per_minute=60",
                "payments.methods.card.limit.median=1000000",
                "payments.methods.wallet.limit.median=1000000",
                "payments.methods.bank_transfer.limit.median=1000000",
                "payments.suspected=0",
                "catalogue.back_orders=0",
                "catalogue.warehouses=[{name: Only, city: Columbus, country: US, serves: [US]}]");
        double eventsPerSession = Pilot.run(scenario, share -> {}).eventsPerSession();
        World world = new World(new History(scenario, seed, MONDAY, eventsPerSession));
        Worlds.live(world, END, each -> {
            if (!(each.event() instanceof CustomerIntroduced)) {
                EVENTS_PER_DAY[(int) ((each.at() - MONDAY) / DAY)]++;
            }
            count(each.event(), each.at());
        });
    }

    private static void count(Event event, long at) {
        switch (event) {
            case CustomerRegistered e -> registered++;
            case SessionStarted e -> {
                Visit visit = visit(e.session());
                visit.begin = at;
                visit.channel = e.channel();
                visit.foundCart = !e.cart().isEmpty();
            }
            case SessionEnded e -> visit(e.session()).end = at;
            case ProductAdded e -> visit(e.session()).filledCart = true;
            case CheckoutFailed e -> visit(e.session()).lost += e.reason().equals("out_of_stock") ? 1 : 0;
            case OrderPlaced e -> {
                Id session = e.session();
                if (session != null) {
                    visit(session).ordered = e.lines().size();
                }
                order(e.order());
            }
            case PaymentDeclined e -> order(e.order()).declined++;
            case PaymentAuthorised e -> order(e.order()).paid = true;
            case OrderConfirmed e -> order(e.order()).confirmed = at;
            case OrderRequeued e -> order(e.order()).requeued++;
            case OrderReady e -> order(e.order()).ready = at;
            case OrderShipped e -> ship(order(e.order()), e.attempt(), at);
            case DeliveryAttemptFailed e -> {
                attempt(order(e.order()), at);
                order(e.order()).missed++;
                order(e.order()).missedAt = at;
            }
            case OrderFailed e -> {
                attempt(order(e.order()), at);
                order(e.order()).missed++;
                order(e.order()).failed = true;
            }
            case OrderDelivered e -> {
                attempt(order(e.order()), at);
                order(e.order()).delivered = true;
            }
            case OrderCancelled e -> order(e.order()).cancelled = true;
            default -> {}
        }
    }

    private static void ship(Life order, int attempt, long at) {
        if (attempt != order.attempts + 1) {
            order.oddities.add("shipped for attempt " + attempt);
        }
        if (attempt > 1 && at / DAY != order.missedAt / DAY + 1) {
            order.oddities.add("not shipped again on the next day");
        }
    }

    private static void attempt(Life order, long at) {
        if (order.attempts++ == 0) {
            order.firstAttempt = at;
        } else if (at / DAY != order.missedAt / DAY + 1) {
            order.oddities.add("not tried again on the next day");
        }
        long hour = at % DAY / HOUR;
        if (hour < 8 || hour >= 20) {
            order.oddities.add("tried at " + hour + " o'clock");
        }
    }

    @Test
    void the_rate_of_events_is_the_asked_one() {
        // Two whole weeks after two weeks of settling in. 67,200 sessions begin in them; if the second moment of a
        // session's events is at most 3 times the square of their mean, their sum deviates by sqrt(3 / 67,200) of it.
        double asked = 60 * 1_440 * 14;
        double events = 0;
        for (int day = 14; day < 28; day++) {
            events += EVENTS_PER_DAY[day];
        }
        assertThat(events / asked).isBetween(1 - 0.033, 1 + 0.033);
    }

    @Test
    void a_visit_lasts_six_minutes_in_the_mean_and_is_exponential() {
        double[] minutes = durations();
        Fit.mean(minutes, 6, 6);
        Fit.kolmogorovSmirnov(minutes, x -> -Math.expm1(-x / 6));
    }

    @Test
    void visits_are_of_somebody_new_as_often_as_the_personas_have_it() {
        // 25 % of the 48 in 100 who are window shoppers, 20 % of the others.
        Fit.share(registered, VISITS.size(), 0.224);
    }

    @Test
    void visits_come_over_the_channels_as_often_as_asked_for() {
        Choice channels = Worlds.scenario("weekday").visits().channels();
        long[] counts = new long[channels.names().size()];
        VISITS.values().forEach(visit -> counts[channels.names().indexOf(visit.channel)]++);
        Fit.chiSquare(counts, i -> channels.weights().get(i) / 100);
    }

    @Test
    void four_visits_in_ten_fill_a_cart() {
        // Who finds nothing in 8 tries although he wants to leaves without: with full shelves practically nobody.
        Fit.share(visits(visit -> visit.filledCart), visits(visit -> true), 0.4);
    }

    @Test
    void of_filled_carts_55_percent_are_abandoned() {
        long filled = visits(visit -> visit.filledCart);
        Fit.share(visits(visit -> visit.filledCart && visit.ordered == 0), filled, 0.55);
        assertThat(visits(visit -> visit.ordered > 0 && !visit.filledCart && !visit.foundCart))
                .isZero();
    }

    @Test
    void baskets_are_poisson_without_0() {
        double positive = 1 - Math.exp(-BASKET);
        double mean = BASKET / positive;
        double variance = mean * (1 + BASKET - mean);
        List<Visit> buyers =
                VISITS.values().stream().filter(visit -> visit.ordered > 0).toList();
        double[] baskets =
                buyers.stream().mapToDouble(visit -> visit.ordered + visit.lost).toArray();
        assertThat(baskets.length).isGreaterThan(25_000);
        Fit.mean(baskets, mean, Math.sqrt(variance));
        long[] counts = new long[60];
        for (double basket : baskets) {
            counts[(int) basket]++;
        }
        PoissonDistribution exact = PoissonDistribution.of(BASKET);
        Fit.chiSquare(counts, i -> i == 0 ? 0 : exact.probability(i) / positive);
    }

    @Test
    void six_payments_in_a_hundred_are_declined_and_three_declines_are_the_end() {
        long declined = sum(order -> order.declined);
        long paid = count(order -> order.paid);
        Fit.share(declined, declined + paid, 0.06);
        assertThat(count(order -> order.declined > 3)).isZero();
        assertThat(count(order -> order.declined == 3 && (order.paid || !order.cancelled)))
                .isZero();
        Fit.count(count(order -> order.declined == 3), ORDERS.size() * 0.06 * 0.06 * 0.06);
    }

    @Test
    void few_orders_are_cancelled() {
        // Those who regret it after it was packed are refused, so it is less than the 3 % who regret.
        long cancelled = count(order -> order.cancelled && order.declined < 3);
        assertThat(cancelled).isPositive();
        assertThat(cancelled / (double) ORDERS.size()).isLessThan(0.03 + 4.9 * Math.sqrt(0.03 * 0.97 / ORDERS.size()));
    }

    @Test
    void two_orders_in_a_hundred_go_back_to_the_queue_once() {
        // Those cancelled meanwhile are left out: 3 % of which few in the few hours more that the detour takes.
        Fit.share(count(order -> order.requeued == 1 && order.ready > 0), count(order -> order.ready > 0), 0.02);
        assertThat(count(order -> order.requeued > 1)).isZero();
    }

    @Test
    void orders_are_packed_within_eight_business_hours() {
        assertThat(count(order -> order.ready > 0)).isGreaterThan(20_000);
        assertThat(ORDERS.values().stream().filter(order -> order.ready > 0))
                .allMatch(order -> isBusiness(order.ready))
                .allMatch(order -> business(order.confirmed, order.ready) <= 8 * HOUR)
                .anyMatch(order -> business(order.confirmed, order.ready) > 4 * HOUR);
        // None is forgotten: what was confirmed more than a weekend and a day ago is packed, or was cancelled.
        assertThat(count(
                        order -> order.paid && order.confirmed < END - 5 * DAY && order.ready == 0 && !order.cancelled))
                .isZero();
    }

    @Test
    void a_parcel_is_tried_12_to_48_hours_after_it_was_packed_and_at_most_three_times() {
        assertThat(ORDERS.values().stream().filter(order -> order.attempts > 0))
                .allMatch(order -> order.firstAttempt - order.ready >= 12 * HOUR)
                .allMatch(order -> order.firstAttempt - order.ready < 48 * HOUR)
                .allMatch(order -> order.attempts <= 3)
                .allMatch(order -> order.oddities.isEmpty());
        assertThat(count(order -> order.failed && (order.attempts != 3 || order.delivered)))
                .isZero();
        assertThat(count(order -> order.ready > 0 && order.ready < END - 5 * DAY && !order.delivered && !order.failed))
                .as("parcels that got lost")
                .isZero();
    }

    @Test
    void eight_attempts_in_a_hundred_fail_and_three_failures_are_the_end() {
        Fit.share(sum(order -> order.missed), sum(order -> order.attempts), 0.08);
        Fit.count(count(order -> order.failed), count(order -> order.delivered || order.failed) * 0.08 * 0.08 * 0.08);
    }

    /** Mondays to Fridays from 8 to 18: counted day by day, on its own. */
    private static long business(long from, long to) {
        long sum = 0;
        for (long midnight = from / DAY * DAY; midnight < to; midnight += DAY) {
            if (isBusiness(midnight + 12 * HOUR)) {
                long begin = Math.max(from, midnight + 8 * HOUR);
                long end = Math.min(to, midnight + 18 * HOUR);
                sum += Math.max(0, end - begin);
            }
        }
        return sum;
    }

    private static boolean isBusiness(long instant) {
        long day = (instant - MONDAY) / DAY % 7;
        long hour = instant % DAY / HOUR;
        return day < 5 && hour >= 8 && hour < 18;
    }

    private static Visit visit(Id session) {
        return VISITS.computeIfAbsent(session, any -> new Visit());
    }

    private static Life order(Id order) {
        return ORDERS.computeIfAbsent(order, any -> new Life());
    }

    /** Of visits so early that they have ended: one in e^30 lasts three hours. */
    private static long visits(Predicate<Visit> which) {
        return VISITS.values().stream()
                .filter(visit -> visit.begin < END - 3 * HOUR)
                .filter(which)
                .count();
    }

    /** Of the same visits, in minutes. */
    private static double[] durations() {
        return VISITS.values().stream()
                .filter(visit -> visit.begin < END - 3 * HOUR)
                .mapToDouble(visit -> (visit.end - visit.begin) / 60_000.0)
                .toArray();
    }

    private static long count(Predicate<Life> which) {
        return ORDERS.values().stream().filter(which).count();
    }

    private static long sum(ToLongFunction<Life> figure) {
        return ORDERS.values().stream().mapToLong(figure).sum();
    }
}
