package dev.faux.sink;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads what is committed in topics, up to where they end by now. It blocks; for one thread. */
final class KafkaTail implements AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);

    /** So often nothing may come. */
    private static final int VAIN = 5;

    /** Where the newest record is looked for first, in records before the end. */
    private static final int NEAR = 64;

    private final KafkaConsumer<byte[], byte[]> consumer;

    KafkaTail(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** The values of all keys that have one, in a compacted topic. */
    Map<String, byte[]> newest(String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        Map<String, byte[]> newest = new HashMap<>();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        readToEnd(consumer.endOffsets(partitions), each -> {
            String key = new String(each.key(), StandardCharsets.UTF_8);
            if (each.value() == null) {
                newest.remove(key);
            } else {
                newest.put(key, each.value());
            }
        });
        return newest;
    }

    /** The value of one key, or null where it has none, without reading all that was written before. */
    byte @Nullable [] newest(TopicPartition partition, String key) {
        List<TopicPartition> only = List.of(partition);
        consumer.assign(only);
        long begin = consumer.beginningOffsets(only).getOrDefault(partition, 0L);
        Map<TopicPartition, Long> end = consumer.endOffsets(only);
        long near = NEAR;
        long from;
        Map<String, byte @Nullable []> found = new HashMap<>();
        do {
            from = Math.max(begin, end.getOrDefault(partition, 0L) - near);
            consumer.seek(partition, from);
            readToEnd(end, each -> found.put(new String(each.key(), StandardCharsets.UTF_8), each.value()));
            near *= NEAR;
        } while (!found.containsKey(key) && from > begin);
        return found.get(key);
    }

    /** Fails where nothing comes for some seconds, though there is something to come. */
    private void readToEnd(Map<TopicPartition, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        long left = missing(ends);
        int vain = 0;
        while (left > 0) {
            consumer.poll(POLL).forEach(reader);
            long now = missing(ends);
            vain = now == left ? vain + 1 : 0;
            if (vain == VAIN) {
                throw new TimeoutException("nothing came for " + POLL.multipliedBy(VAIN) + " from " + ends.keySet()
                        + ", " + now + " records before the end");
            }
            left = now;
        }
    }

    private long missing(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey())))
                .sum();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
