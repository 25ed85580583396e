package dev.faux.api;

import dev.faux.emitter.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells what runs. Answers at once, from any thread. */
@FunctionalInterface
public interface Simulation {

    Now now();

    /**
     * @param scenario its name, or the path of its file
     * @param settings what differs from the scenario, each as in {@code intensity.per_minute=60}
     * @param history the id of the history
     * @param position of the last event
     * @param time the virtual instant that has been reached
     * @param lag how far that is behind the virtual now
     * @param asked the mean rate over a normal week that was asked for, in events per minute
     * @param expected what that comes to at this hour and the age of the history, in events per minute
     * @param achieved what there was in the last minute, in events per minute
     * @param digest of the history up to {@code position}
     * @param asks how often somebody has asked something of the shop
     * @param pace how virtual time goes by
     */
    record Now(
            String scenario,
            List<String> settings,
            long seed,
            Instant start,
            String history,
            long position,
            Instant time,
            Duration lag,
            double asked,
            double expected,
            double achieved,
            long digest,
            long asks,
            Pace pace) {}
}
