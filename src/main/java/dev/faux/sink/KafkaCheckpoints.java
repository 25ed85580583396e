package dev.faux.sink;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.faux.log.Checkpoint;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The newest record of a sink in the topic of checkpoints: how far it has come, and who has written that. */
final class KafkaCheckpoints {

    private static final JsonMapper JSON = CheckpointJson.mapper();

    private final TopicPartition topic;
    private final String sink;

    KafkaCheckpoints(String topic, String sink) {
        this.topic = new TopicPartition(topic, 0);
        this.sink = sink;
    }

    /**
     * @param writer one run of one sink
     * @param isResetting whether all that was sent is being taken back, and the checkpoint with it
     */
    record Written(
            Checkpoint checkpoint,
            String writer,
            @JsonProperty("resetting") boolean isResetting) {}

    ProducerRecord<byte[], byte[]> record(Written written) {
        return of(JSON.writeValueAsBytes(written));
    }

    /** Takes it back. */
    ProducerRecord<byte[], byte[]> tombstone() {
        return of(null);
    }

    private ProducerRecord<byte[], byte[]> of(byte @Nullable [] value) {
        return new ProducerRecord<>(topic.topic(), topic.partition(), sink.getBytes(StandardCharsets.UTF_8), value);
    }

    /** The newest one that is committed, or null before the first. */
    @Nullable
    Written newest(KafkaTail tail) {
        byte[] found = tail.newest(topic, sink);
        return found == null ? null : JSON.readValue(found, Written.class);
    }
}
