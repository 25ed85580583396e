package dev.faux.sink;

import static dev.faux.sink.OpenKafka.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Histories;
import dev.faux.log.Reader;
import dev.faux.shop.EventType;
import dev.faux.simulation.History;
import dev.faux.sink.Topics.Found;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written to a real Kafka, seen by a consumer that knows nothing of Faux. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class KafkaSinkTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final History HISTORY = Histories.small();
    private static final List<Batch> BATCHES = Histories.batches(HISTORY, 6_000);

    private final OpenKafka kafka = new OpenKafka(HISTORY);

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void every_event_comes_once_as_a_cloud_event_in_binary_mode() {
        KafkaSink sink = kafka.sink(Map.of());
        Instant before = Instant.now();
        kafka.readAll(sink, BATCHES);

        List<Found> found = kafka.topics.events();
        assertThat(found).extracting(Found::event).isEqualTo(events(BATCHES));
        assertThat(found).allSatisfy(each -> {
            assertThat(each.key()).isEqualTo(each.header("ce_partitionkey"));
            assertThat(each.timestamp())
                    .isEqualTo(Instant.parse(each.header("ce_time")).toEpochMilli());
            assertThat(Instant.parse(each.header("ce_recordedtime"))).isAfterOrEqualTo(before.minusMillis(1));
        });
    }

    @Test
    void events_of_one_key_stand_in_one_partition_in_their_order() {
        kafka.readAll(kafka.sink(Map.of()), BATCHES);

        Map<String, Found> last = new HashMap<>();
        int compared = 0;
        for (String topic : List.of("clickstream.v1", "orders.v1", "stock.v1", "catalogue.v1", "customers.v1")) {
            for (Found each : kafka.topics.in(topic)) {
                Found before = last.put(each.topic() + each.key(), each);
                if (before != null) {
                    compared++;
                    assertThat(each.partition()).isEqualTo(before.partition());
                    assertThat(each.position()).isGreaterThan(before.position());
                }
            }
        }
        assertThat(compared).isGreaterThan(1_000);
        assertThat(kafka.topics.in("orders.v1").stream().map(Found::partition).distinct())
                .hasSize(6);
    }

    @Test
    void the_checkpoint_stands_where_the_events_end() {
        KafkaSink sink = kafka.sink(Map.of());
        StepVerifier.create(sink.resumeAt()).verifyComplete();
        for (Batch batch : BATCHES.subList(0, 3)) {
            kafka.read(sink, batch);
            kafka.awaitKept(sink, kafka.reached(batch));
        }
        assertThat(kafka.topics.in("checkpoints")).hasSize(3).allSatisfy(each -> {
            assertThat(each.key()).isEqualTo("kafka");
            assertThat(JSON.readTree(each.value()).at("/checkpoint/history").asString())
                    .isEqualTo(HISTORY.id());
        });
    }

    @Test
    void another_run_goes_on_where_the_last_one_has_ended() {
        KafkaSink first = kafka.sink(Map.of());
        first.resumeAt().block(PATIENCE);
        kafka.read(first, BATCHES.getFirst());
        first.close();

        KafkaSink second = kafka.sink(Map.of());
        kafka.awaitKept(second, kafka.reached(BATCHES.getFirst()));
        second.resumeAt().block(PATIENCE);
        BATCHES.stream().skip(1).forEach(batch -> kafka.read(second, batch));
        assertThat(kafka.topics.events()).extracting(Found::event).isEqualTo(events(BATCHES));
    }

    @Test
    void of_two_that_write_to_the_same_topics_the_older_one_is_fenced_and_refuses_to_go_on() {
        KafkaSink older = kafka.sink(Map.of());
        older.resumeAt().block(PATIENCE);
        kafka.read(older, BATCHES.get(0));
        KafkaSink newer = kafka.sink(Map.of());
        kafka.awaitKept(newer, kafka.reached(BATCHES.get(0)));
        newer.resumeAt().block(PATIENCE);
        kafka.read(newer, BATCHES.get(1));

        StepVerifier.create(older.read(BATCHES.get(1), kafka.reached(BATCHES.get(1))))
                .expectErrorSatisfies(refused -> assertThat(refused)
                        .isInstanceOf(Reader.Refused.class)
                        .hasMessageContaining("kafka has been taken over")
                        .hasMessageContaining("up to position " + BATCHES.get(1).last()))
                .verify(PATIENCE);
        kafka.read(newer, BATCHES.get(2));
        assertThat(kafka.topics.events()).extracting(Found::event).isEqualTo(events(BATCHES.subList(0, 3)));
    }

    @Test
    void who_has_been_overtaken_before_his_first_batch_writes_nothing() {
        KafkaSink older = kafka.sink(Map.of());
        older.resumeAt().block(PATIENCE);
        KafkaSink newer = kafka.sink(Map.of());
        newer.resumeAt().block(PATIENCE);
        kafka.read(newer, BATCHES.get(0));

        StepVerifier.create(older.read(BATCHES.get(0), kafka.reached(BATCHES.get(0))))
                .expectErrorMessage("somebody else has written to " + kafka.prefix + ".checkpoints meanwhile")
                .verify(PATIENCE);
        assertThat(kafka.topics.events()).hasSize((int) BATCHES.get(0).last());
    }

    @Test
    void without_transactions_everything_comes_as_well() {
        KafkaSink sink = kafka.sink(Map.of("exactly-once", "false"));
        kafka.readAll(sink, BATCHES);
        assertThat(kafka.topics.events()).extracting(Found::event).isEqualTo(events(BATCHES));
        kafka.awaitKept(sink, kafka.reached(BATCHES.getLast()));
    }

    @Test
    void where_the_checkpoint_cannot_be_written_no_event_of_its_batch_is_seen() throws Exception {
        kafka.makeFull("checkpoints");
        KafkaSink sink = kafka.sink(Map.of());
        sink.resumeAt().block(PATIENCE);

        expectTooLarge(sink, BATCHES.getFirst());
        assertThat(kafka.topics.events()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void where_an_event_cannot_be_written_the_checkpoint_stays_where_it_is(String exactlyOnce) throws Exception {
        kafka.makeFull("clickstream.v1");
        KafkaSink sink = kafka.sink(Map.of("exactly-once", exactlyOnce));
        sink.resumeAt().block(PATIENCE);
        Batch visits = BATCHES.stream()
                .filter(batch ->
                        IntStream.range(0, batch.size()).anyMatch(i -> batch.type(i) == EventType.SESSION_STARTED))
                .findFirst()
                .orElseThrow();

        expectTooLarge(sink, visits);
        assertThat(kafka.topics.in("checkpoints")).isEmpty();
    }

    private void expectTooLarge(KafkaSink sink, Batch batch) {
        StepVerifier.create(sink.read(batch, kafka.reached(batch)))
                .expectErrorSatisfies(failure -> assertThat(failure).isInstanceOf(RecordTooLargeException.class))
                .verify(PATIENCE);
        // Which gives up what is under way, as it would else go on to be until it takes too long.
        assertThat(sink.resumeAt().blockOptional(PATIENCE)).isEmpty();
    }

    @Test
    void only_the_types_that_are_asked_for_come_and_only_from_where_they_are_wanted() {
        KafkaSink sink = kafka.sink(Map.of("types", "order.*,payment.captured"));
        sink.resumeAt().block(PATIENCE);
        long since = BATCHES.get(2).first() + 3;
        for (Batch batch : BATCHES) {
            sink.read(batch, new Checkpoint(HISTORY.id(), batch.last(), batch.digest(), since, 0))
                    .block(PATIENCE);
        }
        assertThat(kafka.topics.events())
                .extracting(Found::event)
                .isNotEmpty()
                .isEqualTo(events(BATCHES).stream()
                        .filter(event -> Long.parseLong(event.get("sequence").asString()) >= since)
                        .filter(event ->
                                event.get("type").asString().matches("dev\\.faux\\.(order\\..*|payment.captured)"))
                        .toList());
    }

    @Test
    void what_is_spoilt_on_purpose_says_so_and_the_answers_stand_beside() {
        KafkaSink sink = kafka.sink(Map.of(
                "mangle.late.share", "0.05",
                "mangle.late.by", "PT1M",
                "mangle.discard.share", "0.03",
                "mangle.malformed.share", "0.02"));
        kafka.readAll(sink, BATCHES);

        Map<Long, String> answers = new HashMap<>();
        kafka.topics.in("mangled.v1").stream()
                .map(each -> JSON.readTree(each.value()))
                .forEach(told -> answers.put(
                        told.get("position").asLong(), told.get("mangled").asString()));
        assertThat(answers.values()).contains("late", "discard", "malformed");

        List<Found> found = kafka.topics.events();
        for (Found each : found) {
            String dirt = answers.get(each.position());
            assertThat(each.headers().get("faux_mangled")).isEqualTo(dirt);
            if ("malformed".equals(dirt)) {
                assertThatThrownBy(() -> JSON.readTree(each.value())).isInstanceOf(RuntimeException.class);
            } else {
                assertThat(JSON.readTree(each.value()).isObject()).isTrue();
            }
        }
        Set<Long> positions = found.stream().map(Found::position).collect(Collectors.toSet());
        long end = BATCHES.getLast().time(BATCHES.getLast().size() - 1);
        List<JsonNode> missing = events(BATCHES).stream()
                .filter(event ->
                        !positions.contains(Long.parseLong(event.get("sequence").asString())))
                .toList();
        assertThat(missing).isNotEmpty().allSatisfy(event -> {
            long position = Long.parseLong(event.get("sequence").asString());
            long at = Instant.parse(event.get("time").asString()).toEpochMilli();
            // What is late at the end has yet to come.
            assertThat(answers.get(position)).isIn(at < end - 60_000 ? List.of("discard") : List.of("discard", "late"));
        });
    }

    @Test
    void topics_that_are_missing_are_named_where_they_may_not_be_made() {
        StepVerifier.create(kafka.sink(Map.of("create-topics", "false", "partitions", "3"))
                        .resumeAt())
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .hasMessageContaining("these topics are missing: " + kafka.prefix + ".clickstream.v1, ")
                        .hasMessageContaining(kafka.prefix + ".checkpoints; make them with 3 partitions each"))
                .verify(PATIENCE);
    }

    @Test
    void wrong_settings_are_told() {
        assertThatThrownBy(() -> kafka.sink(Map.of("properties.acks", "1")))
                .hasMessage("faux.sinks.kafka.properties has acks, which the sink decides: leave it out");
        assertThatThrownBy(() -> kafka.sink(Map.of("types", "order.plcaed")))
                .hasMessageStartingWith("faux.sinks.kafka.types: no event type is order.plcaed, expected one of ");
        assertThatThrownBy(() -> kafka.sink(Map.of("from", "yesterday")))
                .hasMessageStartingWith("faux.sinks.kafka.from is yesterday, expected start, now, a position");
        assertThatThrownBy(() -> kafka.sink(Map.of("limit", "0")))
                .hasMessageStartingWith("faux.sinks.kafka.limit is 0, expected at least 1");
    }

    private static List<JsonNode> events(List<Batch> batches) {
        return new String(Histories.bytes(batches, 1), StandardCharsets.UTF_8)
                .lines()
                .map(JSON::readTree)
                .toList();
    }
}
