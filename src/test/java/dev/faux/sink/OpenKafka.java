package dev.faux.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.simulation.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** Topics of a prefix of their own in a real Kafka, and the sinks that write to them, as settings make them. */
final class OpenKafka implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(1);
    static final Duration STAY = Duration.ofDays(1);

    private static final Duration KEPT = Duration.ofDays(3650);

    final String prefix = TestKafka.newPrefix();
    final Topics topics = new Topics(TestKafka.bootstrapServers(), prefix);
    private final History history;
    private final List<KafkaSink> sinks = new ArrayList<>();

    OpenKafka(History history) {
        this.history = history;
    }

    /** Another run, with these of {@code faux.sinks.kafka.*}. */
    KafkaSink sink(Map<String, String> settings) {
        SinkSettings bound = TestKafka.settings(TestKafka.bootstrapServers(), prefix, settings);
        KafkaSink sink = new KafkaSink("kafka", bound, history.seed(), KEPT, STAY);
        sinks.add(sink);
        return sink;
    }

    /** A topic of this name is there already, and takes nothing. */
    void makeFull(String topic) throws ExecutionException, InterruptedException {
        NewTopic full = new NewTopic(prefix + '.' + topic, Optional.of(1), Optional.empty())
                .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "1"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            admin.createTopics(List.of(full)).all().get();
        }
    }

    void readAll(KafkaSink sink, List<Batch> batches) {
        sink.resumeAt().block(PATIENCE);
        batches.forEach(batch -> read(sink, batch));
    }

    void read(KafkaSink sink, Batch batch) {
        sink.read(batch, reached(batch)).block(PATIENCE);
    }

    Checkpoint reached(Batch batch) {
        return new Checkpoint(history.id(), batch.last(), batch.digest(), 1, batch.last());
    }

    /** What is committed can be seen a little later. */
    void awaitKept(KafkaSink sink, @Nullable Checkpoint expected) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sink.kept().block(PATIENCE)).isEqualTo(expected));
    }

    @Override
    public void close() {
        sinks.forEach(KafkaSink::close);
    }
}
