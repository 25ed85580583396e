package dev.faux.emitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Delivery;
import dev.faux.log.Head;
import dev.faux.log.Histories;
import dev.faux.log.HistoryLog;
import dev.faux.log.Reader;
import dev.faux.simulation.History;
import dev.faux.simulation.Instruction;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The scheduler is the clock, so the tests turn it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EmitterTest {

    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration BACKFILL = Duration.ofHours(2);

    @TempDir
    private Path folder;

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final History history = Histories.small(NOW.minus(BACKFILL), "intensity.per_minute=600");
    private OpenShop shop;
    private HistoryLog log;

    @BeforeEach
    void open() {
        clock.advanceTimeTo(NOW);
        reopen();
    }

    private void reopen() {
        shop = new OpenShop(history, folder, clock);
        log = shop.log;
    }

    @AfterEach
    void close() {
        shop.close();
        clock.dispose();
    }

    @Test
    void everything_up_to_now_happens_at_once_and_then_each_event_when_it_is_due() {
        Emitter emitter = shop.emitter;
        assertThat(emitter.isLive()).isFalse();

        Disposable running = emitter.start();
        clock.advanceTime();
        assertThat(emitter.isLive()).isTrue();
        assertThat(log.head().position()).isEqualTo(eventsUpTo(NOW)).isPositive();

        for (int second = 1; second <= 20; second++) {
            clock.advanceTimeBy(Duration.ofSeconds(1));
            assertThat(log.head().position()).isEqualTo(eventsUpTo(NOW.plusSeconds(second)));
        }
        running.dispose();
    }

    @Test
    void however_time_passes_the_events_are_those_of_one_run() {
        Disposable running = shop.emitter.start();
        for (int millis : new int[] {1, 1, 2, 17, 250, 999, 5, 20_000, 3, 40_000}) {
            clock.advanceTimeBy(Duration.ofMillis(millis));
        }
        running.dispose();

        Head head = log.head();
        List<Batch> expected = Histories.batches(history, head.position());
        assertThat(head.position()).isGreaterThan(1_000);
        assertThat(head.digest()).isEqualTo(digestAt(expected, head.position()));
    }

    @Test
    void a_home_that_was_open_too_long_ago_is_refused_with_the_ways_out() {
        long then = NOW.minus(Duration.ofDays(8)).toEpochMilli();
        shop.home.mark(then, new Head(5, then, 1));
        shop.close();

        assertThatThrownBy(this::reopen)
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("was last open at 2025-12-28T12:00:00Z, PT192H ago")
                .hasMessageContaining("faux.catch-up.max, PT168H")
                .hasMessageContaining("FAUX_HOME=")
                .hasMessageContaining("reset");
    }

    @Test
    void how_far_it_has_come_is_marked_ahead_of_it() {
        Disposable running = shop.emitter.start();
        clock.advanceTimeBy(Duration.ofSeconds(2));
        running.dispose();
        shop.close();
        reopen();

        Mark marked = Objects.requireNonNull(shop.home.marked());
        assertThat(marked.until())
                .isBetween(NOW.plusSeconds(2).toEpochMilli(), NOW.plusSeconds(3).toEpochMilli());
        assertThat(marked.head().at())
                .isGreaterThanOrEqualTo(NOW.plusMillis(1_700).toEpochMilli());
    }

    @Test
    void drained_it_goes_up_to_where_it_may_have_been_seen_and_no_further() throws IOException {
        Disposable running = shop.emitter.start();
        clock.advanceTimeBy(Duration.ofSeconds(2));
        running.dispose();
        shop.close();
        // Longer than a gap that is made up for, which does not matter.
        clock.advanceTimeBy(Duration.ofDays(30));
        try (Home home = Home.open(folder);
                CommandDesk desk = home.desk(history, new CommandDesk.Bounds(1, 1), clock);
                HistoryLog drained = Histories.log(history, folder, 64 << 20)) {
            long until = Objects.requireNonNull(home.marked()).until();
            Emitter emitter = new Emitter(drained, List.of(), home, desk, clock, clock, Duration.ofDays(100));
            List<Head> heads = new ArrayList<>();
            emitter.drain().subscribe(heads::add);
            clock.advanceTimeBy(Duration.ofHours(1));

            assertThat(heads).containsExactly(drained.head());
            assertThat(drained.head().at()).isEqualTo(until);
            assertThat(drained.head().position()).isEqualTo(eventsBefore(Instant.ofEpochMilli(until)));
        }
    }

    @Test
    void a_home_of_which_other_events_are_made_stands_still() {
        shop.home.mark(NOW.toEpochMilli(), new Head(100, NOW.toEpochMilli(), 12345));
        shop.close();
        reopen();
        Disposable running = shop.emitter.start();
        clock.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(log.head().position()).isLessThan(100);
        assertThat(shop.emitter.failure()).hasMessageContaining("the digest at position 100 is");
        running.dispose();
    }

    @Test
    void while_catching_up_it_waits_for_a_healthy_reader_at_most_a_window_behind() throws IOException {
        // Several threads have to come together here, so this one test goes by the real clock.
        History recent = Histories.small(Instant.now().minus(BACKFILL), "intensity.per_minute=600");
        Scheduler thread = Schedulers.newSingle("emitter");
        Stubborn reader = new Stubborn();
        Path own = Files.createDirectory(folder.resolve("own"));
        try (Home home = Home.open(own);
                CommandDesk desk = home.desk(recent, new CommandDesk.Bounds(1, 1), thread);
                HistoryLog small = Histories.log(recent, own, 4 << 20)) {
            Delivery delivery = new Delivery(small, reader, Schedulers.parallel());
            Disposable delivering = delivery.start();
            Disposable running = new Emitter(
                            small, List.of(delivery), home, desk, thread, Schedulers.boundedElastic(), OpenShop.LONGEST)
                    .start();

            StepVerifier.create(small.next())
                    .expectSubscription()
                    .expectNoEvent(Duration.ofSeconds(2))
                    .then(() -> assertThat(small.head().position()).isBetween(1_000L, 20_000L))
                    .then(reader.willing::tryEmitEmpty)
                    .expectNextCount(1)
                    .expectComplete()
                    .verify(Duration.ofSeconds(60));
            running.dispose();
            delivering.dispose();
        }
        thread.dispose();
    }

    /** Steps of a wall clock that is set, and what a machine that was suspended sees of it: the ticks between are missing. */
    @Test
    void a_clock_that_steps_and_a_machine_that_was_suspended_change_nothing_of_what_happens() {
        shop.close();
        Random random = new Random(11);
        AtomicLong offset = new AtomicLong();
        shop = new OpenShop(history, folder, new SetClock(clock, offset)).start();
        log = shop.log;
        long latest = 0;
        int stoodStill = 0;
        for (int step = 0; step < 40; step++) {
            offset.addAndGet(random.nextInt(-20_000, 40_000));
            // Nothing goes past the mark, which is moved five times a second.
            clock.advanceTimeBy(Duration.ofMillis(201 + random.nextInt(5_000)));
            long told = clock.now(TimeUnit.MILLISECONDS) + offset.get();
            stoodStill += told < latest ? 1 : 0;
            latest = Math.max(latest, told);
            assertThat(log.head().position()).isEqualTo(eventsUpTo(Instant.ofEpochMilli(latest)));
        }
        assertThat(stoodStill).isBetween(5, 35);
        assertThat(log.head().digest())
                .isEqualTo(digestAt(
                        Histories.batches(history, log.head().position()),
                        log.head().position()));
    }

    @Test
    void what_is_asked_of_a_shop_that_is_behind_happens_where_it_stands() {
        shop.close();
        AtomicLong offset = new AtomicLong();
        shop = new OpenShop(history, folder, new SetClock(clock, offset)).start();
        CompletableFuture<?> early = shop.ask(new Instruction.ChangeIntensity(10.0, null, null, null), null);
        clock.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(early).isCompleted();
        assertThat(at(0)).isBetween(NOW.toEpochMilli(), NOW.toEpochMilli() + 100);

        long stands = shop.log.head().at();
        offset.set(60_000);
        CompletableFuture<?> late = shop.ask(new Instruction.ChangeIntensity(20.0, null, null, null), null);
        clock.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(late).isCompleted();
        assertThat(at(1)).isBetween(stands, stands + 100);
    }

    private long at(long entry) {
        return Objects.requireNonNull(shop.desk.entry(entry)).at();
    }

    /** Waits as another does, and tells another time. */
    private record SetClock(Scheduler clock, AtomicLong offset) implements Scheduler {

        @Override
        public long now(TimeUnit unit) {
            return unit.convert(clock.now(TimeUnit.MILLISECONDS) + offset.get(), TimeUnit.MILLISECONDS);
        }

        @Override
        public Disposable schedule(Runnable task) {
            return clock.schedule(task);
        }

        @Override
        public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
            return clock.schedule(task, delay, unit);
        }

        @Override
        public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
            return clock.schedulePeriodically(task, initialDelay, period, unit);
        }

        @Override
        public Worker createWorker() {
            return clock.createWorker();
        }

        @Override
        public void dispose() {}
    }

    /** At any moment exactly what was due by then has happened: across the joints of hours, days and weeks, at any rate. */
    @ParameterizedTest
    @CsvSource({"0.6, PT30M", "24, PT30M", "1440, PT5M", "60000, PT1M", "1200000, PT4S"})
    void at_any_moment_there_is_what_was_due(double perMinute, Duration time) {
        Instant begin = Instant.parse("2026-01-11T23:00:00Z").minus(time.dividedBy(2));
        History paced = Histories.small(begin, "intensity.per_minute=" + perMinute);
        World offline = new World(paced);
        List<Occurrence> due = new ArrayList<>();
        Random random = new Random(time.toMillis());
        clock.advanceTimeTo(begin);
        try (OpenShop shop = new OpenShop(paced, folder.resolve("paced"), clock).start()) {
            long left = time.toMillis();
            while (left > 0) {
                long step = Math.min(left, 1 + random.nextLong(time.toMillis() / 20));
                clock.advanceTimeBy(Duration.ofMillis(step));
                left -= step;
                offline.advance(clock.now(TimeUnit.MILLISECONDS) + 1, Integer.MAX_VALUE, due);
                assertThat(shop.log.head().position()).isEqualTo(offline.position());
            }
            assertThat(shop.log.head().digest()).isEqualTo(offline.digest());
        }
        double expected = perMinute * time.toSeconds() / 60;
        assertThat(due.size()
                        - due.stream()
                                .filter(each -> each.at() == paced.start())
                                .count())
                .isGreaterThan((long) (expected / 20));
    }

    private long eventsUpTo(Instant instant) {
        return eventsBefore(instant.plusMillis(1));
    }

    private long eventsBefore(Instant instant) {
        World world = new World(history);
        List<Occurrence> occurrences = new ArrayList<>();
        world.advance(instant.toEpochMilli(), Integer.MAX_VALUE, occurrences);
        return world.position();
    }

    private static long digestAt(List<Batch> batches, long position) {
        for (Batch batch : batches) {
            if (batch.last() >= position) {
                return batch.digest((int) (position - batch.first()));
            }
        }
        throw new AssertionError("no position " + position);
    }

    /** Reads nothing before it is willing to. */
    private static final class Stubborn implements Reader {

        private final Sinks.Empty<Void> willing = Sinks.empty();

        @Override
        public String name() {
            return "stubborn";
        }

        @Override
        public Mono<Void> reset() {
            return Mono.empty();
        }

        @Override
        public Mono<Checkpoint> kept() {
            return Mono.empty();
        }

        @Override
        public Mono<Void> read(Batch batch, Checkpoint reached) {
            return willing.asMono();
        }
    }
}
