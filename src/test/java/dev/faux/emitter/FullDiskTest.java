package dev.faux.emitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.emitter.Disk.Operation;
import dev.faux.log.Batch;
import dev.faux.log.Head;
import dev.faux.log.Histories;
import dev.faux.log.JournalFile;
import dev.faux.shop.Decision;
import dev.faux.simulation.History;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** A shop whose disk is full for a while. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FullDiskTest {

    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final String FULL = "it cannot be written down: No space left on device";

    private static AutoCloseable patch = () -> {};

    @TempDir
    private Path folder;

    private final History history = Histories.small(NOW.minus(Duration.ofMinutes(4)), "intensity.per_minute=600");
    private final Room room = new Room();
    private final Map<String, CompletableFuture<@Nullable Decision>> asked = new LinkedHashMap<>();
    private Time time = new Time(NOW);
    private Disk disk;
    private OpenShop shop;

    @BeforeAll
    static void patch() {
        patch = DiskPatch.here();
    }

    @AfterAll
    static void restore() throws Exception {
        patch.close();
    }

    @BeforeEach
    void open() {
        disk = new Disk(folder, room);
        shop = reopened();
    }

    @AfterEach
    void close() {
        shop.close();
        disk.close();
        time.close();
    }

    private OpenShop reopened() {
        return new OpenShop(history, folder, time.clock, time.disk, OpenShop.bounds(4 << 20, 64 << 20, 500), List.of())
                .start();
    }

    /** Lets files grow as long as there is room. What is there can be overwritten, unless the disk is of another kind. */
    private static final class Room implements Disk.Observer {

        private static final long ENOUGH = Long.MAX_VALUE;

        private long left = ENOUGH;
        private boolean overwrites = true;
        private int refused;

        @Override
        public void before(Operation next) throws IOException {
            ByteBuffer bytes = next.bytes();
            if (bytes == null || left == ENOUGH) {
                return;
            }
            long needed = overwrites ? next.more() : bytes.remaining();
            if (needed > 0 && left == 0) {
                refused++;
                throw new IOException("No space left on device");
            }
            // As much as there is room for is written, and the rest is not.
            bytes.limit((int) (bytes.limit() - Math.max(0, needed - left)));
            left = Math.max(0, left - needed);
        }

        @Override
        public void after(Operation done) {}
    }

    private void ask(String name) {
        asked.put(name, shop.ask(CrashingShop.instruction(name), CrashingShop.key(name)));
    }

    /** What somebody is told, if he has been. */
    private boolean isTakenDown(String name) {
        CompletableFuture<@Nullable Decision> answer = Objects.requireNonNull(asked.get(name));
        try {
            assertThat(answer.orTimeout(30, TimeUnit.SECONDS).join()).isNotNull();
            return true;
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(CommandDesk.NotWritten.class).hasMessage(FULL);
            return false;
        }
    }

    private List<String> written() throws IOException {
        List<String> keys = new ArrayList<>();
        try (JournalFile journal =
                JournalFile.open(folder.resolve("journal"), (number, row) -> keys.add(String.valueOf(row.key())))) {
            assertThat(journal.entries()).isEqualTo(keys.size());
        }
        return keys;
    }

    private List<Path> files(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.filter(each -> each.toString().contains(".s")).toList();
        }
    }

    private byte[] read() {
        byte[] read = Histories.bytes(shop.read(), 1);
        List<Batch> made = Histories.batches(history, shop.desk, shop.log.head().position());
        assertThat(read).isEqualTo(Arrays.copyOf(Histories.bytes(made, 1), read.length));
        return read;
    }

    private void isWell() {
        shop.log.shadow().follow();
        assertThat(shop.log.shadow().difference()).isNull();
        assertThat(shop.emitter.failure()).isNull();
        assertThat(shop.fatal).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void what_cannot_be_written_down_did_not_happen_and_everything_else_goes_on(long seed) throws IOException {
        Random random = new Random(seed);
        time.pass(Duration.ofMillis(300));
        ask("order before");
        shop.emitter.speed(60).subscribe();
        time.pass(Duration.ofMillis(500 + random.nextInt(2_000)));
        isWell();
        assertThat(isTakenDown("order before")).isTrue();
        assertThat(files("window")).isNotEmpty();
        int snapshots = files("snapshots").size();

        room.left = random.nextInt(1_000);
        long before = shop.log.head().position();
        for (int i = 0; i < 12; i++) {
            ask("order " + i);
            ask("cancel " + i);
            ask("intensity " + i);
            time.pass(Duration.ofMillis(100 + random.nextInt(300)));
            shop.log.shadow().follow();
        }
        assertThat(shop.log.head().position()).isGreaterThan(before + 1_000);
        assertThat(room.refused).isPositive();
        assertThat(files("window")).isEmpty();
        byte[] seen = read();
        isWell();
        assertThat(files("snapshots")).hasSize(snapshots);
        refuses(shop.emitter.pause());
        assertThat(shop.emitter.pace().isPaused()).isFalse();
        List<String> taken = asked.keySet().stream().filter(this::isTakenDown).toList();
        assertThat(taken).hasSizeLessThan(asked.size() - 10);
        assertThat(written()).containsExactlyElementsOf(taken);

        room.left = Room.ENOUGH;
        for (String name : List.copyOf(asked.keySet())) {
            ask(name);
        }
        time.pass(Duration.ofSeconds(2));
        assertThat(asked.keySet()).allMatch(this::isTakenDown);
        isWell();
        assertThat(files("window")).isNotEmpty();
        assertThat(files("snapshots").size()).isGreaterThan(snapshots);
        assertThat(read()).startsWith(seen);

        Head head = shop.log.head();
        shop.close();
        shop = reopened();
        time.pass(Duration.ofSeconds(2));
        isWell();
        assertThat(shop.log.head().position()).isGreaterThan(head.position());
        assertThat(read()).startsWith(seen);
        assertThat(written()).containsExactlyInAnyOrderElementsOf(asked.keySet());
    }

    private void refuses(Mono<Pace> change) {
        CompletableFuture<@Nullable Pace> changed = change.toFuture();
        time.pass(Duration.ofMillis(100));
        assertThatThrownBy(changed::join)
                .hasRootCauseMessage("No space left on device")
                .cause()
                .isInstanceOf(CommandDesk.NotWritten.class);
    }

    @Test
    void a_line_of_which_there_was_room_for_a_part_is_in_nobodys_way() throws IOException {
        time.pass(Duration.ofMillis(300));
        ask("order before");
        time.pass(Duration.ofMillis(100));
        long line = Files.size(folder.resolve("journal"));
        // Some whole lines of those that are written together, and the beginning of another.
        room.left = 3 * line;
        time.disk.schedule(() -> {
            for (int i = 0; i < 9; i++) {
                ask("order " + i);
            }
        });
        time.pass(Duration.ofMillis(100));
        assertThat(room.refused).isEqualTo(1);
        assertThat(Files.size(folder.resolve("journal"))).isEqualTo(line);
        room.left = Room.ENOUGH;
        ask("cancel after");
        time.pass(Duration.ofMillis(300));
        assertThat(written()).containsExactly("order before", "cancel after");
        shop.close();
        shop = reopened();
        time.pass(Duration.ofMillis(300));
        isWell();
    }

    @Test
    void where_not_even_the_mark_can_be_overwritten_the_shop_stands_still_until_it_can() throws IOException {
        time.pass(Duration.ofMillis(300));
        room.left = 0;
        room.overwrites = false;
        time.pass(Duration.ofSeconds(5));
        Head stands = shop.log.head();
        assertThat(stands.at()).isLessThan(time.now().minusSeconds(3).toEpochMilli());
        ask("order meanwhile");
        time.pass(Duration.ofSeconds(1));
        assertThat(shop.log.head()).isEqualTo(stands);
        assertThat(isTakenDown("order meanwhile")).isFalse();
        assertThat(shop.home().trouble()).contains(FULL);
        byte[] seen = read();
        isWell();

        room.left = Room.ENOUGH;
        time.pass(Duration.ofSeconds(1));
        assertThat(shop.home().trouble()).isNull();
        assertThat(shop.log.head().at())
                .isGreaterThan(time.now().minusMillis(10).toEpochMilli());
        isWell();
        shop.close();
        shop = reopened();
        time.pass(Duration.ofSeconds(1));
        assertThat(read()).startsWith(seen);
        assertThat(written()).isEmpty();
    }

    @Test
    void a_new_home_for_which_there_is_no_room_is_told_and_begins_when_there_is() {
        Path other = folder.resolve("other");
        Home.Asked asks = new Home.Asked("steady", 1L, NOW);
        for (long left : new long[] {0, 1_000, 5_000}) {
            room.left = left;
            try (Home home = Home.open(other)) {
                assertThatThrownBy(() -> home.history(asks, NOW, scenario -> 14.0))
                        .isInstanceOf(HomeException.class)
                        .hasMessageContaining("cannot use " + other + " as home")
                        .hasMessageContaining("No space left on device");
            }
        }
        room.left = Room.ENOUGH;
        try (Home home = Home.open(other)) {
            assertThat(home.history(asks, NOW, scenario -> 14.0).seed()).isEqualTo(1);
        }
    }
}
