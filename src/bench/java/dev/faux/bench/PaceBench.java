package dev.faux.bench;

import dev.faux.emitter.CommandDesk;
import dev.faux.emitter.Emitter;
import dev.faux.emitter.Home;
import dev.faux.log.Batch;
import dev.faux.log.Head;
import dev.faux.log.HistoryLog;
import dev.faux.log.Pilots;
import dev.faux.simulation.History;
import dev.faux.simulation.ScenarioFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * How long after its instant an event is released, and how long after it one client has it, at about 20,000 events a second without a
 * sink; beside a thread that ticks every millisecond and does nothing, for which every millisecond is due. Five interleaved runs.
 */
final class PaceBench {

    private static final int RUNS = 5;
    private static final Duration RUN = Duration.ofSeconds(10);
    private static final Duration SETTLING = Duration.ofSeconds(3);
    private static final long NEAR = 20;
    private static final Duration BACKFILL = Duration.ofMinutes(15);
    private static final String PER_MINUTE = "1500000";

    /** Instants of releases, by position; more than a client is ever behind. */
    private static final int RING = 1 << 20;

    private final long[] released = new long[RING];
    private long head;

    private PaceBench() {}

    static void main() throws Exception {
        Path folder = Files.createTempDirectory("faux-pace-bench");
        try {
            new PaceBench().run(folder);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void run(Path folder) throws IOException {
        List<String> settings = List.of("intensity.per_minute=" + PER_MINUTE);
        var scenario = ScenarioFile.read("steady", settings);
        double perSession = Pilots.aftermath(scenario, System.out::println).eventsPerSession();
        long start = Instant.now().minus(BACKFILL).toEpochMilli();
        History history = new History(scenario, 42, start, perSession);
        Scheduler ticking = Schedulers.newSingle("emitter");
        Scheduler writing = Schedulers.newBoundedElastic(1, 1_000, "home");
        Samples released = new Samples("released, p99", "ms");
        Samples releasedLate = new Samples("released, p99.9", "ms");
        Samples received = new Samples("received by one client, p99", "ms");
        Samples ticked = new Samples("empty thread, p99", "ms");
        Samples tickedLate = new Samples("empty thread, p99.9", "ms");
        try (Home home = Home.open(folder);
                CommandDesk desk = home.desk(history, new CommandDesk.Bounds(100, 100), writing);
                HistoryLog log = new HistoryLog(
                        history,
                        Set.of(),
                        desk,
                        folder,
                        Long.MAX_VALUE,
                        new HistoryLog.Bounds(1 << 30, 1 << 28, Long.MAX_VALUE, 1, Duration.ofSeconds(10)))) {
            Emitter emitter = new Emitter(log, List.of(), home, desk, ticking, writing, Duration.ofDays(1));
            Disposable running = emitter.start();
            log.next().block();
            for (int run = 0; run < RUNS; run++) {
                emitter.pause().block();
                Lateness empty = emptyTicks();
                emitter.resume().block();
                settle(log);
                Lateness[] ours = listen(log);
                System.out.printf(
                        Locale.ROOT,
                        "%,.0f events/s: %s; received: %s; an empty thread: %s%n",
                        ours[0].count / (double) RUN.toSeconds(),
                        ours[0],
                        ours[1],
                        empty);
                released.add(ours[0].millis(0.99));
                releasedLate.add(ours[0].millis(0.999));
                received.add(ours[1].millis(0.99));
                ticked.add(empty.millis(0.99));
                tickedLate.add(empty.millis(0.999));
            }
            running.dispose();
        }
        for (Samples each : List.of(released, ticked, releasedLate, tickedLate, received)) {
            System.out.println(each);
        }
        ticking.dispose();
        writing.dispose();
    }

    /** Until what was missed in the pause has been made up for, and a while longer. */
    private static void settle(HistoryLog log) {
        log.heads()
                .filter(each -> System.currentTimeMillis() - each.at() < NEAR)
                .blockFirst();
        log.heads().take(SETTLING).blockLast();
    }

    private Lateness[] listen(HistoryLog log) {
        Lateness ofRelease = new Lateness();
        Lateness ofReceipt = new Lateness();
        head = log.head().position();
        Disposable heads = log.heads().subscribe(this::note);
        long first = log.head().position() + 1;
        log.from(first)
                .takeUntilOther(Mono.delay(RUN))
                .doOnNext(batch -> hear(batch, ofRelease, ofReceipt))
                .blockLast();
        heads.dispose();
        return new Lateness[] {ofRelease, ofReceipt};
    }

    /** On the thread that releases. */
    private void note(Head next) {
        long now = micros();
        for (long position = head + 1; position <= next.position(); position++) {
            released[(int) (position % RING)] = now;
        }
        head = next.position();
    }

    private void hear(Batch batch, Lateness ofRelease, Lateness ofReceipt) {
        long now = micros();
        for (int i = 0; i < batch.size(); i++) {
            long due = TimeUnit.MILLISECONDS.toMicros(batch.time(i));
            long release = released[(int) (batch.position(i) % RING)];
            if (release > 0) {
                ofRelease.add(release - due);
                ofReceipt.add(now - due);
            }
        }
    }

    private static Lateness emptyTicks() {
        Lateness lateness = new Lateness();
        Scheduler thread = Schedulers.newSingle("empty");
        long[] last = {System.currentTimeMillis()};
        Flux.interval(Duration.ZERO, Duration.ofMillis(1), thread)
                .onBackpressureDrop()
                .take(RUN)
                .doOnNext(tick -> {
                    long now = micros();
                    for (long due = last[0] + 1; due <= now / 1_000; due++) {
                        lateness.add(now - due * 1_000);
                    }
                    last[0] = now / 1_000;
                })
                .blockLast();
        thread.dispose();
        return lateness;
    }

    private static long micros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    /** How late many things were, by 10 microseconds up to 10 seconds. */
    private static final class Lateness {

        private static final int STEP = 10;

        private final long[] counts = new long[1_000_000];
        private long count;

        void add(long micros) {
            counts[(int) Math.max(0, Math.min(counts.length - 1, micros / STEP))]++;
            count++;
        }

        double millis(double share) {
            long wanted = (long) Math.ceil(count * share);
            long seen = 0;
            int step = -1;
            while (seen < wanted) {
                seen += counts[++step];
            }
            return (step + 1) * STEP / 1_000.0;
        }

        @Override
        public String toString() {
            List<String> parts = new ArrayList<>();
            for (double share : new double[] {0.5, 0.99, 0.999, 1}) {
                parts.add("p%s %.2f".formatted(share == 1 ? "100" : Double.toString(100 * share), millis(share)));
            }
            return String.join(", ", parts) + " ms";
        }
    }
}
