package dev.faux.simulation;

import static dev.faux.simulation.Intensity.DAY;
import static dev.faux.simulation.Worlds.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.CatalogueEvent;
import dev.faux.shop.SessionEvent.SessionStarted;
import dev.faux.shop.StockEvent.StockRestocked;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sessions begin as a non-homogeneous Poisson process: once time is rescaled by the integral of the intensity, the gaps between
 * them are independent and exponential with mean 1. Bounds are those of {@link Fit}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArrivalsTest {

    private static final String CAMPAIGN =
            "intensity.campaigns=[{after_start: PT57H20M, height: 6, ramp: PT50M, hold: PT2H, decay: PT5H}]";
    private static final int DAYS = 10;

    @Test
    void rescaled_gaps_are_exponential_and_independent_and_the_count_is_that_of_a_poisson_process() {
        History history = Worlds.history(Worlds.scenario("weekday", "intensity.per_minute=60", CAMPAIGN), 11, NEW_YEAR);
        World world = new World(history);
        List<Long> arrivals = arrivals(world, NEW_YEAR + DAYS * DAY);
        double[] gaps = new double[arrivals.size()];
        long before = NEW_YEAR + 1;
        long[] perDay = new long[DAYS];
        for (int i = 0; i < gaps.length; i++) {
            long arrival = arrivals.get(i);
            gaps[i] = sessions(world, history, before, arrival);
            before = arrival;
            perDay[(int) ((arrival - NEW_YEAR) / DAY)]++;
        }
        for (int day = 0; day < DAYS; day++) {
            long from = NEW_YEAR + day * DAY;
            Fit.count(perDay[day], sessions(world, history, from, from + DAY));
        }
        Fit.count(gaps.length, sessions(world, history, NEW_YEAR, NEW_YEAR + DAYS * DAY));
        Fit.uncorrelated(gaps);
        // Instants are cut to the millisecond. At its peak the rescaled time of one is 60/13.8 · 2 · 6 / 60,000 <
        // 0.001,
        // far below the bound of the distance, which is 0.01 for 60,000 gaps.
        Fit.kolmogorovSmirnov(gaps, x -> -Math.expm1(-x));
    }

    /** With one alarm in a million for each seed, it is one in a thousand for all of them. */
    @Tag("full")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    @Test
    void rescaled_gaps_are_exponential_for_each_of_a_thousand_seeds() {
        Scenario scenario = Worlds.scenario("weekday", "catalogue.products=50");
        LongStream.rangeClosed(1, 1_000).parallel().forEach(seed -> {
            History history = new History(scenario, seed, NEW_YEAR, 19);
            World world = new World(history);
            List<Long> arrivals = arrivals(world, NEW_YEAR + DAY / 2);
            double[] gaps = new double[arrivals.size()];
            long before = NEW_YEAR + 1;
            for (int i = 0; i < gaps.length; i++) {
                gaps[i] = sessions(world, history, before, arrivals.get(i));
                before = arrivals.get(i);
            }
            Fit.count(gaps.length, sessions(world, history, NEW_YEAR, NEW_YEAR + DAY / 2));
            Fit.uncorrelated(gaps);
            Fit.kolmogorovSmirnov(gaps, x -> -Math.expm1(-x));
        });
    }

    @Test
    void the_campaign_is_seen_in_the_hours_it_lasts() {
        History history = Worlds.history(Worlds.scenario("weekday", "intensity.per_minute=60", CAMPAIGN), 12, NEW_YEAR);
        World world = new World(history);
        World plain = new World(Worlds.history(Worlds.scenario("weekday", "intensity.per_minute=60"), 12, NEW_YEAR));
        long from = NEW_YEAR + 58 * Intensity.HOUR + 10 * Intensity.MINUTE;
        long to = from + 2 * Intensity.HOUR;
        long with = arrivals(world, to).stream().filter(at -> at >= from).count();
        long without = arrivals(plain, to).stream().filter(at -> at >= from).count();
        Fit.count(with, sessions(world, history, from, to));
        Fit.count(without, sessions(world, history, from, to) / 6);
    }

    @Test
    void hours_of_weight_0_are_empty() {
        String night = "intensity.hours=[0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]";
        History history = new History(Worlds.scenario("steady", night, Worlds.UTC), 1, NEW_YEAR, 13);
        List<Long> arrivals = arrivals(new World(history), NEW_YEAR + 2 * DAY);
        assertThat(arrivals).isNotEmpty();
        assertThat(arrivals.stream().map(at -> Math.floorMod(at, DAY) / Intensity.HOUR))
                .allMatch(hour -> hour >= 6 && hour < 23);
    }

    @Test
    void nobody_comes_at_the_rate_of_0() {
        Scenario scenario = Worlds.scenario(
                "weekday", "intensity.per_minute=0", "promotions=[]", "catalogue.products=10", CAMPAIGN);
        World world = new World(new History(scenario, 1, NEW_YEAR, 13));
        List<Occurrence> occurrences = new ArrayList<>();
        Worlds.live(world, NEW_YEAR + 60 * DAY, occurrences::add);
        assertThat(world.sessions()).isZero();
        assertThat(occurrences)
                .isNotEmpty()
                .allMatch(each -> each.at() == NEW_YEAR)
                .allMatch(each -> each.event() instanceof CatalogueEvent || each.event() instanceof StockRestocked);
    }

    private static List<Long> arrivals(World world, long until) {
        List<Long> arrivals = new ArrayList<>();
        Worlds.live(world, until, each -> {
            if (each.event() instanceof SessionStarted) {
                arrivals.add(each.at());
            }
        });
        assertThat(world.sessions()).isEqualTo(arrivals.size());
        return arrivals;
    }

    private static double sessions(World world, History history, long from, long to) {
        return world.intensity().expectedEvents(from, to) / history.eventsPerSession();
    }
}
