package dev.faux.sink;

import dev.faux.shop.EventType;
import dev.faux.shop.EventType.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of one sink: what they are called, and how they are made. */
final class KafkaTopics {

    /** Of checkpoints there is one at a time: nothing to spread. */
    private static final int PARTITIONS_OF_CHECKPOINTS = 1;

    /** Only the newest of a key counts; the rest goes soon, so that there is little to read after a restart. */
    private static final Map<String, String> COMPACTED = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
            "0.1",
            TopicConfig.SEGMENT_MS_CONFIG,
            "3600000",
            TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
            Long.toString(Long.MAX_VALUE));

    /** What there is a topic of the states of. */
    enum Entity {
        CUSTOMER,
        PRODUCT,
        ORDER
    }

    /** As Kafka calls the offset after the last one that all replicas have. */
    private static final long TO_THE_END = -1;

    private final String prefix;
    private final int partitions;
    private final boolean isMangled;
    private final Map<String, String> ofEvents;

    /** By type. */
    private final String[] names;

    /**
     * @param isMangled whether there is one for what is spoilt on purpose
     * @param kept how long events stay, in milliseconds since they happened
     */
    KafkaTopics(String prefix, int partitions, boolean isMangled, long kept) {
        this.prefix = prefix;
        this.isMangled = isMangled;
        this.partitions = partitions;
        ofEvents = Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(kept),
                // Events carry the instant at which they happen, which a shop that runs ahead of the clock has yet to
                // come.
                TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                Long.toString(Long.MAX_VALUE));
        names = new String[EventType.values().length];
        for (EventType type : EventType.values()) {
            names[type.ordinal()] = name(type.topic());
        }
    }

    String of(EventType type) {
        return names[type.ordinal()];
    }

    String of(Entity entity) {
        return prefix + ".state." + entity.name().toLowerCase(Locale.ROOT) + ".v1";
    }

    /** What was spoilt on purpose, event by event. */
    String mangled() {
        return prefix + ".mangled.v1";
    }

    String checkpoints() {
        return prefix + ".checkpoints";
    }

    private String name(Topic topic) {
        return prefix + "." + topic.name().toLowerCase(Locale.ROOT) + ".v1";
    }

    List<NewTopic> all() {
        List<NewTopic> all = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            all.add(topic(name(topic), partitions, ofEvents));
        }
        for (Entity entity : Entity.values()) {
            all.add(topic(of(entity), partitions, COMPACTED));
        }
        if (isMangled) {
            all.add(topic(mangled(), partitions, ofEvents));
        }
        all.add(topic(checkpoints(), PARTITIONS_OF_CHECKPOINTS, COMPACTED));
        return all;
    }

    /** As many replicas as the broker thinks right. */
    private static NewTopic topic(String name, int partitions, Map<String, String> configuration) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configuration);
    }

    /**
     * Makes those that are missing, if that is allowed.
     *
     * @return whether all of them can be written to by now
     * @throws MissingTopics where some are missing and may not be made
     */
    boolean make(Admin admin, boolean mayCreate) throws ExecutionException, InterruptedException {
        Set<String> there = admin.listTopics().names().get();
        List<NewTopic> missing =
                all().stream().filter(topic -> !there.contains(topic.name())).toList();
        if (missing.isEmpty()) {
            return areLed(admin);
        }
        if (!mayCreate) {
            throw new MissingTopics(missing.stream().map(NewTopic::name).toList(), partitions);
        }
        try {
            admin.createTopics(missing).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        return false;
    }

    /** Takes away all events that are there by now. */
    void deleteEvents(Admin admin) throws ExecutionException, InterruptedException {
        List<String> names = Stream.concat(
                        Stream.of(Topic.values()).map(this::name), isMangled ? Stream.of(mangled()) : Stream.empty())
                .toList();
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        admin.describeTopics(names)
                .allTopicNames()
                .get()
                .values()
                .forEach(topic -> topic.partitions()
                        .forEach(each -> all.put(
                                new TopicPartition(topic.name(), each.partition()),
                                RecordsToDelete.beforeOffset(TO_THE_END))));
        admin.deleteRecords(all).all().get();
    }

    /** Who writes to a partition that has no leader yet may be told for ever that he is out of sequence. */
    private boolean areLed(Admin admin) throws ExecutionException, InterruptedException {
        List<String> names = all().stream().map(NewTopic::name).toList();
        return admin.describeTopics(names).allTopicNames().get().values().stream()
                .map(TopicDescription::partitions)
                .flatMap(List::stream)
                .allMatch(partition ->
                        partition.leader() != null && !partition.leader().isEmpty());
    }

    /** Some topics are not there. */
    static final class MissingTopics extends RuntimeException {

        MissingTopics(List<String> names, int partitions) {
            super("these topics are missing: " + String.join(", ", names) + "; make them with " + partitions
                    + " partitions each, or allow it with create-topics: true");
        }
    }
}
