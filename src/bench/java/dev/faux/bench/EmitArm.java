package dev.faux.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.faux.cli.EmitOnTrial;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.World;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** One arm of {@link EmitBench}, in a process of its own: warms up, then tells its figures on standard error. */
final class EmitArm {

    static final String POPULATION = "population=10000000";

    private static long begunAt;
    private static long cpuBefore;

    private EmitArm() {}

    public static void main(String[] args) throws IOException {
        long warmUp = Long.parseLong(args[1]);
        long events = Long.parseLong(args[2]);
        if (args[0].equals("world")) {
            world(warmUp, events);
        } else {
            String limit = Long.toString(warmUp + events);
            new EmitOnTrial().emit(warmUp, EmitArm::begin, "--quiet", "--limit", limit, "--set", POPULATION);
        }
        double seconds = (System.nanoTime() - begunAt) / 1e9;
        double cpuSeconds = (system().getProcessCpuTime() - cpuBefore) / 1e9;
        System.err.println(events / seconds + " " + cpuSeconds * 1e6 / events);
    }

    private static void world(long warmUp, long events) {
        World world = Worlds.weekday(POPULATION);
        List<Occurrence> occurrences = new ArrayList<>();
        Worlds.advance(world, warmUp, occurrences);
        begin();
        Worlds.advance(world, warmUp + events, occurrences);
    }

    private static void begin() {
        cpuBefore = system().getProcessCpuTime();
        begunAt = System.nanoTime();
    }

    private static OperatingSystemMXBean system() {
        return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }
}
