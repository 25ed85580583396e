package dev.faux.bench;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Run;
import dev.faux.simulation.History;
import dev.faux.simulation.ScenarioFile;
import dev.faux.sink.Broker;
import dev.faux.sink.KafkaSink;
import dev.faux.sink.Settings;
import dev.faux.sink.SinkSettings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * How fast a history is made and sent to a Kafka of one node in a process of its own, against {@code kafka-producer-perf-test} with the
 * lines of the same events as payload: the same number of partitions, the same batches, lz4, acks=all. Each arm is a process, in
 * turns. Arguments: how many events, how many turns.
 */
public final class KafkaBench {

    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration LONG = Duration.ofDays(3650);
    private static final int PARTITIONS = 6;

    /** So many events are not counted, in every arm: at first they are slow, since programs are new. */
    private static final int WARM_UP = 500_000;

    private static final Pattern RATE =
            Pattern.compile("^\\d+(?: steady state)? records sent, ([0-9.]+) records/sec", Pattern.MULTILINE);

    /** What Kafka's own tools would tell otherwise takes most of their time. */
    private static final String QUIET = "<configuration><root level=\"WARN\"/></configuration>";

    private final Path payload;
    private final Path quiet;
    private final Path errors;
    private final Broker broker;
    private final long events;

    private KafkaBench(Path folder, Broker broker, long events) {
        payload = folder.resolve("payload");
        quiet = folder.resolve("logback.xml");
        errors = folder.resolve("errors");
        this.broker = broker;
        this.events = events;
    }

    public static void main(String... args) throws IOException, InterruptedException {
        if (args.length == 5 && args[0].equals("arm")) {
            arm(args[1], args[2], Boolean.parseBoolean(args[3]), Long.parseLong(args[4]));
            return;
        }
        long events = args.length > 0 ? Long.parseLong(args[0]) : 1_200_000;
        int turns = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path folder = Files.createTempDirectory("faux-kafka-bench");
        try (Broker broker = Broker.start(folder.resolve("kafka"), List.of("-Xmx1g"))) {
            new KafkaBench(folder, broker, events).run(turns);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void run(int turns) throws IOException, InterruptedException {
        write(payload, 200_000);
        Files.writeString(quiet, QUIET);
        Samples limit = new Samples("kafka-producer-perf-test", "records/s");
        Samples once = new Samples("exactly once", "events/s");
        Samples idempotent = new Samples("idempotent", "events/s");
        for (int turn = 0; turn <= turns; turn++) {
            double of = perfTest("perf" + turn);
            double first = sink("once" + turn, true);
            double second = sink("idem" + turn, false);
            System.out.printf("kafka: turn %d: %,.0f, %,.0f, %,.0f%n", turn, of, first, second);
            // The first turn warms up.
            if (turn > 0) {
                limit.add(of);
                once.add(first);
                idempotent.add(second);
            }
        }
        List.of(
                        limit,
                        once,
                        idempotent,
                        once.by(limit, "exactly once / perf-test"),
                        idempotent.by(limit, "idempotent / perf-test"))
                .forEach(System.out::println);
    }

    private static void write(Path file, long events) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (Batch batch : new Run(history()).until(Long.MAX_VALUE)) {
                out.write(batch.bytes(), batch.start(0), batch.length());
                if (batch.last() >= events) {
                    return;
                }
            }
        }
    }

    private double perfTest(String topic) throws IOException, InterruptedException {
        makeTopic(topic);
        return rate(
                "org.apache.kafka.tools.ProducerPerformance",
                "--topic",
                topic,
                "--num-records",
                Long.toString(events),
                "--warmup-records",
                Long.toString(WARM_UP),
                "--throughput",
                "-1",
                "--payload-file",
                payload.toString(),
                "--producer-props",
                "bootstrap.servers=" + broker.bootstrapServers(),
                "acks=all",
                "compression.type=lz4",
                "batch.size=131072",
                "linger.ms=20");
    }

    private void makeTopic(String name) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    private double sink(String prefix, boolean exactlyOnce) throws IOException, InterruptedException {
        return rate(
                KafkaBench.class.getName(),
                "arm",
                broker.bootstrapServers(),
                prefix,
                Boolean.toString(exactlyOnce),
                Long.toString(events));
    }

    private double rate(String main, String... words) throws IOException, InterruptedException {
        ProcessBuilder command = Server.java(errors, "1g", main, words);
        command.environment().put("JDK_JAVA_OPTIONS", "-Dlogback.configurationFile=" + quiet);
        return Server.figure(command, RATE);
    }

    static History history() {
        return new History(ScenarioFile.read("weekday", List.of()), 42, START.toEpochMilli(), 14.5);
    }

    /** From the world to what is acknowledged, in transactions of about 10,000. */
    private static void arm(String bootstrapServers, String prefix, boolean exactlyOnce, long events) {
        History history = history();
        AtomicLong begun = new AtomicLong();
        AtomicLong warm = new AtomicLong();
        Scheduler world = Schedulers.newSingle("world");
        try (KafkaSink sink = sink(bootstrapServers, prefix, exactlyOnce, history)) {
            sink.resumeAt().block();
            Batch last = Objects.requireNonNull(Flux.fromIterable(
                            () -> new Run(history).until(Long.MAX_VALUE).iterator())
                    .subscribeOn(world)
                    .buffer(20)
                    .map(Batch::join)
                    .publishOn(Schedulers.parallel(), 2)
                    .takeUntil(batch -> batch.last() >= events)
                    .concatMap(
                            batch -> sink.read(
                                            batch,
                                            new Checkpoint(history.id(), batch.last(), batch.digest(), 1, batch.last()))
                                    .thenReturn(batch),
                            1)
                    .doOnNext(batch -> {
                        if (batch.first() <= WARM_UP) {
                            begun.set(System.nanoTime());
                            warm.set(batch.last());
                        }
                    })
                    .blockLast());
            double seconds = (System.nanoTime() - begun.get()) / 1e9;
            long sent = last.last() - warm.get();
            System.out.println(sent + " records sent, " + sent / seconds + " records/sec");
        } finally {
            world.dispose();
        }
    }

    static KafkaSink sink(String bootstrapServers, String prefix, boolean exactlyOnce, History history) {
        SinkSettings settings = Settings.of(Map.of(
                "bootstrap-servers",
                bootstrapServers,
                "prefix",
                prefix,
                "partitions",
                Integer.toString(PARTITIONS),
                "exactly-once",
                Boolean.toString(exactlyOnce)));
        return new KafkaSink("kafka", settings, history.seed(), LONG, LONG);
    }
}
