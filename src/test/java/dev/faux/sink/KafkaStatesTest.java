package dev.faux.sink;

import static dev.faux.sink.OpenKafka.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Histories;
import dev.faux.simulation.History;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The topics of states hold what a plain fold over the events gives, wherever the sink is broken off. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class KafkaStatesTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> OVER = List.of("delivered", "failed", "cancelled");
    private static final History HISTORY =
            Histories.small("intensity.per_minute=4", "merchandising={price_changes: 20, edits: 50, launches: 50}");

    /** Some days long. */
    private static final List<Batch> BATCHES = Histories.batches(HISTORY, 30_000);

    private final OpenKafka kafka = new OpenKafka(HISTORY);

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void entities_stand_as_their_events_have_left_them_though_the_sink_is_opened_anew_again_and_again() {
        KafkaSink sink = kafka.sink(Map.of());
        int opened = 0;
        for (Batch batch : BATCHES) {
            if (batch.first() / 5_000 != batch.last() / 5_000 || opened == 0) {
                if (batch.first() > 1) {
                    kafka.awaitKept(sink, reachedBefore(batch));
                }
                sink.resumeAt().block(PATIENCE);
                opened++;
            }
            kafka.read(sink, batch);
        }
        assertThat(opened).isGreaterThan(4);

        Fold fold = Fold.of(BATCHES);
        assertThat(fold.gone).hasSizeGreaterThan(50);
        assertThat(fold.retired).isPositive();
        assertThat(fold.priced).isPositive();
        assertThat(newest("state.customer.v1")).isEqualTo(fold.customers);
        assertThat(newest("state.product.v1")).isEqualTo(fold.products);
        assertThat(newest("state.order.v1")).isEqualTo(fold.orders);
        assertThat(fold.orders).hasSizeGreaterThan(50);
    }

    @Test
    void only_what_the_types_begin_is_kept() {
        KafkaSink sink = kafka.sink(Map.of("types", "order.*"));
        kafka.readAll(sink, BATCHES.subList(0, 3));
        assertThat(sink.looksBack()).isTrue();
        assertThat(newest("state.order.v1")).isEqualTo(Fold.of(BATCHES.subList(0, 3)).orders);
        assertThat(newest("state.customer.v1")).isEmpty();
        assertThat(newest("state.product.v1")).isEmpty();
        assertThat(kafka.sink(Map.of("types", "stock.*")).looksBack()).isFalse();
        assertThat(kafka.sink(Map.of("state", "false")).looksBack()).isFalse();
    }

    @Test
    void a_new_history_begins_without_those_of_the_last_one_and_its_events_stay() {
        KafkaSink sink = kafka.sink(Map.of());
        kafka.readAll(sink, BATCHES.subList(0, 3));
        int events = kafka.topics.events().size();
        assertThat(newest("state.product.v1")).isNotEmpty();

        sink.resumeAt().block(PATIENCE);
        sink.beginAnew().block(PATIENCE);
        assertThat(newest("state.customer.v1")).isEmpty();
        assertThat(newest("state.product.v1")).isEmpty();
        assertThat(newest("state.order.v1")).isEmpty();
        assertThat(kafka.topics.events()).hasSize(events);
    }

    @Test
    void a_reset_takes_back_everything() {
        KafkaSink sink = kafka.sink(Map.of());
        kafka.readAll(sink, BATCHES.subList(0, 3));
        sink.reset().block(PATIENCE);

        kafka.awaitKept(sink, null);
        assertThat(kafka.topics.events()).isEmpty();
        assertThat(newest("state.customer.v1")).isEmpty();
        assertThat(newest("state.order.v1")).isEmpty();
        kafka.readAll(sink, BATCHES.subList(0, 4));
        assertThat(kafka.topics.events()).hasSize((int) BATCHES.get(3).last());
        assertThat(newest("state.order.v1")).isEqualTo(Fold.of(BATCHES.subList(0, 4)).orders);
    }

    private Checkpoint reachedBefore(Batch batch) {
        return kafka.reached(BATCHES.get(BATCHES.indexOf(batch) - 1));
    }

    private Map<String, JsonNode> newest(String topic) {
        return kafka.topics.newest(topic);
    }

    /** Every entity after all events, one event at a time. */
    private static final class Fold {

        private final Map<String, JsonNode> customers = new TreeMap<>();
        private final Map<String, JsonNode> products = new TreeMap<>();
        private final Map<String, JsonNode> orders = new TreeMap<>();
        private final Map<String, Instant> gone = new HashMap<>();
        private int retired;
        private int priced;

        static Fold of(List<Batch> batches) {
            Fold fold = new Fold();
            new String(Histories.bytes(batches, 1), StandardCharsets.UTF_8)
                    .lines()
                    .map(JSON::readTree)
                    .forEach(fold::take);
            Instant end = Instant.ofEpochMilli(
                    batches.getLast().time(batches.getLast().size() - 1));
            fold.gone.entrySet().removeIf(order -> !order.getValue().isBefore(end.minus(OpenKafka.STAY)));
            fold.orders.keySet().removeAll(fold.gone.keySet());
            return fold;
        }

        private void take(JsonNode event) {
            String type = event.get("type").asString().substring("dev.faux.".length());
            String key = event.get("partitionkey").asString();
            ObjectNode data = (ObjectNode) event.get("data");
            if (type.startsWith("customer.")) {
                data.remove(List.of("addresses", "payment_methods"));
                data.set("updated_at", type.equals("customer.updated") ? event.get("time") : data.get("created_at"));
                customers.put(key, data.put("is_active", true));
            } else if (type.equals("product.launched") || type.equals("product.edited")) {
                data.remove(List.of("prices", "variants"));
                products.put(key, withNulls(data, "season", "minimum_age", "excluded_markets", "retired_at"));
            } else if (type.equals("price.changed")) {
                priced++;
                ((ObjectNode) Objects.requireNonNull(products.get(key))).set("unit_price", data.get("unit_price"));
            } else if (type.equals("product.retired")) {
                retired++;
                products.remove(key);
            } else if (type.equals("order.placed")) {
                data.set("updated_at", data.get("created_at"));
                data.get("items").forEach(item -> withNulls((ObjectNode) item, "promotion_id"));
                orders.put(key, withNulls(data, "session_id"));
            } else if (type.startsWith("order.")) {
                ObjectNode order = (ObjectNode) Objects.requireNonNull(orders.get(key));
                order.set("status", data.get("status"));
                order.set("updated_at", event.get("time"));
                if (OVER.contains(data.get("status").asString())) {
                    gone.put(key, Instant.parse(event.get("time").asString()));
                }
            }
        }

        private static ObjectNode withNulls(ObjectNode entity, String... fields) {
            for (String field : fields) {
                if (!entity.has(field)) {
                    entity.putNull(field);
                }
            }
            return entity;
        }
    }
}
