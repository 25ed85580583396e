package dev.faux.bench;

import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.Pilot;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.ScenarioFile;
import dev.faux.simulation.World;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Worlds to measure, with {@code emit}'s defaults. */
final class Worlds {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int AT_ONCE = 1024;

    private Worlds() {}

    static History weekdayHistory(String... settings) {
        Scenario scenario = ScenarioFile.read("weekday", List.of(settings));
        double eventsPerSession = Objects.requireNonNull(Pilot.frozen(scenario)).eventsPerSession();
        return new History(scenario, 42, START.toEpochMilli(), eventsPerSession);
    }

    static World weekday(String... settings) {
        return new World(weekdayHistory(settings));
    }

    /** Up to a position; what happens is thrown away. */
    static void advance(World world, long position, List<Occurrence> occurrences) {
        while (world.position() < position) {
            occurrences.clear();
            world.advance(Long.MAX_VALUE, AT_ONCE, occurrences);
        }
    }
}
