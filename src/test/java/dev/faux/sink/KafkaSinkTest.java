package dev.faux.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Histories;
import dev.faux.log.Reader;
import dev.faux.simulation.History;
import dev.faux.sink.Topics.Found;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written to a real Kafka, seen by a consumer that knows nothing of Faux. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KafkaSinkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final History HISTORY = Histories.small();
    private static final List<Batch> BATCHES = Histories.batches(HISTORY, 6_000);

    private final String prefix = TestKafka.newPrefix();
    private final Topics topics = new Topics(TestKafka.bootstrapServers(), prefix);
    private final List<KafkaSink> sinks = new ArrayList<>();

    @AfterEach
    void close() {
        sinks.forEach(KafkaSink::close);
    }

    @Test
    void every_event_comes_once_as_a_cloud_event_in_binary_mode() {
        KafkaSink sink = open(Map.of());
        Instant before = Instant.now();
        readAll(sink);

        List<Found> found = topics.events();
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
        readAll(open(Map.of()));

        Map<String, Found> last = new HashMap<>();
        int compared = 0;
        for (String topic : List.of("clickstream.v1", "orders.v1", "stock.v1", "catalogue.v1", "customers.v1")) {
            for (Found each : topics.in(topic)) {
                Found before = last.put(each.topic() + each.key(), each);
                if (before != null) {
                    compared++;
                    assertThat(each.partition()).isEqualTo(before.partition());
                    assertThat(each.position()).isGreaterThan(before.position());
                }
            }
        }
        assertThat(compared).isGreaterThan(1_000);
        assertThat(topics.in("orders.v1").stream().map(Found::partition).distinct())
                .hasSize(6);
    }

    @Test
    void the_checkpoint_stands_where_the_events_end() {
        KafkaSink sink = open(Map.of());
        StepVerifier.create(sink.resumeAt()).verifyComplete();
        for (Batch batch : BATCHES.subList(0, 3)) {
            read(sink, batch);
            awaitKept(sink, reached(batch));
        }
        assertThat(topics.in("checkpoints")).hasSize(3).allSatisfy(each -> {
            assertThat(each.key()).isEqualTo("kafka");
            assertThat(JSON.readTree(each.value()).get("history").asString()).isEqualTo(HISTORY.id());
        });
    }

    @Test
    void another_run_goes_on_where_the_last_one_has_ended() {
        KafkaSink first = open(Map.of());
        first.resumeAt().block(PATIENCE);
        read(first, BATCHES.getFirst());
        first.close();

        KafkaSink second = open(Map.of());
        awaitKept(second, reached(BATCHES.getFirst()));
        second.resumeAt().block(PATIENCE);
        BATCHES.stream().skip(1).forEach(batch -> read(second, batch));
        assertThat(topics.events()).extracting(Found::event).isEqualTo(events(BATCHES));
    }

    @Test
    void of_two_that_write_to_the_same_topics_the_older_one_is_fenced_and_refuses_to_go_on() {
        KafkaSink older = open(Map.of());
        older.resumeAt().block(PATIENCE);
        read(older, BATCHES.get(0));
        KafkaSink newer = open(Map.of());
        awaitKept(newer, reached(BATCHES.get(0)));
        newer.resumeAt().block(PATIENCE);
        read(newer, BATCHES.get(1));

        StepVerifier.create(older.read(BATCHES.get(1), reached(BATCHES.get(1))))
                .expectErrorSatisfies(refused -> assertThat(refused)
                        .isInstanceOf(Reader.Refused.class)
                        .hasMessageContaining("kafka has been taken over")
                        .hasMessageContaining("up to position " + BATCHES.get(1).last()))
                .verify(PATIENCE);
        read(newer, BATCHES.get(2));
        assertThat(topics.events()).extracting(Found::event).isEqualTo(events(BATCHES.subList(0, 3)));
    }

    @Test
    void who_has_been_overtaken_before_his_first_batch_writes_nothing() {
        KafkaSink older = open(Map.of());
        older.resumeAt().block(PATIENCE);
        KafkaSink newer = open(Map.of());
        newer.resumeAt().block(PATIENCE);
        read(newer, BATCHES.get(0));

        StepVerifier.create(older.read(BATCHES.get(0), reached(BATCHES.get(0))))
                .expectErrorMessage("somebody else has written to " + prefix + ".checkpoints meanwhile")
                .verify(PATIENCE);
        assertThat(topics.events()).hasSize((int) BATCHES.get(0).last());
    }

    @Test
    void without_transactions_everything_comes_as_well() {
        KafkaSink sink = open(Map.of("exactly-once", "false"));
        readAll(sink);
        assertThat(topics.events()).extracting(Found::event).isEqualTo(events(BATCHES));
        awaitKept(sink, reached(BATCHES.getLast()));
    }

    @Test
    void only_the_types_that_are_asked_for_come_and_only_from_where_they_are_wanted() {
        KafkaSink sink = open(Map.of("types", "order.*,payment.captured"));
        sink.resumeAt().block(PATIENCE);
        long since = BATCHES.get(2).first() + 3;
        for (Batch batch : BATCHES) {
            sink.read(batch, new Checkpoint(HISTORY.id(), batch.last(), batch.digest(), since, 0))
                    .block(PATIENCE);
        }
        assertThat(topics.events())
                .extracting(Found::event)
                .isNotEmpty()
                .isEqualTo(events(BATCHES).stream()
                        .filter(event -> Long.parseLong(event.get("sequence").asString()) >= since)
                        .filter(event ->
                                event.get("type").asString().matches("dev\\.faux\\.(order\\..*|payment.captured)"))
                        .toList());
    }

    @Test
    void topics_that_are_missing_are_named_where_they_may_not_be_made() {
        StepVerifier.create(open(Map.of("create-topics", "false", "partitions", "3"))
                        .resumeAt())
                .expectErrorSatisfies(failure -> assertThat(failure)
                        .hasMessageContaining("these topics are missing: " + prefix + ".clickstream.v1, ")
                        .hasMessageContaining(prefix + ".checkpoints; make them with 3 partitions each"))
                .verify(PATIENCE);
    }

    @Test
    void wrong_settings_are_told() {
        assertThatThrownBy(() -> open(Map.of("properties.acks", "1")))
                .hasMessage("faux.sinks.kafka.properties has acks, which the sink decides: leave it out");
        assertThatThrownBy(() -> open(Map.of("types", "order.plcaed")))
                .hasMessageStartingWith("faux.sinks.kafka.types: no event type is order.plcaed, expected one of ");
        assertThatThrownBy(() -> open(Map.of("from", "yesterday")))
                .hasMessageStartingWith("faux.sinks.kafka.from is yesterday, expected start, now, a position");
        assertThatThrownBy(() -> open(Map.of("limit", "0")))
                .hasMessageStartingWith("faux.sinks.kafka.limit is 0, expected at least 1");
    }

    private KafkaSink open(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        settings.forEach((key, value) -> all.put("sink." + key, value));
        all.put("sink.bootstrap-servers", TestKafka.bootstrapServers());
        all.put("sink.prefix", prefix);
        SinkSettings bound = new Binder(new MapConfigurationPropertySource(all))
                .bind("sink", SinkSettings.class)
                .get();
        KafkaSink sink = new KafkaSink("kafka", bound, Duration.ofDays(3650));
        sinks.add(sink);
        return sink;
    }

    /** What is committed can be seen a little later. */
    private static void awaitKept(KafkaSink sink, Checkpoint expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sink.kept().block(PATIENCE)).isEqualTo(expected));
    }

    private void readAll(KafkaSink sink) {
        sink.resumeAt().block(PATIENCE);
        BATCHES.forEach(batch -> read(sink, batch));
    }

    private static void read(KafkaSink sink, Batch batch) {
        sink.read(batch, reached(batch)).block(PATIENCE);
    }

    private static Checkpoint reached(Batch batch) {
        return new Checkpoint(HISTORY.id(), batch.last(), batch.digest(), 1, batch.last());
    }

    private static List<JsonNode> events(List<Batch> batches) {
        return new String(Histories.bytes(batches, 1), StandardCharsets.UTF_8)
                .lines()
                .map(JSON::readTree)
                .toList();
    }
}
