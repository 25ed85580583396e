package dev.faux.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Delivery;
import dev.faux.log.Histories;
import dev.faux.log.HistoryLog;
import dev.faux.log.TypeFilter;
import dev.faux.shop.EventType;
import dev.faux.simulation.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends a history to a real server and reads what stands there, past all that a proxy does to requests. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KinesisSinkTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final History HISTORY = Histories.small();
    private static final List<Batch> ALL = Histories.batches(HISTORY, 6_000);
    private static final Batch LAST = ALL.getLast();
    private static final List<Batch> BATCHES = ALL.subList(0, ALL.size() - 1);
    private static final List<String> LINES = lines(BATCHES);
    private static KinesisServer server;

    @TempDir
    private Path folder;

    private OpenKinesis kinesis;
    private HistoryLog log;
    private final Disposable.Composite running = Disposables.composite();

    private static List<String> lines(List<Batch> batches) {
        return new String(Histories.bytes(batches, 1), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @BeforeAll
    static void startServer() {
        server = KinesisServer.start();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        log = Histories.log(HISTORY, folder.resolve("home"), 256 << 20);
        BATCHES.forEach(log::append);
        kinesis = new OpenKinesis(
                server, "test" + PREFIXES.incrementAndGet(), HISTORY, folder.resolve("sinks/kinesis.json"));
    }

    @AfterEach
    void close() throws IOException {
        running.dispose();
        kinesis.close();
        log.close();
    }

    @Test
    void every_event_is_there_once_and_in_order() {
        KinesisSink sink = kinesis.sink(Map.of());
        kinesis.readAll(sink, BATCHES);

        List<String> lines = kinesis.reading.lines();
        assertThat(lines).containsExactlyInAnyOrderElementsOf(LINES);
        assertInOrder(lines);
        assertThat(sink.kept().block()).isEqualTo(kinesis.reached(BATCHES.getLast()));
        KinesisProxy.Counts counts = kinesis.proxy.counts.copy();
        assertThat(counts.largest).isBetween(100, 500);
        assertThat(counts.sameKeyTwice).isZero();
    }

    @Test
    void what_fails_is_sent_again_and_nothing_overtakes() {
        kinesis.proxy.failingEntries = 0.1;
        kinesis.proxy.failingCalls = 0.05;
        kinesis.readAll(kinesis.sink(Map.of()), BATCHES);

        List<String> lines = kinesis.reading.lines();
        KinesisProxy.Counts counts = kinesis.proxy.counts.copy();
        assertThat(counts.failed).isGreaterThan(200);
        assertThat(counts.storedUnseen).isPositive();
        assertThat(lines).hasSize((int) (LINES.size() + counts.storedUnseen));
        assertThat(new HashSet<>(lines)).hasSameElementsAs(LINES);
        assertInOrder(lines);
    }

    @Test
    void what_a_shard_refuses_is_sent_later() {
        kinesis.proxy.quotas = new double[] {500, 500};
        kinesis.readAll(kinesis.sink(Map.of()), BATCHES);

        assertThat(kinesis.proxy.counts.copy().refused).isPositive();
        List<String> lines = kinesis.reading.lines();
        assertThat(lines).containsExactlyInAnyOrderElementsOf(LINES);
        assertInOrder(lines);
    }

    @Test
    void order_holds_while_shards_are_split_and_merged() {
        KinesisSink sink = kinesis.sink(Map.of());
        sink.resumeAt().block(OpenKinesis.PATIENCE);
        AtomicInteger given = new AtomicInteger();
        sink.readAll(kinesis.portions(BATCHES).doOnNext(portion -> {
                    switch (given.incrementAndGet()) {
                        case 3 -> kinesis.reading.split("clickstream-v1");
                        case 7 -> kinesis.reading.merge("clickstream-v1");
                        default -> {}
                    }
                }))
                .blockLast(OpenKinesis.PATIENCE);

        assertThat(kinesis.reading.records("clickstream-v1").values())
                .hasSize(7)
                .filteredOn(records -> !records.isEmpty())
                .hasSizeGreaterThan(3);
        List<String> lines = kinesis.reading.lines();
        assertThat(lines).containsExactlyInAnyOrderElementsOf(LINES);
        assertInOrder(lines);
    }

    @Test
    void whose_credentials_expire_is_told_so_and_goes_on_with_new_ones() {
        kinesis.proxy.isExpired = true;
        Delivery delivery = deliver(kinesis.sink(Map.of()));
        awaitFailing(delivery, "The security token included in the request is expired");
        kinesis.proxy.isExpired = false;
        awaitHead(delivery);

        kinesis.proxy.isExpired = true;
        log.append(LAST);
        awaitFailing(delivery, "The security token included in the request is expired");
        kinesis.proxy.isExpired = false;
        awaitHead(delivery);
        assertThat(kinesis.reading.lines()).containsExactlyInAnyOrderElementsOf(lines(ALL));
    }

    @Test
    void when_nobody_is_there_it_waits_and_sends_again_no_more_than_was_on_the_way() {
        Delivery delivery = deliver(kinesis.sink(Map.of()));
        await().atMost(OpenKinesis.PATIENCE).until(() -> kinesis.proxy.counts.copy().entries > 1_000);
        kinesis.proxy.goAway();
        awaitFailing(delivery, "Connection refused");
        kinesis.proxy.comeBack();
        awaitHead(delivery);

        List<String> lines = kinesis.reading.lines();
        assertThat(lines).hasSizeLessThanOrEqualTo((int) (LINES.size() + kinesis.proxy.mostOnTheWay()));
        assertThat(new HashSet<>(lines)).hasSameElementsAs(LINES);
        assertInOrder(lines);
    }

    @Test
    void who_breaks_off_and_goes_on_sends_again_no_more_than_was_on_the_way() {
        Random random = new Random(7);
        long onTheWay = 0;
        int brokenOff = 0;
        while (!kinesis.isAllKept(BATCHES.getLast())) {
            KinesisSink sink = kinesis.sink(Map.of());
            Checkpoint kept = sink.resumeAt().block(OpenKinesis.PATIENCE);
            long from = kept == null ? 0 : kept.position();
            long enough = kinesis.proxy.counts.copy().entries + 500 + random.nextInt(1_000);
            sink.readAll(kinesis.portions(BATCHES)
                            .filter(portion -> portion.batch().first() > from))
                    .takeUntilOther(Flux.interval(Duration.ofMillis(5))
                            .filter(tick -> kinesis.proxy.counts.copy().entries > enough))
                    .blockLast(OpenKinesis.PATIENCE);
            onTheWay += kinesis.proxy.mostOnTheWay();
            brokenOff++;
            sink.close();
        }

        assertThat(brokenOff).isBetween(4, 40);
        List<String> lines = kinesis.reading.lines();
        assertThat(lines).hasSizeLessThanOrEqualTo((int) (LINES.size() + onTheWay));
        assertThat(new HashSet<>(lines)).hasSameElementsAs(LINES);
        assertInOrder(lines);
    }

    @Test
    void who_goes_on_with_other_types_misses_none_of_them() {
        KinesisSink first = kinesis.sink(Map.of());
        first.resumeAt().block(OpenKinesis.PATIENCE);
        first.readAll(kinesis.portions(BATCHES))
                .takeUntilOther(
                        Flux.interval(Duration.ofMillis(5)).filter(tick -> kinesis.proxy.counts.copy().entries > 2_000))
                .blockLast(OpenKinesis.PATIENCE);
        first.close();

        deliver(kinesis.sink(Map.of("types", "session.*")));
        List<String> expected = lines(BATCHES, TypeFilter.of(List.of("session.*")));
        await().atMost(OpenKinesis.PATIENCE)
                .untilAsserted(() -> assertThat(kinesis.reading.lines()).containsAll(expected));
    }

    @Test
    void what_is_spoilt_on_purpose_says_so_and_the_answers_have_all_of_it() {
        kinesis.readAll(
                kinesis.sink(Map.of(
                        "mangle.repeat.share",
                        "0.05",
                        "mangle.discard.share",
                        "0.05",
                        "mangle.malformed.share",
                        "0.05")),
                BATCHES);

        Map<Long, String> answers = new HashMap<>();
        for (String line : kinesis.reading.lines("mangled-v1")) {
            JsonNode told = JSON.readTree(line);
            answers.put(told.get("position").asLong(), told.get("mangled").asString());
        }
        assertThat(answers).hasSizeBetween(600, 1_200).containsValues("repeat", "discard", "malformed");
        List<String> lines = kinesis.reading.lines();
        Map<Long, String> marked = new HashMap<>();
        Pattern mark = Pattern.compile("\"sequence\":\"0*([0-9]+)\".*\"fauxmangled\":\"([a-z]+)\"");
        lines.stream()
                .map(mark::matcher)
                .filter(Matcher::find)
                .forEach(found -> marked.put(Long.parseLong(found.group(1)), found.group(2)));
        answers.values().removeIf("discard"::equals);
        // What is repeated so late that the history is over has not come yet.
        assertThat(answers).containsAllEntriesOf(marked);
        assertThat(marked).hasSizeGreaterThan(answers.size() / 2);
    }

    @Test
    void who_wants_some_types_only_gets_no_other_and_is_done_at_the_limit() {
        Delivery delivery = deliver(kinesis.sink(Map.of("types", "order.*", "limit", "100")));
        await().atMost(OpenKinesis.PATIENCE).until(() -> delivery.state().status() == Delivery.Status.DONE);
        assertThat(kinesis.reading.lines())
                .containsExactlyInAnyOrderElementsOf(
                        lines(BATCHES, TypeFilter.of(List.of("order.*"))).subList(0, 100));
    }

    @Test
    void a_reader_with_a_throughput_of_his_own_gets_every_event() throws Exception {
        try (KinesisServer whole = KinesisServer.startWhole();
                KinesisFanOut reader = new KinesisFanOut(whole.endpoint(), "fan")) {
            String types = Stream.of(EventType.values())
                    .filter(type -> type.topic() == EventType.Topic.CLICKSTREAM)
                    .map(EventType::wireName)
                    .collect(Collectors.joining(","));
            KinesisSink sink = kinesis.sink(
                    Map.of("endpoint", whole.endpoint().toString(), "prefix", "fan", "shards", "1", "types", types));
            sink.resumeAt().block(OpenKinesis.PATIENCE);
            reader.subscribe("clickstream-v1");
            // Enough for what is claimed: this server is slow.
            List<Batch> half = BATCHES.subList(0, BATCHES.size() / 2);
            sink.readAll(kinesis.portions(half)).blockLast(OpenKinesis.PATIENCE);

            List<String> expected = lines(half, TypeFilter.of(List.of(types.split(","))));
            await().atMost(OpenKinesis.PATIENCE)
                    .untilAsserted(() -> assertThat(reader.lines()).hasSameSizeAs(expected));
            assertThat(reader.lines()).containsExactlyInAnyOrderElementsOf(expected);
            assertInOrder(reader.lines());
        }
    }

    @Test
    void streams_that_are_missing_and_may_not_be_made_are_told() {
        StepVerifier.create(kinesis.sink(Map.of("create-streams", "false")).resumeAt())
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .hasMessageContaining(
                                "-clickstream-v1 is missing; make it, or allow it with create-streams: true"))
                .verify(OpenKinesis.PATIENCE);
    }

    @Test
    void wrong_settings_are_told() {
        assertThatThrownBy(() -> kinesis.sink(Map.of("endpoint", "localhost:4566")))
                .hasMessage("faux.sinks.kinesis.endpoint is localhost:4566, expected where Kinesis is, such as"
                        + " http://localhost:4566");
        assertThatThrownBy(() -> kinesis.sink(Map.of("shards", "0")))
                .hasMessage("faux.sinks.kinesis.shards is 0, expected at least 1");
        assertThatThrownBy(() -> kinesis.sink(Map.of("prefix", "a b")))
                .hasMessageStartingWith("faux.sinks.kinesis.prefix is a b, expected 1 to 100 letters");
    }

    @Test
    void where_the_ledger_cannot_be_written_nothing_is_lost() throws IOException {
        Path folder = Files.createDirectories(this.folder.resolve("sinks"));
        Path inTheWay = Files.createDirectories(folder.resolve("kinesis.json.new/in the way"));
        Delivery delivery = deliver(kinesis.sink(Map.of()));
        awaitFailing(delivery, "kinesis.json.new");
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());
        awaitHead(delivery);
        assertThat(new HashSet<>(kinesis.reading.lines())).hasSameElementsAs(LINES);
    }

    private Delivery deliver(KinesisSink sink) {
        Delivery delivery = new Delivery(log, sink, Schedulers.parallel());
        running.add(delivery.start());
        return delivery;
    }

    private static void awaitFailing(Delivery delivery, String message) {
        await().atMost(OpenKinesis.PATIENCE).untilAsserted(() -> {
            assertThat(delivery.state().status()).isEqualTo(Delivery.Status.FAILING);
            assertThat(delivery.state().failure()).hasMessageContaining(message);
        });
    }

    private void awaitHead(Delivery delivery) {
        await().atMost(OpenKinesis.PATIENCE).untilAsserted(() -> {
            assertThat(delivery.state().failure()).isNull();
            assertThat(delivery.state().position()).isEqualTo(log.head().position());
        });
    }

    private static List<String> lines(List<Batch> batches, TypeFilter types) {
        List<String> lines = new ArrayList<>();
        for (Batch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                if (types.accepts(batch.type(i))) {
                    lines.add(new String(batch.line(i), StandardCharsets.UTF_8));
                }
            }
        }
        return lines;
    }

    /** The first time that each is there, a key's events ascend. */
    private static void assertInOrder(List<String> lines) {
        Set<String> ids = new HashSet<>();
        Map<String, Long> last = new HashMap<>();
        int tried = 0;
        for (String line : lines) {
            JsonNode event = JSON.readTree(line);
            if (ids.add(event.get("id").asString())) {
                long position = Long.parseLong(event.get("sequence").asString());
                Long before = last.put(
                        event.get("partitionkey").asString()
                                + event.get("type").asString().startsWith("dev.faux.stock"),
                        position);
                if (before != null) {
                    tried++;
                    assertThat(position).isGreaterThan(before);
                }
            }
        }
        assertThat(tried).isGreaterThan(1_000);
    }
}
