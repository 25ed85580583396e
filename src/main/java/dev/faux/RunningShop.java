package dev.faux;

import dev.faux.api.Simulation;
import dev.faux.emitter.CommandDesk;
import dev.faux.emitter.Emitter;
import dev.faux.emitter.Home;
import dev.faux.log.Head;
import dev.faux.log.HistoryLog;
import dev.faux.simulation.Aftermath;
import dev.faux.simulation.History;
import dev.faux.simulation.Intensities;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.ScenarioFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells of the shop that this server runs. */
final class RunningShop implements Simulation {

    private final HistoryLog events;
    private final Emitter emitter;
    private final CommandDesk desk;
    private final String scenario;
    private final Intensities intensities;
    private final Aftermath aftermath;

    RunningShop(HistoryLog events, Emitter emitter, CommandDesk desk, Home home, Aftermath aftermath) {
        this.events = events;
        this.emitter = emitter;
        this.desk = desk;
        this.scenario = nameOrPath(events.history().scenario(), home);
        this.intensities = new Intensities(events.history(), desk);
        this.aftermath = aftermath;
    }

    /** What reads as the same scenario. */
    private static String nameOrPath(Scenario scenario, Home home) {
        boolean shipped = ScenarioFile.SHIPPED.contains(scenario.name())
                && ScenarioFile.read(scenario.name(), List.of()).canonical().equals(scenario.canonical());
        return shipped ? scenario.name() : home.scenarioFile().toString();
    }

    private double expectedPerMinute(long at) {
        return aftermath.expectedPerMinute(
                intensities::expectedEvents, events.history().start(), at);
    }

    @Override
    public synchronized Now now() {
        History history = events.history();
        Head head = events.head();
        Instant time = Instant.ofEpochMilli(head.at());
        Duration lag = Duration.ofMillis(emitter.virtualNow() - head.at());
        return new Now(
                scenario,
                List.of(),
                history.seed(),
                Instant.ofEpochMilli(history.start()),
                history.id(),
                head.position(),
                time,
                lag.isNegative() ? Duration.ZERO : lag,
                emitter.intensity().perMinute(),
                expectedPerMinute(head.at()),
                emitter.perMinute(),
                head.digest(),
                desk.entries(),
                emitter.pace());
    }
}
