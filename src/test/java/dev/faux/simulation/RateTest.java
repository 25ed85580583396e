package dev.faux.simulation;

import static dev.faux.simulation.Intensity.DAY;
import static dev.faux.simulation.Worlds.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As many events come as were asked for, of all types, over four weeks after two weeks of settling in. */
@Tag("full")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RateTest {

    private static final long LEAD_IN = MONDAY + 14 * DAY;
    private static final long END = LEAD_IN + 28 * DAY;

    @ParameterizedTest(name = "{0} at {1} per minute from seed {2}")
    @CsvSource({
        "weekday, 300, 1",
        "weekday, 300, 2",
        "weekday, 300, 3",
        "weekday, 1000, 4",
        "steady, 300, 5",
        "black-friday, 300, 6",
        "flash-sale, 300, 7",
        "growth, 300, 8"
    })
    void the_asked_rate_is_met_within_one_percent(String name, int perMinute, long seed) {
        Scenario scenario = Worlds.scenario(name, "intensity.per_minute=" + perMinute);
        World world = new World(Worlds.history(scenario, seed, MONDAY));
        long[] events = new long[1];
        Worlds.live(world, LEAD_IN, each -> {});
        Worlds.live(world, END, each -> events[0]++);

        double ratio = events[0] / world.intensity().expectedEvents(LEAD_IN, END);
        System.out.printf("%s at %d per minute, seed %d: %.4f of what was asked%n", name, perMinute, seed, ratio);
        assertThat(ratio).isBetween(0.99, 1.01);
    }
}
