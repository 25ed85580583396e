package dev.faux.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.faux.log.Batch;
import dev.faux.log.Delivery;
import dev.faux.log.Histories;
import dev.faux.log.HistoryLog;
import dev.faux.log.Reader;
import dev.faux.simulation.History;
import dev.faux.sink.Broker;
import dev.faux.sink.KafkaSink;
import dev.faux.view.StoreOnTrial;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;
import reactor.core.scheduler.Schedulers;

/**
 * What a process that makes a history and keeps it in its log spends on an event, in CPU of its own: with nobody who reads, with Kafka,
 * with Postgres and all tables, with both. Both should cost what nobody costs and what each adds. The broker and the database are
 * processes of their own and not counted. Each arm is a process, in turns. Arguments: how many events, how many turns.
 */
public final class SinksBench {

    private static final List<String> ARMS = List.of("none", "kafka", "postgres", "both");
    private static final Pattern TOLD = Pattern.compile("^([0-9.]+) us of CPU an event", Pattern.MULTILINE);
    private static final long WINDOW = 256 << 20;

    /** So far a reader may be behind. */
    private static final long MOST_BEHIND = 100_000;

    /** So many events are not counted: at first they are slow, since programs are new. */
    private static final long WARM_UP = 150_000;

    private SinksBench() {}

    public static void main(String... args) throws Exception {
        if (args.length == 4) {
            arm(args[0], args[1], Path.of(args[2]), Long.parseLong(args[3]));
            return;
        }
        long events = args.length > 0 ? Long.parseLong(args[0]) : 200_000;
        int turns = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path folder = Files.createTempDirectory("faux-sinks-bench");
        Map<String, Samples> samples = new LinkedHashMap<>();
        Samples ratio = new Samples("both / what each adds", "");
        try (Broker broker = Broker.start(folder.resolve("kafka"), List.of("-Xmx1g"))) {
            for (int turn = 1; turn <= turns; turn++) {
                double none = run("none", turn, broker, folder, events, samples);
                double kafka = run("kafka", turn, broker, folder, events, samples);
                double postgres = run("postgres", turn, broker, folder, events, samples);
                double both = run("both", turn, broker, folder, events, samples);
                ratio.add(both / (kafka + postgres - none));
                System.out.printf("sinks: turn %d: %.1f, %.1f, %.1f, %.1f%n", turn, none, kafka, postgres, both);
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        samples.values().forEach(System.out::println);
        System.out.println(ratio);
    }

    private static double run(
            String arm, int turn, Broker broker, Path folder, long events, Map<String, Samples> samples)
            throws IOException, InterruptedException {
        Path home = folder.resolve(arm + turn);
        double figure = Server.figure(
                Server.java(
                        home.resolveSibling("errors"),
                        "1g",
                        SinksBench.class.getName(),
                        arm,
                        broker.bootstrapServers(),
                        home.toString(),
                        Long.toString(events)),
                TOLD);
        FileSystemUtils.deleteRecursively(home);
        samples.computeIfAbsent(arm, each -> new Samples(each, "us of CPU an event"))
                .add(figure);
        return figure;
    }

    private static void arm(String arm, String bootstrapServers, Path home, long events) throws Exception {
        History history = KafkaBench.history();
        List<AutoCloseable> open = new ArrayList<>();
        List<Reader> readers = new ArrayList<>();
        if (arm.equals("kafka") || arm.equals("both")) {
            KafkaSink sink =
                    KafkaBench.sink(bootstrapServers, home.getFileName().toString(), true, history);
            open.add(sink);
            readers.add(sink);
        }
        if (arm.equals("postgres") || arm.equals("both")) {
            StoreOnTrial store = new StoreOnTrial(home.resolve("postgres"));
            open.add(store);
            readers.add(store.reader());
        }
        try (HistoryLog log = Histories.log(history, home.resolve("log"), WINDOW)) {
            List<Delivery> deliveries = readers.stream()
                    .map(reader -> new Delivery(log, reader, Schedulers.parallel()))
                    .toList();
            deliveries.forEach(Delivery::start);
            Iterator<Batch> batches = log.run().until(Long.MAX_VALUE).iterator();
            make(batches, WARM_UP, log, deliveries);
            long before = cpu();
            long first = log.head().position();
            make(batches, WARM_UP + events, log, deliveries);
            double spent = (cpu() - before) / 1e3 / (log.head().position() - first);
            System.out.printf("%.2f us of CPU an event%n", spent);
            deliveries.forEach(Delivery::pause);
        }
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /** Until this many events are made, and everybody has them. */
    private static void make(Iterator<Batch> batches, long events, HistoryLog log, List<Delivery> deliveries) {
        while (log.head().position() < events) {
            log.append(batches.next());
            await(log, deliveries, MOST_BEHIND);
        }
        await(log, deliveries, 0);
    }

    private static void await(HistoryLog log, List<Delivery> deliveries, long behind) {
        for (Delivery each : deliveries) {
            while (log.head().position() - each.state().position() > behind) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
