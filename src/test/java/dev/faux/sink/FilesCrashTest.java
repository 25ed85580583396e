package dev.faux.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.emitter.Disk;
import dev.faux.emitter.Disk.Operation;
import dev.faux.emitter.DiskPatch;
import dev.faux.log.Batch;
import dev.faux.log.Folders;
import dev.faux.log.Histories;
import dev.faux.simulation.History;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Exceptions;

/**
 * Stops a sink at each thing that it does to its files, and has another one go on: all files are the same, byte for byte, as if
 * nothing had happened, and what can be found by its name was whole at every moment.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FilesCrashTest {

    private static final History HISTORY = Histories.small();
    private static final int EVENTS = 420;
    private static final List<Batch> BATCHES =
            List.of(Histories.batches(HISTORY, EVENTS).getFirst().slice(0, EVENTS));
    private static final Map<String, String> PLAIN = Map.of("roll-size", "60KB", "limit", "" + EVENTS);
    private static final Map<String, String> DIRTY = with(
            PLAIN,
            Map.of(
                    "mangle.late.share", "0.1",
                    "mangle.late.by", "20s",
                    "mangle.repeat.share", "0.1",
                    "mangle.repeat.by", "20s",
                    "mangle.malformed.share", "0.1",
                    "gzip", "true"));

    private static AutoCloseable patch = () -> {};

    @TempDir
    private Path folder;

    @BeforeAll
    static void patch() {
        patch = DiskPatch.here();
    }

    @AfterAll
    static void restore() throws Exception {
        patch.close();
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(more);
        return Map.copyOf(all);
    }

    /** How it ends. */
    private enum End {
        /** All that was done is there, nothing after it. */
        KILL,
        /** The half of what was being written is there as well. */
        TORN,
        /** Only that is there which was said to be durable. */
        POWER_CUT,
        /** As that, but the name that was given last has become durable before all that others were given. */
        HASTY_POWER_CUT
    }

    @ParameterizedTest
    @CsvSource({
        "KILL, false, 1",
        "TORN, false, 4",
        "POWER_CUT, false, 3",
        "KILL, true, 7",
        "TORN, true, 7",
        "POWER_CUT, true, 7",
        "HASTY_POWER_CUT, false, 2"
    })
    void wherever_it_is_stopped_the_files_are_the_same_in_the_end(End end, boolean isDirty, int stride)
            throws IOException {
        Map<String, String> settings = isDirty ? DIRTY : PLAIN;
        SortedMap<String, byte[]> whole = uninterrupted(settings);
        assertThat(whole)
                .hasSizeGreaterThan(isDirty ? 3 : 5)
                .allSatisfy((name, bytes) -> assertThat(name).doesNotEndWith(".part"));
        Consumer<OpenFiles> delivers = files -> files.deliver(files.sink(settings), OpenFiles.cut(BATCHES, 40, 1));
        int stopped = 0;
        for (int step = 0; isStopped(end, step, whole, files -> {}, delivers); step += stride) {
            try (OpenFiles files = files()) {
                files.deliver(files.sink(settings), OpenFiles.cut(BATCHES, 40, step));
                assertSame(files, whole);
            }
            stopped++;
        }
        assertThat(stopped).isGreaterThan(40 / stride);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "POWER_CUT", "HASTY_POWER_CUT"})
    void wherever_a_reset_is_stopped_nothing_is_left_of_it_in_the_end(String end) throws IOException {
        SortedMap<String, byte[]> whole = uninterrupted(PLAIN);
        int stopped = 0;
        for (int step = 0;
                isStopped(End.valueOf(end), step, null, FilesCrashTest::fills, FilesCrashTest::resets);
                step++) {
            try (OpenFiles files = files()) {
                files.deliver(files.sink(PLAIN), OpenFiles.cut(BATCHES, 40, step));
                assertSame(files, whole);
            }
            stopped++;
        }
        assertThat(stopped).isGreaterThan(10);
    }

    private static void fills(OpenFiles files) {
        files.deliver(files.sink(PLAIN), BATCHES);
    }

    private static void resets(OpenFiles files) {
        files.sink(PLAIN).reset().block(OpenFiles.PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "POWER_CUT", "HASTY_POWER_CUT"})
    void wherever_the_end_of_an_era_is_stopped_its_files_are_whole_in_the_end(String end) throws IOException {
        Map<String, String> endless = Map.of("roll-size", "60KB");
        Consumer<OpenFiles> fills = files -> files.deliver(files.sink(endless), BATCHES);
        Consumer<OpenFiles> ends = files -> files.sink(endless).beginAnew().block(OpenFiles.PATIENCE);
        SortedMap<String, byte[]> whole = uninterrupted(PLAIN);
        int stopped = 0;
        for (int step = 0; isStopped(End.valueOf(end), step, whole, fills, ends); step++) {
            try (OpenFiles files = files()) {
                ends.accept(files);
                assertThat(files.files(".*").keySet())
                        .containsExactlyInAnyOrderElementsOf(
                                Stream.concat(whole.keySet().stream(), Stream.of("files.lock"))
                                        .toList());
                assertSame(files, whole);
            }
            stopped++;
        }
        assertThat(stopped).isGreaterThan(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void where_the_disk_is_full_it_says_so_and_goes_on_when_there_is_room(long seed) throws IOException {
        SortedMap<String, byte[]> whole = uninterrupted(DIRTY);
        Random random = new Random(seed);
        Room room = new Room();
        try (Disk disk = new Disk(folder, room);
                OpenFiles files = files()) {
            FilesSink sink = files.sink(DIRTY);
            Objects.requireNonNull(disk);
            room.left = 0;
            int refused = 0;
            while (fails(() -> files.deliver(sink, OpenFiles.cut(BATCHES, 40, random.nextLong())))) {
                refused++;
                room.left = random.nextInt(2_000 * refused);
            }
            assertThat(refused).isGreaterThan(5);
            assertSame(files, whole);
        }
    }

    private boolean fails(ThrowingCallable work) {
        Throwable failure = Assertions.catchThrowable(work);
        if (failure != null) {
            assertThat(Exceptions.unwrap(failure))
                    .hasMessage("cannot write to " + folder.resolve("events") + ": No space left on device");
        }
        return failure != null;
    }

    /** Lets files grow as long as there is room. */
    private static final class Room implements Disk.Observer {

        private long left;

        @Override
        public void before(Operation next) throws IOException {
            ByteBuffer bytes = next.bytes();
            if (bytes == null) {
                return;
            }
            if (next.more() > 0 && left == 0) {
                throw new IOException("No space left on device");
            }
            bytes.limit((int) (bytes.limit() - Math.max(0, next.more() - left)));
            left = Math.max(0, left - next.more());
        }

        @Override
        public void after(Operation done) {}
    }

    private OpenFiles files() {
        return new OpenFiles(folder.resolve("events"), HISTORY);
    }

    private SortedMap<String, byte[]> uninterrupted(Map<String, String> settings) {
        try (OpenFiles files = new OpenFiles(folder.resolve("whole"), HISTORY)) {
            files.deliver(files.sink(settings), BATCHES);
            return unzipped(files);
        }
    }

    private static void assertSame(OpenFiles files, SortedMap<String, byte[]> expected) {
        SortedMap<String, byte[]> found = unzipped(files);
        assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
        found.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }

    private static SortedMap<String, byte[]> unzipped(OpenFiles files) {
        SortedMap<String, byte[]> all = files.files();
        all.replaceAll((name, bytes) -> name.contains(".gz") ? OpenFiles.unzipped(bytes) : bytes);
        return all;
    }

    /** Whether a fresh folder's sink was stopped before an operation, or was through before. */
    private boolean isStopped(
            End end,
            int step,
            @Nullable SortedMap<String, byte[]> whole,
            Consumer<OpenFiles> before,
            Consumer<OpenFiles> work)
            throws IOException {
        Path events = folder.resolve("events");
        if (Files.exists(events)) {
            Folders.delete(events);
        }
        try (OpenFiles files = files()) {
            before.accept(files);
        }
        Stop stop = new Stop(events, end, step, whole);
        try (Disk disk = new Disk(events, stop)) {
            Objects.requireNonNull(disk);
            try (OpenFiles files = files()) {
                work.accept(files);
            } catch (RuntimeException stopped) {
                assertThat(stopped).hasMessageContaining(Stop.WORDS);
            }
        }
        if (stop.wrong != null) {
            throw stop.wrong;
        }
        if (stop.isStopped && end != End.KILL && end != End.TORN) {
            stop.durable.restore(end == End.HASTY_POWER_CUT);
        }
        return stop.isStopped;
    }

    /** From one operation on nothing is done any more. */
    private static final class Stop implements Disk.Observer {

        private static final String WORDS = "it is stopped";

        private final Path folder;
        private final End end;
        private final @Nullable SortedMap<String, byte[]> whole;
        private final Durable durable;
        private int left;
        private boolean isStopped;
        private @Nullable AssertionError wrong;

        Stop(Path folder, End end, int step, @Nullable SortedMap<String, byte[]> whole) throws IOException {
            this.folder = folder;
            this.end = end;
            this.whole = whole;
            durable = new Durable(folder);
            left = step;
        }

        @Override
        public void before(Operation next) throws IOException {
            look(next);
            if (!isStopped && left-- > 0) {
                return;
            }
            ByteBuffer bytes = next.bytes();
            if (!isStopped && end == End.TORN && bytes != null) {
                isStopped = true;
                bytes.limit(bytes.position() + bytes.remaining() / 2);
                return;
            }
            isStopped = true;
            throw new IOException(WORDS);
        }

        /** What can be found by its name is whole, and is not written to. */
        private void look(Operation next) throws IOException {
            if (whole == null || !Files.exists(folder)) {
                return;
            }
            try (Stream<Path> inside = Files.list(folder)) {
                for (Path each : inside.toList()) {
                    String name = each.getFileName().toString();
                    if (name.endsWith(".ndjson")) {
                        byte[] expected = whole.get(name);
                        assertThat(Files.size(each)).as(name).isEqualTo(expected == null ? -1 : expected.length);
                    }
                }
                if (!next.name().endsWith(" move")) {
                    assertThat(next.path().toString()).doesNotMatch(".*\\.ndjson(\\.gz)?");
                }
            } catch (AssertionError e) {
                wrong = e;
            }
        }

        @Override
        public void after(Operation done) {
            if (!isStopped) {
                durable.follow(done);
            }
        }
    }

    /** What would be there after a power cut: of a file what was forced last, by the names that were there when the folder was. */
    private static final class Durable {

        private final Path folder;
        private final Map<Object, Integer> numbers = new HashMap<>();
        private final Map<Integer, byte[]> contents = new HashMap<>();
        private Map<String, Integer> names = new TreeMap<>();
        private int number;
        private String given = "";

        /** All that is there is durable. */
        Durable(Path folder) throws IOException {
            this.folder = folder;
            if (Files.exists(folder)) {
                try (Stream<Path> inside = Files.list(folder)) {
                    for (Path each : inside.toList()) {
                        numbers.put(key(each), number);
                        contents.put(number++, Files.readAllBytes(each));
                    }
                }
                names = list();
            }
        }

        void follow(Operation done) {
            try {
                if (done.name().endsWith(" create")) {
                    numbers.put(key(done.path()), number++);
                } else if (done.name().endsWith(" force")) {
                    if (Files.isDirectory(done.path())) {
                        names = list();
                        given = "";
                    } else {
                        contents.put(number(done.path()), Files.readAllBytes(done.path()));
                    }
                } else if (done.name().endsWith(" move")) {
                    given = done.path().getFileName().toString();
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        private static Object key(Path path) throws IOException {
            return Objects.requireNonNull(Files.getAttribute(path, "unix:ino"));
        }

        private int number(Path path) throws IOException {
            return Objects.requireNonNull(numbers.get(key(path)));
        }

        private Map<String, Integer> list() throws IOException {
            Map<String, Integer> found = new TreeMap<>();
            try (Stream<Path> inside = Files.list(folder)) {
                for (Path each : inside.toList()) {
                    found.put(each.getFileName().toString(), number(each));
                }
            }
            return found;
        }

        void restore(boolean isHasty) throws IOException {
            if (!Files.exists(folder)) {
                return;
            }
            if (isHasty && !given.isEmpty()) {
                int moved = number(folder.resolve(given));
                names.values().removeIf(each -> each == moved);
                names.put(given, moved);
            }
            Folders.delete(folder);
            Files.createDirectories(folder);
            for (Map.Entry<String, Integer> each : names.entrySet()) {
                Files.write(folder.resolve(each.getKey()), contents.getOrDefault(each.getValue(), new byte[0]));
            }
        }
    }
}
