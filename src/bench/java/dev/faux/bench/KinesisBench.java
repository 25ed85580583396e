package dev.faux.bench;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Reader.Portion;
import dev.faux.log.Run;
import dev.faux.shop.EventType;
import dev.faux.simulation.History;
import dev.faux.sink.KinesisProxy;
import dev.faux.sink.KinesisServer;
import dev.faux.sink.KinesisSink;
import dev.faux.sink.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * How much of what ten shards take the sink gives them: clicks from the world to a real server on Node, through a proxy that refuses
 * what is beyond each shard's quota of 500 records a second, with a second's worth at once. The sink is a process of its own, the
 * first seconds are not counted; five runs. The hottest shard is the one that takes most.
 */
final class KinesisBench {

    private static final int SHARDS = 10;
    private static final double QUOTA = 500;
    private static final int RUNS = 5;
    private static final long WARM_UP_SECONDS = 15;
    private static final long SECONDS = 45;
    private static final int FULL = 500;

    private KinesisBench() {}

    public static void main(String... args) throws IOException, InterruptedException {
        if (args.length > 0) {
            arm(args[0], args[1], Path.of(args[2]));
            return;
        }
        Samples used = new Samples("hottest shard, of its quota", "");
        Samples all = new Samples("all shards", "records/s");
        Samples refused = new Samples("refused", "of the records");
        Samples filled = new Samples("filled", "of 500 records");
        Path folder = Files.createTempDirectory("faux-kinesis-bench");
        try {
            for (int run = 1; run <= RUNS; run++) {
                measure("run" + run, folder, used, all, refused, filled);
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        List.of(used, all, refused, filled).forEach(System.out::println);
    }

    private static void measure(String prefix, Path folder, Samples used, Samples all, Samples refused, Samples filled)
            throws IOException {
        try (KinesisServer server = KinesisServer.start();
                KinesisProxy proxy = new KinesisProxy(server.endpoint(), 1)) {
            double[] quotas = new double[SHARDS];
            Arrays.fill(quotas, QUOTA);
            proxy.quotas = quotas;
            Process sink = Server.java(
                            folder.resolve("errors"),
                            "1g",
                            KinesisBench.class.getName(),
                            proxy.endpoint().toString(),
                            prefix,
                            folder.resolve(prefix + ".json").toString())
                    .start();
            try {
                while (Arrays.stream(proxy.counts.copy().taken).sum() == 0) {
                    LockSupport.parkNanos(10_000_000);
                }
                LockSupport.parkNanos(WARM_UP_SECONDS * 1_000_000_000);
                long begun = System.nanoTime();
                KinesisProxy.Counts before = proxy.counts.copy();
                LockSupport.parkNanos(SECONDS * 1_000_000_000);
                KinesisProxy.Counts after = proxy.counts.copy();
                double seconds = (System.nanoTime() - begun) / 1e9;
                long most = 0;
                long sum = 0;
                for (int i = 0; i < SHARDS; i++) {
                    long taken = after.taken[i] - before.taken[i];
                    most = Math.max(most, taken);
                    sum += taken;
                }
                double entries = after.entries - before.entries;
                used.add(most / (QUOTA * seconds));
                all.add(sum / seconds);
                refused.add((after.refused - before.refused) / entries);
                filled.add(entries / (after.requests - before.requests) / FULL);
            } finally {
                sink.destroyForcibly();
            }
        }
    }

    /** Sends until it is ended. */
    private static void arm(String endpoint, String prefix, Path ledger) {
        KinesisServer.identify();
        System.setProperty("aws.cborEnabled", "false");
        History history = KafkaBench.history();
        String clicks = Stream.of(EventType.values())
                .filter(type -> type.topic() == EventType.Topic.CLICKSTREAM)
                .map(EventType::wireName)
                .collect(Collectors.joining(","));
        Map<String, String> settings =
                Map.of("endpoint", endpoint, "prefix", prefix, "shards", Integer.toString(SHARDS), "types", clicks);
        try (KinesisSink sink = new KinesisSink("kinesis", Settings.of(settings), history.seed(), ledger)) {
            sink.resumeAt().block();
            sink.readAll(portions(history)).blockLast();
        }
    }

    /** As they are delivered while there are more than can be taken. */
    static Flux<Portion> portions(History history) {
        return Flux.fromIterable(() -> new Run(history).until(Long.MAX_VALUE).iterator())
                .subscribeOn(Schedulers.newSingle("world", true))
                .buffer(16)
                .publishOn(Schedulers.parallel(), 2)
                .map(Batch::join)
                .map(batch -> new Portion(
                        batch, new Checkpoint(history.id(), batch.last(), batch.digest(), 1, batch.last())));
    }
}
