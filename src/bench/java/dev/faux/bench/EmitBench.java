package dev.faux.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How fast the world runs, and how much of that {@code emit} keeps: the world alone on one thread, its occurrences thrown away,
 * beside the whole command writing NDJSON to the null device. Each arm is a process of its own with the same heap and warm-up;
 * five interleaved runs. (The mean line: {@code emit --limit 3000000 | wc -c}.)
 */
final class EmitBench {

    private static final int RUNS = 5;
    private static final long WARM_UP = 20_000_000;
    private static final long EVENTS = 6_000_000;
    private static final String HEAP = "-Xmx512m";

    private EmitBench() {}

    static void main() throws IOException, InterruptedException {
        Samples world = new Samples("world alone", "events/s");
        Samples emit = new Samples("emit", "events/s");
        Samples worldCpu = new Samples("world alone, CPU", "s per million events");
        Samples emitCpu = new Samples("emit, CPU", "s per million events");
        for (int run = 0; run < RUNS; run++) {
            double[] alone = child("world");
            double[] whole = child("emit");
            world.add(alone[0]);
            worldCpu.add(alone[1]);
            emit.add(whole[0]);
            emitCpu.add(whole[1]);
        }
        System.out.println("weekday, " + EmitArm.POPULATION + ", " + EVENTS + " events after " + WARM_UP
                + " to warm up, heap " + HEAP + ", Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " cores");
        for (Samples each : List.of(world, worldCpu, emit, emitCpu, emit.by(world, "emit / world alone"))) {
            System.out.println(each);
        }
    }

    /** Two figures: events per second, and CPU seconds per million events. */
    private static double[] child(String arm) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                EmitArm.class.getName(),
                arm,
                Long.toString(WARM_UP),
                Long.toString(EVENTS)));
        Process process = new ProcessBuilder(command)
                .redirectOutput(new File("/dev/null"))
                .redirectErrorStream(false)
                .start();
        String[] words = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                .trim()
                .split(" ");
        if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0 || words.length != 2) {
            throw new IOException(arm + " ended with " + String.join(" ", words));
        }
        return new double[] {Double.parseDouble(words[0]), Double.parseDouble(words[1])};
    }
}
