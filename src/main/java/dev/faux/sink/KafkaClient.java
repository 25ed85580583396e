package dev.faux.sink;

import dev.faux.log.WrongSetting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** How to talk to one Kafka: what its clients are told, with what the user says of security and the like. */
final class KafkaClient {

    /** What would break the promise of the sink. */
    private static final List<String> OURS = List.of(
            CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
            ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.GROUP_ID_CONFIG);

    private static final int REQUEST_MILLIS = 10_000;

    /** Events go to dozens of partitions: fewer, fuller requests are worth that much at the end of a transaction. */
    private static final int LINGER_MILLIS = 20;

    private static final int GIVE_UP_MILLIS = 15_000;

    /** One that was broken off holds up all consumers for so long, if nobody is there to give it up. */
    private static final int TRANSACTION_MILLIS = 30_000;

    private static final int HASTY_MILLIS = 2_000;
    private static final int FETCH_MILLIS = 20;
    private static final int CONNECT_MILLIS = 3_000;
    private static final int RECONNECT_MILLIS = 1_000;

    private final String sink;
    private final Map<String, Object> common = new HashMap<>();
    private final Map<String, String> asked;

    KafkaClient(String sink, String bootstrapServers, Map<String, String> asked) {
        this.sink = sink;
        this.asked = asked;
        asked.keySet().stream().filter(OURS::contains).findFirst().ifPresent(key -> {
            throw new WrongSetting(
                    "faux.sinks." + sink + ".properties has " + key + ", which the sink decides: leave it out");
        });
        common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        common.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        common.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        common.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, CONNECT_MILLIS);
        common.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_MILLIS);
    }

    Admin admin() {
        Map<String, Object> told = new HashMap<>(common);
        told.put(CommonClientConfigs.CLIENT_ID_CONFIG, "faux-" + sink + "-admin");
        told.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, GIVE_UP_MILLIS);
        told.putAll(asked);
        return Admin.create(told);
    }

    /** Sees only what has been committed; gives up after some seconds. */
    KafkaTail tail() {
        return tail(GIVE_UP_MILLIS);
    }

    /** The same for who has little patience. */
    KafkaTail hastyTail() {
        return tail(HASTY_MILLIS);
    }

    private KafkaTail tail(int patience) {
        Map<String, Object> told = new HashMap<>(common);
        told.put(CommonClientConfigs.CLIENT_ID_CONFIG, "faux-" + sink + "-reader");
        told.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
        told.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        told.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // It reads what is there: nothing more will come.
        told.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MILLIS);
        told.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        told.putAll(asked);
        return new KafkaTail(new KafkaConsumer<>(told, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
    }

    /** @param transactionalId null for a producer without transactions */
    Map<String, Object> producer(@Nullable String transactionalId) {
        Map<String, Object> told = new HashMap<>(common);
        told.put(CommonClientConfigs.CLIENT_ID_CONFIG, "faux-" + sink);
        told.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        told.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        told.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, GIVE_UP_MILLIS);
        told.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, GIVE_UP_MILLIS);
        told.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        told.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        // Who begins a transaction before the end of the last one is known everywhere is told to try again, which is
        // soon.
        told.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
        told.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        told.put(ProducerConfig.ACKS_CONFIG, "all");
        told.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        told.putAll(asked);
        if (transactionalId != null) {
            told.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
            told.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
        }
        return told;
    }
}
