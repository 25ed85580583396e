package dev.faux.emitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.log.Batch;
import dev.faux.log.Head;
import dev.faux.log.Histories;
import dev.faux.shop.CartItem;
import dev.faux.shop.Decision;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Variant;
import dev.faux.simulation.History;
import dev.faux.simulation.Instruction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What people ask of a live shop, which may be stopped at any instant and opened again at any other. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandDeskTest {

    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final CommandDesk.Key KEY = new CommandDesk.Key("ann/1", "hash");

    @TempDir
    private Path folder;

    private final History history = Histories.small(NOW.minus(Duration.ofMinutes(20)), "intensity.per_minute=300");
    private VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private OpenShop shop;

    @BeforeEach
    void open() {
        clock.advanceTimeTo(NOW);
        shop = new OpenShop(history, folder, clock).start();
        clock.advanceTimeBy(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        shop.close();
        clock.dispose();
    }

    /** As after {@code kill -9}: whatever was not made durable is not there. The clock may be another one. */
    private void reopen(Instant now) {
        shop.close();
        clock.dispose();
        clock = VirtualTimeScheduler.create();
        clock.advanceTimeTo(now);
        shop = new OpenShop(history, folder, clock).start();
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.now(TimeUnit.MILLISECONDS));
    }

    private static Instruction order() {
        return new Instruction.Order("ann", List.of(new CartItem(Variant.number(3, 0), 1)), null);
    }

    private CompletableFuture<@Nullable Decision> ask(Instruction instruction, CommandDesk.@Nullable Key key) {
        CompletableFuture<@Nullable Decision> answer = shop.ask(instruction, key);
        clock.advanceTimeBy(Duration.ofMillis(100));
        return answer;
    }

    private static Decision told(CompletableFuture<@Nullable Decision> answer) {
        return Objects.requireNonNull(answer.orTimeout(30, TimeUnit.SECONDS).join());
    }

    /** What {@code emit} would make of the same journal. */
    private void historyIsThatOfItsJournal() {
        List<Batch> read = shop.read();
        Head head = shop.log.head();
        List<Batch> made = Histories.batches(history, shop.desk, head.position());
        byte[] expected = Histories.bytes(made, 1);
        byte[] found = Histories.bytes(read, 1);
        assertThat(found).isEqualTo(Arrays.copyOf(expected, found.length));
        assertThat(digest(made, head.position())).isEqualTo(head.digest());
        shop.log.shadow().follow();
        assertThat(shop.log.shadow().difference()).isNull();
    }

    private static long digest(List<Batch> batches, long position) {
        Batch batch = batches.stream()
                .filter(each -> each.last() >= position)
                .findFirst()
                .orElseThrow();
        return batch.digest((int) (position - batch.first()));
    }

    @Test
    void an_order_is_decided_within_a_moment_and_is_in_the_stream() {
        assertThat(told(ask(order(), KEY))).isInstanceOf(Accepted.class);
        assertThat(Objects.requireNonNull(shop.desk.entry(0)).at())
                .isBetween(
                        NOW.plusMillis(1_000).toEpochMilli(),
                        NOW.plusMillis(1_100).toEpochMilli());
        String lines = new String(Histories.bytes(shop.read(), 1), StandardCharsets.UTF_8);
        assertThat(lines).contains("\"origin\":\"person\"");
        historyIsThatOfItsJournal();
    }

    @Test
    void who_asks_again_under_the_same_name_is_answered_the_same_and_nothing_more_happens() {
        Decision first = told(ask(order(), KEY));
        assertThat(told(ask(order(), KEY))).isEqualTo(first);
        clock.advanceTimeBy(Duration.ofMinutes(1));
        reopen(now());
        assertThat(told(ask(order(), KEY))).isEqualTo(first);
        assertThat(shop.desk.entries()).isEqualTo(1);
    }

    @Test
    void an_answer_that_nobody_remembers_is_made_again() {
        Decision first = told(ask(order(), KEY));
        clock.advanceTimeBy(Duration.ofMinutes(10));
        shop.log.shadow().follow();
        reopen(now());
        assertThat(shop.log.run().world().taken()).isEqualTo(1);
        assertThat(told(ask(order(), KEY))).isEqualTo(first);
    }

    @Test
    void a_name_cannot_stand_for_two_things() {
        ask(order(), KEY);
        assertThatThrownBy(() -> shop.desk
                        .ask(order(), new CommandDesk.Key("ann/1", "other"))
                        .block())
                .isInstanceOf(CommandDesk.OtherRequest.class);
    }

    @Test
    void only_so_many_may_wait() throws IOException {
        Scheduler idle = Schedulers.fromExecutor(task -> {});
        try (CommandDesk desk = new CommandDesk(
                folder.resolve("other"),
                history,
                new Frontier(0, 20),
                new CommandDesk.Bounds(100, 10),
                idle,
                failure -> {})) {
            for (int i = 0; i < 100; i++) {
                desk.ask(order(), null).subscribe();
            }
            assertThatThrownBy(() -> desk.ask(order(), null).block())
                    .isInstanceOf(CommandDesk.Busy.class)
                    .hasMessageStartingWith("100 instructions wait");
        }
    }

    @Test
    void while_the_shop_is_paused_it_waits_and_then_it_comes_first() {
        shop.emitter.pause().subscribe();
        clock.advanceTimeBy(Duration.ofSeconds(10));
        long stands = shop.log.head().position();
        CompletableFuture<@Nullable Decision> answer = ask(order(), null);
        assertThat(answer).isNotDone();
        assertThat(shop.log.head().position()).isEqualTo(stands);
        shop.emitter.resume().subscribe();
        clock.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(told(answer)).isInstanceOf(Accepted.class);
        assertThat(shop.log.head().at()).isEqualTo(shop.emitter.virtualNow() + 1);
        historyIsThatOfItsJournal();
    }

    @Test
    void a_shop_that_is_stopped_while_it_is_paused_stays_so() {
        shop.emitter.pause().subscribe();
        clock.advanceTimeBy(Duration.ofSeconds(10));
        long stands = shop.log.head().position();
        reopen(now().plusSeconds(1_000));
        clock.advanceTimeBy(Duration.ofSeconds(10));
        assertThat(shop.emitter.pace().isPaused()).isTrue();
        assertThat(shop.log.head().position()).isEqualTo(stands);
    }

    @Test
    void it_runs_ahead_of_the_clock_when_it_is_told_to() {
        shop.emitter.speed(60).subscribe();
        clock.advanceTimeBy(Duration.ofSeconds(60));
        long ahead = shop.emitter.virtualNow() - clock.now(TimeUnit.MILLISECONDS);
        assertThat(ahead).isBetween(58 * 60_000L, 60 * 60_000L);
        assertThat(shop.log.head().at()).isBetween(shop.emitter.virtualNow() - 60_000, shop.emitter.virtualNow() + 1);
        assertThat(shop.emitter.pace().isLive()).isFalse();
        CompletableFuture<@Nullable Decision> answer = ask(order(), null);
        clock.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(told(answer)).isInstanceOf(Accepted.class);
        reopen(now());
        clock.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(shop.emitter.pace().speed()).isEqualTo(60);
        assertThat(shop.log.head().at()).isGreaterThan(now().toEpochMilli() + 50 * 60_000L);
        historyIsThatOfItsJournal();
    }

    @Test
    void nothing_is_stamped_before_what_may_have_been_seen_whatever_the_clock_does() {
        clock.advanceTimeBy(Duration.ofSeconds(30));
        long seen = shop.log.head().at();
        byte[] before = Histories.bytes(shop.read(), 1);
        reopen(now().minus(Duration.ofMinutes(5)));
        CompletableFuture<@Nullable Decision> answer = ask(order(), null);
        assertThat(Objects.requireNonNull(shop.desk.entry(0)).at()).isGreaterThan(seen);
        assertThat(answer).isNotDone();
        clock.advanceTimeBy(Duration.ofMinutes(6));
        assertThat(told(answer)).isInstanceOf(Accepted.class);
        byte[] after = Histories.bytes(shop.read(), 1);
        assertThat(Arrays.copyOf(after, before.length)).isEqualTo(before);
        historyIsThatOfItsJournal();
    }

    @Test
    void nothing_is_stamped_before_the_history_begins() {
        History next = Histories.small(NOW.plusSeconds(60), "intensity.per_minute=300");
        shop.close();
        shop = new OpenShop(next, folder.resolve("next"), clock).start();
        CompletableFuture<@Nullable Decision> answer = ask(order(), null);
        assertThat(Objects.requireNonNull(shop.desk.entry(0)).at()).isGreaterThan(next.start());
        clock.advanceTimeBy(Duration.ofSeconds(61));
        assertThat(told(answer)).isInstanceOf(Accepted.class);
        assertThat(shop.emitter.failure()).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_happens_the_history_is_that_of_its_journal_and_nothing_that_was_answered_is_lost(long seed) {
        Random random = new Random(seed);
        List<Decision> answered = new ArrayList<>();
        List<CompletableFuture<@Nullable Decision>> asked = new ArrayList<>();
        byte[] seen = {};
        for (int i = 0; i < 60; i++) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    asked.stream()
                            .filter(CompletableFuture::isDone)
                            .map(CommandDeskTest::told)
                            .forEach(answered::add);
                    asked.clear();
                    long step = random.nextInt(3) == 0 ? -random.nextInt(20_000) : random.nextInt(60_000);
                    reopen(now().plusMillis(step));
                }
                case 1 -> shop.emitter.pause().subscribe();
                case 2 -> shop.emitter.resume().subscribe();
                case 3 ->
                    shop.emitter
                            .speed(random.nextBoolean() ? 1 : random.nextDouble() * 3 + 0.1)
                            .subscribe();
                default -> asked.add(shop.ask(instruction(random), null));
            }
            if (random.nextInt(10) == 0) {
                shop.log.shadow().follow();
            }
            clock.advanceTimeBy(Duration.ofMillis(random.nextInt(3_000)));
            byte[] now = Histories.bytes(shop.read(), 1);
            byte[] both = Arrays.copyOf(now, Math.min(now.length, seen.length));
            assertThat(Arrays.copyOf(seen, both.length)).isEqualTo(both);
            seen = now.length > seen.length ? now : seen;
        }
        shop.emitter.resume().subscribe();
        clock.advanceTimeBy(Duration.ofMinutes(3));
        asked.stream().map(CommandDeskTest::told).forEach(answered::add);
        assertThat(shop.fatal).isEmpty();
        assertThat(shop.emitter.failure()).isNull();
        assertThat(answered).hasSizeGreaterThan(10).hasSizeLessThanOrEqualTo((int) shop.desk.entries());
        Outcomes outcomes = new Outcomes(shop.desk);
        Histories.batches(history, outcomes, shop.log.head().position());
        assertThat(outcomes.decisions).containsAll(answered);
        historyIsThatOfItsJournal();
    }

    private static Instruction instruction(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Instruction.Cancel("ann", 1 + random.nextLong(1_000), "changed_mind");
            case 1 -> new Instruction.ChangeIntensity(300 * random.nextDouble(), null, null, null);
            default -> order();
        };
    }

    @Test
    void a_line_that_was_cut_off_was_not_promised_to_anybody() throws IOException {
        ask(order(), null);
        shop.close();
        Path journal = folder.resolve("journal");
        String line = Files.readString(journal);
        Files.writeString(journal, line + line.substring(0, line.length() - 10));
        clock.dispose();
        clock = VirtualTimeScheduler.create();
        clock.advanceTimeTo(NOW.plusSeconds(10));
        shop = new OpenShop(history, folder, clock).start();
        assertThat(shop.desk.entries()).isEqualTo(1);
        assertThat(told(ask(order(), null))).isInstanceOf(Accepted.class);
    }

    @Test
    void a_journal_with_a_flipped_bit_is_refused_with_what_is_lost_and_what_to_do() throws IOException {
        ask(order(), null);
        ask(order(), null);
        ask(order(), null);
        shop.close();
        Path journal = folder.resolve("journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length / 2] ^= 4;
        Files.write(journal, bytes);

        int line = bytes.length / 3;
        assertThatThrownBy(() -> new OpenShop(history, folder, clock))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("the journal " + journal + " is damaged: the line at byte " + line)
                .hasMessageContaining("lose what was asked from there on, after 2026-01-05T12:00:01.")
                .hasMessageContaining("truncate -s " + line);
        bytes[bytes.length / 2] ^= 4;
        Files.write(journal, bytes);
        shop = new OpenShop(history, folder, clock);
    }

    @Test
    void a_missing_journal_is_refused_and_who_gives_it_up_has_the_history_without_it() throws IOException {
        for (int i = 0; i < 5; i++) {
            assertThat(told(ask(order(), null))).isInstanceOf(Accepted.class);
        }
        shop.log.shadow().follow();
        shop.log.shadow().keep();
        shop.close();
        Path journal = folder.resolve("journal");
        Files.delete(journal);

        assertThatThrownBy(() -> new OpenShop(history, folder, clock))
                .isInstanceOf(HomeException.class)
                .hasMessageStartingWith("the journal " + journal + " is missing")
                .hasMessageContaining("create an empty one, and delete the mark");
        Files.createFile(journal);
        Files.delete(folder.resolve("mark"));
        reopen(now().plusSeconds(10));
        assertThat(shop.desk.entries()).isZero();
        historyIsThatOfItsJournal();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_missing_mark_is_told(CapturedOutput output) throws IOException {
        assertThat(told(ask(order(), null))).isInstanceOf(Accepted.class);
        shop.close();
        Files.delete(folder.resolve("mark"));

        reopen(now().plusSeconds(10));
        assertThat(output).contains(folder.resolve("mark") + " is missing");
        historyIsThatOfItsJournal();
    }
}
