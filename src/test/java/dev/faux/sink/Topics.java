package dev.faux.sink;

import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What stands in topics, as a consumer of somebody else's sees it. */
public final class Topics {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> OF_EVENTS =
            List.of("clickstream.v1", "orders.v1", "stock.v1", "catalogue.v1", "customers.v1");

    private final String bootstrapServers;
    private final String prefix;

    public Topics(String bootstrapServers, String prefix) {
        this.bootstrapServers = bootstrapServers;
        this.prefix = prefix;
    }

    /** @param value null for a tombstone */
    record Found(
            String topic,
            int partition,
            long timestamp,
            String key,
            Map<String, String> headers,
            @Nullable String value) {

        long position() {
            return Long.parseLong(header("ce_sequence"));
        }

        String header(String name) {
            return headers.getOrDefault(name, "no " + name);
        }

        /** The event as it is written elsewhere: attributes in their order, the data last. */
        JsonNode event() {
            ObjectNode event = JSON.createObjectNode();
            headers.forEach((name, text) -> {
                if (name.equals("content-type")) {
                    event.put("datacontenttype", text);
                } else if (!name.equals("ce_recordedtime")) {
                    event.put(name.substring("ce_".length()), text);
                }
            });
            event.set("data", JSON.readTree(value));
            return event;
        }
    }

    /** All events that are committed, by position; those of one partition come as they stand there. */
    List<Found> events() {
        List<Found> all = new ArrayList<>();
        OF_EVENTS.forEach(topic -> all.addAll(in(topic)));
        return all.stream().sorted(Comparator.comparingLong(Found::position)).toList();
    }

    /** Everything that is committed in a topic, one partition after another, as soon as no transaction is under way. */
    List<Found> in(String topic) {
        try (var consumer = consumer("read_committed");
                var impatient = consumer("read_uncommitted")) {
            List<TopicPartition> partitions = consumer.partitionsFor(prefix + "." + topic).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            await().atMost(OpenKafka.PATIENCE)
                    .until(() -> consumer.endOffsets(partitions).equals(impatient.endOffsets(partitions)));
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<Found> found = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofSeconds(1)).forEach(each -> found.add(found(each)));
            }
            return found.stream()
                    .sorted(Comparator.comparingInt(Found::partition))
                    .toList();
        }
    }

    /** The last values of all keys of a compacted topic that have one. */
    public Map<String, JsonNode> newest(String topic) {
        Map<String, JsonNode> newest = new TreeMap<>();
        for (Found each : in(topic)) {
            if (each.value() == null) {
                newest.remove(each.key());
            } else {
                newest.put(each.key(), JSON.readTree(each.value()));
            }
        }
        return newest;
    }

    /** Writes down all events as the consumer for consoles does with headers and keys, as they come, and counts them. */
    long print(Path file) throws IOException {
        long count = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (String topic : OF_EVENTS) {
                for (Found each : in(topic)) {
                    out.write(each.headers().entrySet().stream()
                            .map(header -> header.getKey() + ":" + header.getValue())
                            .collect(Collectors.joining(",", "", "\t" + each.key() + "\t" + each.value() + "\n")));
                    count++;
                }
            }
        }
        return count;
    }

    private KafkaConsumer<String, String> consumer(String isolation) {
        Map<String, Object> told =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", isolation, "fetch.max.wait.ms", 20);
        return new KafkaConsumer<>(told, new StringDeserializer(), new StringDeserializer());
    }

    private static Found found(ConsumerRecord<String, String> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return new Found(record.topic(), record.partition(), record.timestamp(), record.key(), headers, record.value());
    }
}
