package dev.faux.sink;

import static dev.faux.sink.OpenFiles.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Delivery;
import dev.faux.log.Histories;
import dev.faux.log.HistoryLog;
import dev.faux.log.Reader;
import dev.faux.log.Reader.Portion;
import dev.faux.simulation.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands in files, seen by somebody who reads them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class FilesSinkTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final History HISTORY = Histories.small();
    private static final List<Batch> BATCHES = Histories.batches(HISTORY, 6_000);
    private static final byte[] ALL = Histories.bytes(BATCHES, 1);
    private static final String FINISHED = ".*\\.ndjson(\\.gz)?";

    @TempDir
    private Path folder;

    private OpenFiles files;

    @BeforeEach
    void open() {
        files = new OpenFiles(folder.resolve("events"), HISTORY);
    }

    @AfterEach
    void close() {
        files.close();
    }

    private static void assertSame(SortedMap<String, byte[]> files, SortedMap<String, byte[]> expected) {
        assertThat(files.keySet()).containsExactlyElementsOf(expected.keySet());
        files.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 700, 6_000})
    void the_same_events_are_in_the_same_files_however_they_come(int most) {
        files.deliver(files.sink(Map.of("roll-size", "100KB", "roll-every", "5m")), OpenFiles.cut(BATCHES, most, most));
        SortedMap<String, byte[]> expected = files.expected(BATCHES, 100 << 10, Duration.ofMinutes(5));
        assertThat(expected).hasSizeGreaterThan(20);
        assertSame(files.files(), expected);
    }

    @Test
    void a_file_ends_with_the_hour() {
        History late = Histories.small(Histories.START.plus(Duration.ofMinutes(59)));
        List<Batch> batches = Histories.batches(late, 6_000);
        try (OpenFiles others = new OpenFiles(folder.resolve("late"), late)) {
            others.deliver(others.sink(Map.of()), batches);
            SortedMap<String, byte[]> expected = others.expected(batches, Long.MAX_VALUE, Duration.ofHours(1));
            assertThat(expected).hasSizeGreaterThan(1);
            assertSame(others.files(), expected);
        }
    }

    @Test
    void what_is_larger_than_a_file_may_be_has_one_of_its_own() {
        List<Batch> few = List.of(BATCHES.getFirst().slice(0, 100));
        SortedMap<String, byte[]> expected = files.expected(few, 1 << 10, Duration.ofHours(1));
        assertThat(expected.values()).anyMatch(bytes -> bytes.length > 1 << 10);
        files.deliver(files.sink(Map.of("roll-size", "1KB")), few);
        assertSame(files.files(), expected);
    }

    @Test
    void who_looks_for_finished_files_sees_whole_ones_that_never_change() {
        FilesSink sink = files.sink(Map.of("roll-size", "50KB"));
        SortedMap<String, byte[]> expected = files.expected(BATCHES, 50 << 10, Duration.ofHours(1));
        sink.resumeAt().block(PATIENCE);
        int most = 0;
        for (Portion each : files.portions(sink.route(), OpenFiles.cut(BATCHES, 300, 1), null)) {
            sink.read(each.batch(), each.reached()).block(PATIENCE);
            assertThat(sink.kept().block(PATIENCE)).isEqualTo(each.reached());
            SortedMap<String, byte[]> found = files.files(FINISHED);
            assertThat(found).hasSizeGreaterThanOrEqualTo(most);
            most = found.size();
            found.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
        }
        assertThat(most).isEqualTo(expected.size() - 1);
    }

    @Test
    void packed_files_have_a_member_for_each_checkpoint_and_are_the_same_unpacked() throws IOException {
        FilesSink sink = files.sink(Map.of("gzip", "true", "roll-every", "1d"));
        sink.resumeAt().block(PATIENCE);
        List<Portion> portions = files.portions(sink.route(), OpenFiles.cut(BATCHES, 500, 2), null);
        Path part = files.folder.resolve("files-" + HISTORY.id() + "-000000000001.ndjson.gz.part");
        int begin = 0;
        for (Portion each : portions) {
            sink.read(each.batch(), each.reached()).block(PATIENCE);
            byte[] packed = Files.readAllBytes(part);
            byte[] member = Arrays.copyOfRange(packed, begin, packed.length);
            assertThat(OpenFiles.unzipped(member)).isEqualTo(Histories.bytes(List.of(each.batch()), 1));
            begin = packed.length;
        }
        assertThat(files.files()).hasSize(1);
        assertThat(files.content(".*ndjson.*")).isEqualTo(ALL);
        assertThat(begin).isLessThan(ALL.length / 4);
    }

    @Test
    void who_packs_from_now_on_finishes_the_open_file_as_it_is() {
        List<Batch> cut = OpenFiles.cut(BATCHES, 500, 3);
        FilesSink first = files.sink(Map.of("roll-size", "1MB"));
        files.deliver(first, cut.subList(0, cut.size() / 3));
        first.close();
        files.deliver(files.sink(Map.of("roll-size", "1MB", "gzip", "true")), cut);

        assertThat(files.content(".*ndjson.*")).isEqualTo(ALL);
        SortedMap<String, byte[]> expected = files.expected(BATCHES, 1 << 20, Duration.ofHours(1));
        assertThat(files.files().keySet().stream().map(name -> name.replace(".gz", "")))
                .containsExactlyElementsOf(expected.keySet());
        assertThat(files.files(".*gz.*")).isNotEmpty().hasSizeLessThan(expected.size());
    }

    @Test
    void a_delivery_feeds_it_from_where_it_was() throws IOException {
        try (HistoryLog log = Histories.log(HISTORY, folder.resolve("log"), 64 << 20)) {
            BATCHES.subList(0, BATCHES.size() / 2).forEach(log::append);
            FilesSink first = files.sink(Map.of("roll-size", "300KB"));
            deliver(log, first);
            first.close();
            BATCHES.subList(BATCHES.size() / 2, BATCHES.size()).forEach(log::append);
            FilesSink second = files.sink(Map.of("roll-size", "300KB"));
            Delivery delivery = deliver(log, second);
            assertThat(delivery.compare().block(PATIENCE))
                    .matches(Delivery.Comparison::agrees)
                    .extracting(comparison -> comparison.kept().position())
                    .isEqualTo(log.head().position());
        }
        assertSame(files.files(), files.expected(BATCHES, 300 << 10, Duration.ofHours(1)));
    }

    private static Delivery deliver(HistoryLog log, FilesSink sink) {
        Delivery delivery = new Delivery(log, sink, Schedulers.parallel());
        Disposable running = delivery.start();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> delivery.state().status() == Delivery.Status.DONE
                        || delivery.state().position() == log.head().position());
        running.dispose();
        return delivery;
    }

    @Test
    void only_what_is_asked_for_comes_and_with_the_last_of_it_the_last_file_is_finished() throws IOException {
        try (HistoryLog log = Histories.log(HISTORY, folder.resolve("log"), 64 << 20)) {
            BATCHES.forEach(log::append);
            FilesSink sink = files.sink(
                    Map.of("types", "order.*,payment.captured", "from", "2001", "limit", "70", "gzip", "true"));
            assertThat(deliver(log, sink).state().status()).isEqualTo(Delivery.Status.DONE);
        }
        assertThat(files.files()).allSatisfy((name, bytes) -> assertThat(name).endsWith(".ndjson.gz"));
        assertThat(files.text(FINISHED))
                .isEqualTo(new String(Histories.bytes(BATCHES, 2_001), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.matches(".*\"type\":\"dev\\.faux\\.(order\\.|payment\\.captured\").*"))
                        .limit(70)
                        .map(line -> line + '\n')
                        .reduce("", String::concat));
    }

    private static final Map<String, String> DIRT = Map.of(
            "roll-size", "200KB",
            "roll-every", "5m",
            "limit", "6000",
            "mangle.late.share", "0.05",
            "mangle.late.by", "PT2M",
            "mangle.repeat.share", "0.05",
            "mangle.repeat.by", "PT2M",
            "mangle.reorder.share", "0.05",
            "mangle.discard.share", "0.05",
            "mangle.malformed.share", "0.05");

    @Test
    void what_is_spoilt_says_so_and_the_answers_tell_exactly_that() {
        files.deliver(files.sink(DIRT), BATCHES);
        assertThat(files.files()).allSatisfy((name, bytes) -> assertThat(name).matches(FINISHED));

        Map<Long, String> answers = new HashMap<>();
        files.text("files-mangled-.*").lines().map(JSON::readTree).forEach(told -> {
            String event = line(told.get("position").asLong());
            JsonNode meant = JSON.readTree(event);
            assertThat(told.get("id")).isEqualTo(meant.get("id"));
            assertThat(told.get("type")).isEqualTo(meant.get("type"));
            answers.put(told.get("position").asLong(), told.get("mangled").asString());
        });
        assertThat(answers.values()).contains("late", "repeat", "reorder", "discard", "malformed");
        assertThat(files.files("files-mangled-.*")).hasSizeGreaterThan(2);

        Map<Long, Integer> times = new HashMap<>();
        files.text("files-[0-9a-f]{12}-.*").lines().forEach(line -> {
            long position = position(line);
            String clean = line(position);
            String dirt = answers.get(position);
            String mark = "\"fauxmangled\":\"" + dirt + "\",\"data\":";
            int seen = times.merge(position, 1, Integer::sum);
            if (dirt == null || dirt.equals("repeat") && seen == 1) {
                assertThat(line).isEqualTo(clean);
            } else if (dirt.equals("malformed")) {
                assertThat(line).contains(mark);
                assertThat(clean).startsWith(line.replace(mark, "\"data\":"));
                assertThatThrownBy(() -> JSON.readTree(line)).isInstanceOf(RuntimeException.class);
            } else {
                assertThat(line).contains(mark);
                assertThat(line.replace(mark, "\"data\":")).isEqualTo(clean);
            }
        });
        for (long position = 1; position <= 6_000; position++) {
            String dirt = answers.getOrDefault(position, "clean");
            assertThat(times.getOrDefault(position, 0))
                    .as(dirt)
                    .isEqualTo(dirt.equals("discard") ? 0 : dirt.equals("repeat") ? 2 : 1);
        }
    }

    private static String line(long position) {
        for (Batch batch : BATCHES) {
            if (batch.last() >= position) {
                return new String(batch.line((int) (position - batch.first())), StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("no event " + position);
    }

    private static long position(String line) {
        return Long.parseLong(line.replaceFirst(".*\"sequence\":\"([0-9]+)\".*", "$1"));
    }

    @Test
    void who_goes_on_in_the_middle_spoils_the_same() {
        files.deliver(files.sink(DIRT), BATCHES);
        SortedMap<String, byte[]> whole = files.files();
        files.close();

        try (OpenFiles parts = new OpenFiles(folder.resolve("parts"), HISTORY)) {
            List<Batch> cut = OpenFiles.cut(BATCHES, 700, 4);
            for (int end = 1; end <= cut.size(); end += 2) {
                FilesSink sink = parts.sink(DIRT);
                parts.deliver(sink, cut.subList(0, end));
                sink.close();
            }
            parts.deliver(parts.sink(DIRT), cut);
            assertSame(parts.files(), whole);
        }
    }

    @Test
    void where_many_a_file_begins_with_what_is_late_their_names_still_are_in_their_order() {
        Map<String, String> settings = new HashMap<>(DIRT);
        settings.put("roll-size", "1KB");
        settings.put("limit", "300");
        files.deliver(files.sink(settings), BATCHES);
        SortedMap<String, byte[]> small = files.files("files-[0-9a-f]{12}-.*");
        assertThat(small).hasSizeGreaterThan(150);
        byte[] inSmall = files.content("files-[0-9a-f]{12}-.*");
        files.close();

        settings.put("roll-size", "1MB");
        try (OpenFiles large = new OpenFiles(folder.resolve("large"), HISTORY)) {
            large.deliver(large.sink(settings), BATCHES);
            assertThat(inSmall).isEqualTo(large.content("files-[0-9a-f]{12}-.*"));
        }
    }

    @Test
    void a_reset_deletes_its_own_files_and_nothing_else() throws IOException {
        FilesSink sink = files.sink(DIRT);
        files.deliver(sink, BATCHES.subList(0, 4));
        List<String> others = List.of(
                "files-0123456789abc-000000000001.ndjson",
                "files-0123456789ab-1.ndjson",
                "files-0123456789ab-000000000001.ndjson.bak",
                "files-other-0123456789ab-000000000001.ndjson",
                "notes");
        for (String other : others) {
            Files.writeString(files.folder.resolve(other), other);
        }
        Files.writeString(files.folder.resolve("files-0123456789ab-000000000001.ndjson"), "of another history");
        sink.reset().block(PATIENCE);

        assertThat(sink.kept().blockOptional(PATIENCE)).isEmpty();
        assertThat(files.files(".*").keySet()).containsExactlyInAnyOrderElementsOf(with(others, "files.lock"));
        files.deliver(sink, BATCHES);
        assertThat(files.files(FINISHED)).hasSizeGreaterThan(10);
    }

    private static List<String> with(List<String> names, String another) {
        return Stream.concat(names.stream(), Stream.of(another)).toList();
    }

    @Test
    void the_files_of_a_former_era_stay_and_the_last_of_them_is_finished() {
        History next = Histories.small("intensity.per_minute=20");
        List<Batch> others = Histories.batches(next, 1_000);
        FilesSink sink = files.sink(Map.of("roll-size", "300KB"));
        files.deliver(sink, BATCHES);
        sink.beginAnew().block(PATIENCE);
        assertThat(sink.kept().blockOptional(PATIENCE)).isEmpty();
        Batch first = others.getFirst();
        sink.read(first, new Checkpoint(next.id(), first.last(), first.digest(), 1, first.last()))
                .block(PATIENCE);

        assertThat(files.content("files-" + HISTORY.id() + "-[0-9]{12}\\.ndjson"))
                .isEqualTo(ALL);
        assertThat(files.content("files-" + next.id() + "-.*")).isEqualTo(Histories.bytes(List.of(first), 1));
    }

    @Test
    void of_two_that_write_to_the_same_files_the_later_one_waits() {
        FilesSink first = files.sink(Map.of());
        FilesSink second = files.sink(Map.of());
        first.resumeAt().block(PATIENCE);
        for (Mono<?> asked : List.of(second.resumeAt(), second.reset(), second.beginAnew())) {
            assertThatThrownBy(() -> asked.block(PATIENCE))
                    .isNotInstanceOf(Reader.Refused.class)
                    .hasMessage("another Faux writes to " + files.folder
                            + " by the name files, as files.lock says; end one of the two, or give one another folder");
        }
        files.deliver(first, BATCHES.subList(0, 2));
        assertThat(second.kept().block(PATIENCE)).isEqualTo(first.kept().block(PATIENCE));
        first.close();
        files.deliver(second, BATCHES);
        assertThat(files.content(".*ndjson.*")).isEqualTo(ALL);
    }

    @Test
    void who_has_not_asked_where_he_is_writes_nothing() {
        FilesSink sink = files.sink(Map.of());
        Batch first = BATCHES.getFirst();
        Checkpoint reached = new Checkpoint(HISTORY.id(), first.last(), first.digest(), 1, first.last());
        assertThatThrownBy(() -> sink.read(first, reached).block(PATIENCE))
                .hasMessage("files has to be asked first where it is");
        assertThat(files.folder).doesNotExist();
        assertThat(sink.kept().blockOptional(PATIENCE)).isEmpty();
    }

    @Test
    void what_was_written_after_the_checkpoint_is_cut_off_and_files_that_it_does_not_know_are_deleted()
            throws IOException {
        for (String gzip : List.of("false", "true")) {
            Map<String, String> settings = Map.of("roll-size", "1MB", "gzip", gzip);
            List<Batch> cut = OpenFiles.cut(BATCHES, 500, 5);
            FilesSink first = files.sink(settings);
            files.deliver(first, cut.subList(0, 3));
            first.close();
            SortedMap<String, byte[]> before = files.files();
            Path part = files.folder.resolve(before.firstKey());
            Files.write(part, BATCHES.getLast().line(0), StandardOpenOption.APPEND);
            Files.write(files.folder.resolve("files-" + HISTORY.id() + "-000000009999.ndjson.part"), new byte[9]);
            Files.write(
                    files.folder.resolve("files-mangled-" + HISTORY.id() + "-000000000001.ndjson.part"), new byte[9]);

            FilesSink second = files.sink(settings);
            second.resumeAt().block(PATIENCE);
            assertSame(files.files(), before);
            files.deliver(second, cut.subList(0, 4));
            assertThat(files.content(".*ndjson.*")).isEqualTo(Histories.bytes(cut.subList(0, 4), 1));
            second.reset().block(PATIENCE);
            second.close();
        }
    }

    @Test
    void what_is_missing_is_told_and_nothing_is_written_until_the_sink_is_reset() throws IOException {
        FilesSink sink = files.sink(Map.of("roll-size", "1MB"));
        files.deliver(sink, BATCHES);
        Path part = files.folder.resolve(files.files(".*part").firstKey());
        long length = Files.size(part);
        String remedy = "; put it right, or reset the sink, which deletes its files and writes them anew";

        try (var channel = Files.newByteChannel(part, StandardOpenOption.WRITE)) {
            channel.truncate(length - 1);
        }
        assertRefused(sink, part + " has " + (length - 1) + " bytes, expected at least " + length + remedy);
        Files.delete(part);
        assertRefused(sink, part + " is missing, expected " + length + " bytes of it" + remedy);
        Files.writeString(files.folder.resolve("files.checkpoint"), "{\"position\":1}");
        assertRefused(
                sink,
                files.folder.resolve("files.checkpoint") + " is damaged, so nobody knows how far the files have come"
                        + remedy);
        Files.delete(files.folder.resolve("files.checkpoint"));
        sink.resumeAt().block(PATIENCE);
        List<Portion> portions = files.portions(sink.route(), BATCHES, null);
        String first = files.files(FINISHED).firstKey();
        assertThatThrownBy(() -> sink.readAll(Flux.fromIterable(portions)).blockLast(PATIENCE))
                .isInstanceOf(Reader.Refused.class)
                .hasMessage(files.folder.resolve(first)
                        + " is there already, expected none that begins where the checkpoint ends" + remedy);

        sink.reset().block(PATIENCE);
        files.deliver(sink, BATCHES);
        assertThat(files.content(".*ndjson.*")).isEqualTo(ALL);
    }

    private static void assertRefused(FilesSink sink, String message) {
        assertThatThrownBy(() -> sink.resumeAt().block(PATIENCE))
                .isInstanceOf(Reader.Refused.class)
                .hasMessage(message);
    }

    @Test
    void a_folder_that_cannot_be_made_is_told() throws IOException {
        Files.writeString(files.folder, "a file");
        assertThatThrownBy(() -> files.sink(Map.of()).resumeAt().block(PATIENCE))
                .cause()
                .isNotInstanceOf(Reader.Refused.class)
                .hasMessage("cannot write to " + files.folder + ": java.nio.file.FileAlreadyExistsException: "
                        + files.folder);
    }

    @Test
    void wrong_settings_are_told() {
        assertThatThrownBy(() -> new FilesSink("files", Settings.of(Map.of()), 1))
                .hasMessage("faux.sinks.files.folder is missing, expected where the files go, such as events");
        assertThatThrownBy(() -> files.sink(Map.of("roll-size", "100B")))
                .hasMessage("faux.sinks.files.roll-size is 100B, expected at least 1KB");
        assertThatThrownBy(() -> files.sink(Map.of("roll-every", "0s")))
                .hasMessage("faux.sinks.files.roll-every is PT0S, expected at least PT1S");
        assertThatThrownBy(() -> files.sink(Map.of("types", "order.plcaed")))
                .hasMessageStartingWith("faux.sinks.files.types: no event type is order.plcaed, expected one of ");
        for (String name : List.of("../files", "files-mangled", ".files")) {
            assertThatThrownBy(() -> new FilesSink(name, Settings.of(Map.of("folder", "events")), 1))
                    .hasMessage("faux.sinks." + name + ": files begin with that name, expected one of letters, digits,"
                            + " points, dashes and underscores, without -mangled at its end");
        }
    }
}
