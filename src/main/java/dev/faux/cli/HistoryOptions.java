package dev.faux.cli;

import dev.faux.log.Pilots;
import dev.faux.simulation.History;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.ScenarioFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that a history is made of. */
final class HistoryOptions {

    @Option(
            names = "--scenario",
            paramLabel = "NAME|FILE",
            description = "A shipped scenario or the path of one. Default: weekday")
    private @Nullable String scenario;

    @Option(names = "--seed", paramLabel = "N", description = "Default: the scenario's")
    private @Nullable Long seed;

    @Option(
            names = "--start",
            paramLabel = "T",
            description = {
                "First instant of the history. Default: the scenario's, else 2026-01-01T00:00:00Z,",
                "for datasets 2023-01-01T00:00:00Z"
            },
            converter = RunOptions.InstantConverter.class)
    private @Nullable Instant start;

    @Option(names = "--set", paramLabel = "key=value", description = "Changes one value of the scenario; repeatable")
    private List<String> settings = new ArrayList<>();

    /** Whether any of them was given. */
    boolean areGiven() {
        return scenario != null || seed != null || start != null || !settings.isEmpty();
    }

    /** @param more settings that come after those that were given */
    Scenario scenario(String... more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(more));
        return ScenarioFile.read(scenario == null ? "weekday" : scenario, all);
    }

    /**
     * @param otherwise when it begins, where nobody says
     * @param tell is told while a pilot runs
     */
    History history(Scenario scenario, Instant otherwise, Consumer<String> tell) {
        Instant begin = start != null ? start : scenario.start() != null ? scenario.start() : otherwise;
        return new History(
                scenario,
                seed == null ? scenario.seed() : seed,
                begin.toEpochMilli(),
                Pilots.aftermath(scenario, tell::accept).eventsPerSession());
    }
}
