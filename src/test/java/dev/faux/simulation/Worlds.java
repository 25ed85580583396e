package dev.faux.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Histories and runs that several tests ask for. */
final class Worlds {

    /** The default start of the shipped scenarios, a Thursday. */
    static final long NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    static final long MONDAY = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

    /** One market, whose clocks are those of UTC. */
    static final String UTC = "markets=[{country: US, share: 1, currency: USD, rate: 1, tax: 7.25,"
            + " time_zone: {offset: 0, daylight: never}, climate: northern}]";

    private Worlds() {}

    static Scenario scenario(String name, String... settings) {
        return ScenarioFile.read(name, List.of(settings));
    }

    /** Of a scenario whose shape is that of a shipped one. */
    static History history(Scenario scenario, long seed, long start) {
        double eventsPerSession = Objects.requireNonNull(Pilot.frozen(scenario)).eventsPerSession();
        if (eventsPerSession == 0) {
            throw new IllegalArgumentException(scenario.name() + " has another shape than the shipped ones");
        }
        return new History(scenario, seed, start, eventsPerSession);
    }

    /** All that happens before this instant, an hour at a time, so that nothing has to be kept. */
    static void live(World world, long until, Consumer<Occurrence> each) {
        List<Occurrence> occurrences = new ArrayList<>();
        for (long now = world.now(); now < until; ) {
            now = Math.min(until, now + Intensity.HOUR);
            occurrences.clear();
            world.advance(now, Integer.MAX_VALUE, occurrences);
            occurrences.forEach(each);
        }
    }
}
