package dev.faux.sink;

import dev.faux.log.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The newest record of a sink in the topic of checkpoints: how far it has come, and who has written that. */
final class KafkaCheckpoints {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration POLL = Duration.ofSeconds(1);

    /** Where the newest one is looked for first, in records before the end; others write there, too. */
    private static final int NEAR = 64;

    private final TopicPartition topic;
    private final byte[] key;

    KafkaCheckpoints(String topic, String sink) {
        this.topic = new TopicPartition(topic, 0);
        this.key = sink.getBytes(StandardCharsets.UTF_8);
    }

    /** @param writer one run of one sink */
    record Written(Checkpoint checkpoint, String writer) {}

    /** As the record shows it; a digest is hexadecimal there, since JSON's numbers do not hold it. */
    private record Shown(String history, long position, String digest, long since, long count, String writer) {

        static Shown of(Written written) {
            Checkpoint each = written.checkpoint;
            return new Shown(
                    each.history(),
                    each.position(),
                    HexFormat.of().toHexDigits(each.digest()),
                    each.since(),
                    each.count(),
                    written.writer);
        }

        Written meant() {
            long bits = HexFormat.fromHexDigitsToLong(digest);
            return new Written(new Checkpoint(history, position, bits, since, count), writer);
        }
    }

    ProducerRecord<byte[], byte[]> record(Written written) {
        return new ProducerRecord<>(topic.topic(), topic.partition(), key, JSON.writeValueAsBytes(Shown.of(written)));
    }

    /** Takes back the newest one. */
    ProducerRecord<byte[], byte[]> tombstone() {
        return new ProducerRecord<>(topic.topic(), topic.partition(), key, null);
    }

    /** The newest one that is committed, or null before the first. */
    @Nullable
    Written newest(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> only = List.of(topic);
        consumer.assign(only);
        long begin = consumer.beginningOffsets(only).getOrDefault(topic, 0L);
        long end = consumer.endOffsets(only).getOrDefault(topic, 0L);
        long near = NEAR;
        long from;
        byte @Nullable [] found;
        do {
            from = Math.max(begin, end - near);
            found = newest(consumer, from, end);
            near *= NEAR;
        } while (found == null && from > begin);
        return found == null || found.length == 0
                ? null
                : JSON.readValue(found, Shown.class).meant();
    }

    /** What the newest record says, empty for a tombstone; null where there is none from an offset to before another. */
    private byte @Nullable [] newest(Consumer<byte[], byte[]> consumer, long from, long end) {
        byte @Nullable [] newest = null;
        consumer.seek(topic, from);
        while (consumer.position(topic) < end) {
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                if (Arrays.equals(each.key(), key)) {
                    newest = each.value() == null ? new byte[0] : each.value();
                }
            }
        }
        return newest;
    }
}
