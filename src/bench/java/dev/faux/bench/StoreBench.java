package dev.faux.bench;

import dev.faux.log.Batch;
import dev.faux.log.JsonLines;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.ScenarioFile;
import dev.faux.simulation.World;
import dev.faux.view.StoreOnTrial;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How fast events are stored, against {@code psql \copy} of the same prepared rows into the same table, each into the emptied
 * table, in turns: the store's copying alone, psql, and the store with its read models. Arguments: how many events, how many
 * turns.
 */
public final class StoreBench {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int BATCH = 20_000;

    private StoreBench() {}

    private interface Arm {
        void run() throws IOException, InterruptedException, SQLException;
    }

    public static void main(String... args) throws IOException, InterruptedException, SQLException {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : 400_000;
        int turns = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path folder = Files.createTempDirectory("faux-store-bench");
        Path file = folder.resolve("events.copy");
        List<Batch> batches = batches(events);
        long stored = batches.getLast().last();
        try (StoreOnTrial store = new StoreOnTrial(folder.resolve("postgres"))) {
            StoreOnTrial.prepareFile(batches, file);
            store.prepare(batches);
            Map<String, Arm> arms = new LinkedHashMap<>();
            arms.put("store, read models off", () -> store.storeEvents(batches));
            if (psqlIsThere()) {
                arms.put("psql \\copy", () -> store.storeFile(file));
            } else {
                System.out.println("store: no psql on the PATH, so there is nothing to compare with");
            }
            arms.put("store, read models on", () -> store.storeEventsAndReadModels(batches));
            report(measure(store, arms, turns, stored), stored, Files.size(file));
        } finally {
            delete(folder);
        }
    }

    private static Map<String, double[]> measure(StoreOnTrial store, Map<String, Arm> arms, int turns, long stored)
            throws IOException, InterruptedException, SQLException {
        Map<String, double[]> rates = new LinkedHashMap<>();
        for (int turn = -1; turn < turns; turn++) {
            for (var arm : arms.entrySet()) {
                store.empty();
                long before = System.nanoTime();
                arm.getValue().run();
                double rate = stored * 1e9 / (System.nanoTime() - before);
                if (store.count() != stored) {
                    throw new IllegalStateException(arm.getKey() + " stored " + store.count() + ", expected " + stored);
                }
                // The first turn warms up.
                if (turn >= 0) {
                    rates.computeIfAbsent(arm.getKey(), name -> new double[turns])[turn] = rate;
                }
                System.out.printf(Locale.ROOT, "store: turn %d, %s: %,.0f rows/s%n", turn + 1, arm.getKey(), rate);
            }
        }
        return rates;
    }

    private static void report(Map<String, double[]> rates, long stored, long bytes) {
        System.out.printf(Locale.ROOT, "store: %,d events, %,d bytes each%n", stored, bytes / stored);
        rates.forEach((name, each) -> System.out.printf(
                Locale.ROOT,
                "store: %s: median %,.0f rows/s, from %,.0f to %,.0f%n",
                name,
                median(each),
                Arrays.stream(each).min().orElseThrow(),
                Arrays.stream(each).max().orElseThrow()));
        List<double[]> all = List.copyOf(rates.values());
        if (all.size() == 3) {
            System.out.printf(
                    Locale.ROOT,
                    "store: ratio to psql: %.2f with read models off, %.2f with them on%n",
                    median(all.get(0)) / median(all.get(1)),
                    median(all.get(2)) / median(all.get(1)));
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static List<Batch> batches(int events) {
        History history = new History(ScenarioFile.read("weekday", List.of()), 42, START.toEpochMilli(), 14.5);
        World world = new World(history);
        JsonLines lines = new JsonLines(history);
        List<Batch> batches = new ArrayList<>();
        while (world.position() < events) {
            List<Occurrence> occurrences = new ArrayList<>();
            world.advance(Long.MAX_VALUE, (int) Math.min(BATCH, events - world.position()), occurrences);
            batches.add(lines.encode(occurrences));
        }
        return batches;
    }

    private static boolean psqlIsThere() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "psql")));
    }

    private static void delete(Path folder) throws IOException {
        try (var inside = Files.walk(folder)) {
            for (Path each : inside.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(each);
            }
        }
    }
}
