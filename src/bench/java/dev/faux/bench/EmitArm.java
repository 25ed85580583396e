package dev.faux.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.faux.cli.Commands;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.Pilot;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.ScenarioFile;
import dev.faux.simulation.World;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One arm of {@link EmitBench}, in a process of its own: warms up, then tells its figures on standard error. */
final class EmitArm {

    private EmitArm() {}

    public static void main(String[] args) {
        long events = Long.parseLong(args[1]);
        Runnable arm = args[0].equals("world") ? () -> world(events) : () -> emit(events);
        arm.run();
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long begun = System.nanoTime();
        arm.run();
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
        System.err.println(events / seconds + " " + cpuSeconds * 1e6 / events);
    }

    private static void world(long events) {
        Scenario scenario = ScenarioFile.read("weekday", List.of());
        long start = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
        World world = new World(new History(
                scenario,
                42,
                start,
                Objects.requireNonNull(Pilot.frozen(scenario)).eventsPerSession()));
        List<Occurrence> occurrences = new ArrayList<>();
        while (world.position() < events) {
            occurrences.clear();
            world.advance(Long.MAX_VALUE, 1024, occurrences);
        }
    }

    private static void emit(long events) {
        Commands.run("emit", "--quiet", "--limit", Long.toString(events));
    }
}
