package dev.faux.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.simulation.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HistoryLogTest {

    /** A window that holds about a third of what is appended to it here. */
    private static final long WINDOW = 4 << 20;

    private static final long EVENTS = 20_000;

    @TempDir
    private Path folder;

    private final History history = Histories.small();
    private final List<Batch> batches = Histories.batches(history, EVENTS);
    private HistoryLog log;

    @BeforeEach
    void openLog() throws IOException {
        log = Histories.log(history, folder, WINDOW);
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void a_reader_gets_every_byte_from_any_position_on() {
        batches.forEach(log::append);
        long head = log.head().position();

        for (long position : new long[] {1, 2, 1_500, head / 2, head - 2_000, head - 1, head}) {
            assertThat(Histories.bytes(readToHead(position), position))
                    .as("from %d", position)
                    .isEqualTo(Histories.bytes(batches, position));
        }
    }

    @Test
    void a_reader_at_the_head_gets_what_comes_then() {
        log.append(batches.get(0));
        long next = log.head().position() + 1;

        StepVerifier.create(log.from(next).map(Batch::first).take(2))
                .expectSubscription()
                .then(() -> log.append(batches.get(1)))
                .expectNext(next)
                .then(() -> log.append(batches.get(2)))
                .expectNext(batches.get(2).first())
                .verifyComplete();
    }

    @Test
    void a_reader_may_come_before_its_position_is_there() {
        long wanted = batches.get(1).first() + 76;

        StepVerifier.create(log.from(wanted).map(Batch::first).take(1))
                .expectSubscription()
                .then(() -> log.append(batches.get(0)))
                .then(() -> log.append(batches.get(1)))
                .expectNext(wanted)
                .verifyComplete();
    }

    @Test
    void a_reader_that_asks_for_nothing_gets_nothing_and_loses_nothing() {
        StepVerifier.create(log.from(1), 0)
                .expectSubscription()
                .then(() -> batches.forEach(log::append))
                .thenRequest(1)
                .expectNextMatches(batch -> batch.first() == 1)
                .thenRequest(1)
                .expectNextMatches(batch -> batch.first() > 1)
                .thenCancel()
                .verify();
    }

    @Test
    void a_slow_reader_that_falls_out_of_the_window_goes_on_without_a_gap() {
        List<Batch> read = new ArrayList<>();
        log.append(batches.get(0));
        StepVerifier.create(
                        log.from(1)
                                .takeUntil(batch ->
                                        batch.last() >= batches.getLast().last()),
                        1)
                .consumeNextWith(read::add)
                .then(() -> batches.subList(1, batches.size()).forEach(log::append))
                .thenRequest(Long.MAX_VALUE)
                .recordWith(() -> read)
                .thenConsumeWhile(batch -> true)
                .verifyComplete();

        assertThat(Histories.bytes(read, 1)).isEqualTo(Histories.bytes(batches, 1));
    }

    @Test
    void readers_of_older_events_take_turns_and_one_that_stops_is_in_nobodys_way() {
        batches.forEach(log::append);
        log.shadow().follow();

        StepVerifier.create(log.from(1), 1)
                .expectNextCount(1)
                .then(() -> assertThat(Histories.bytes(readToHead(2), 2)).isEqualTo(Histories.bytes(batches, 2)))
                .thenRequest(Long.MAX_VALUE)
                .expectNextMatches(batch -> batch.first() == batches.get(1).first())
                .thenCancel()
                .verify();
    }

    @Test
    void any_number_of_readers_anywhere_see_the_same_bytes() {
        batches.forEach(log::append);
        log.shadow().follow();
        long head = log.head().position();
        Random random = new Random(4);

        Flux.range(0, 40)
                .map(any -> 1 + (long) (random.nextDouble() * head))
                .flatMap(
                        from -> log.from(from)
                                .limitRate(1 + random.nextInt(4))
                                .takeUntil(batch -> batch.last() >= head)
                                .collectList()
                                .doOnNext(read -> assertThat(Histories.bytes(read, from))
                                        .as("from %d", from)
                                        .isEqualTo(Histories.bytes(batches, from))),
                        40)
                .count()
                .as(StepVerifier::create)
                .expectNext(40L)
                .verifyComplete();
    }

    @Test
    void a_reader_whose_turn_does_not_come_is_told_so() throws IOException {
        try (HistoryLog impatient = Histories.log(history, folder.resolve("other"), WINDOW, Duration.ofNanos(1))) {
            batches.forEach(impatient::append);

            StepVerifier.create(impatient.from(1))
                    .verifyErrorSatisfies(failure -> assertThat(failure)
                            .isInstanceOf(EventLog.Busy.class)
                            .hasMessage("older events are being made again for others, in 1 place at a time"));
        }
    }

    @Test
    void a_log_goes_on_from_its_newest_snapshot() throws IOException {
        batches.forEach(log::append);
        log.shadow().follow();
        log.close();

        log = Histories.log(history, folder, WINDOW);
        assertThat(log.head().position())
                .isBetween(
                        EVENTS - 2 * Histories.SNAPSHOT_EVERY, batches.getLast().last());
        for (Batch batch : log.run().until(batches.getLast().time(0))) {
            log.append(batch);
        }

        long last = log.head().position();
        for (long from : new long[] {1, 10_000, last}) {
            byte[] expected = Histories.bytes(batches, from);
            byte[] read = Histories.bytes(readToHead(from), from);
            assertThat(read).isNotEmpty().isEqualTo(Arrays.copyOf(expected, read.length));
        }
    }

    @Test
    void the_window_stays_within_its_bound() throws IOException {
        batches.forEach(log::append);

        try (Stream<Path> files = Files.list(folder.resolve("window"))) {
            long bytes = files.mapToLong(file -> file.toFile().length()).sum();
            // A segment may be longer than its share by one frame.
            assertThat(bytes).isPositive().isLessThanOrEqualTo(WINDOW + 16 * (512 << 10));
        }
    }

    @Test
    void a_window_that_cannot_be_written_loses_nothing() throws IOException {
        log.append(batches.get(0));
        closeFolder();
        batches.subList(1, batches.size()).forEach(log::append);

        assertThat(Histories.bytes(readToHead(1), 1)).isEqualTo(Histories.bytes(batches, 1));
    }

    @Test
    void a_position_past_the_next_is_refused_once_the_history_is_caught_up() {
        log.append(batches.get(0));
        long head = log.head().position();

        StepVerifier.create(log.reachable(head + 1)).verifyComplete();
        StepVerifier.create(log.reachable(head + 2))
                .expectSubscription()
                .then(log::live)
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(EventLog.BeyondHead.class)
                        .hasMessage("position is %d, expected at most %d", head + 2, head + 1));
    }

    @Test
    void a_position_that_is_reached_while_catching_up_is_waited_for() {
        StepVerifier.create(log.reachable(batches.get(1).first()))
                .expectSubscription()
                .then(() -> log.append(batches.get(0)))
                .verifyComplete();
    }

    @Test
    void now_is_known_once_the_history_is_caught_up() {
        StepVerifier.create(log.next())
                .expectSubscription()
                .then(() -> log.append(batches.get(0)))
                .then(log::live)
                .expectNext(batches.get(0).last() + 1)
                .verifyComplete();
    }

    @Test
    void an_instant_leads_to_its_first_event_wherever_that_is_kept() {
        batches.forEach(log::append);

        for (Batch batch : List.of(batches.get(1), batches.get(batches.size() / 2), batches.getLast())) {
            long instant = batch.time(batch.size() / 2);
            long expected = firstPositionNotBefore(instant);
            StepVerifier.create(log.positionAt(instant)).expectNext(expected).verifyComplete();
        }
    }

    @Test
    void an_instant_that_nothing_has_happened_after_leads_to_the_next_position() {
        batches.forEach(log::append);
        long later = log.head().at() + 5;
        log.reach(later);

        StepVerifier.create(log.positionAt(later))
                .expectNext(log.head().position() + 1)
                .verifyComplete();
    }

    private long firstPositionNotBefore(long instant) {
        for (Batch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                if (batch.time(i) >= instant) {
                    return batch.position(i);
                }
            }
        }
        throw new AssertionError("nothing at " + instant);
    }

    private List<Batch> readToHead(long position) {
        long head = log.head().position();
        List<Batch> read = new ArrayList<>();
        StepVerifier.create(log.from(position).takeUntil(batch -> batch.last() >= head))
                .recordWith(() -> read)
                .thenConsumeWhile(batch -> true)
                .verifyComplete();
        return read;
    }

    /** A file in place of the folder: nothing can be made in it, whoever one is. */
    private void closeFolder() throws IOException {
        Path window = folder.resolve("window");
        try (Stream<Path> files = Files.list(window)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(window);
        Files.createFile(window);
    }
}
