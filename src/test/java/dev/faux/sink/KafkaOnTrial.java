package dev.faux.sink;

import dev.faux.log.Reader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;

/** A sink that writes to topics of its own, and what stands in them. */
public final class KafkaOnTrial implements AutoCloseable {

    private static final Duration LONG = Duration.ofDays(3650);

    private final KafkaSink sink;
    private final Topics topics;
    private final String direct;
    private final String prefix;

    /** @param direct where the topics are read, past what is done to the sink */
    public KafkaOnTrial(String name, String bootstrapServers, String direct) {
        SinkSettings bound = TestKafka.settings(bootstrapServers, name, Map.of("partitions", "2"));
        sink = new KafkaSink(name, bound, 42, LONG, LONG);
        topics = new Topics(direct, name);
        this.direct = direct;
        prefix = name;
    }

    public Reader reader() {
        return sink;
    }

    /** The events that are committed, as lines of JSON, by position. */
    public List<String> lines() {
        return topics.events().stream().map(each -> each.event().toString()).toList();
    }

    /** Writes down the events that are committed, as Kafka's own consumer for consoles prints them, and counts them. */
    public long print(Path file) throws IOException {
        return topics.print(file);
    }

    /** Whether something was begun that is neither committed nor given up. */
    public boolean isInTransaction() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", direct))) {
            String id = prefix + ".kafka";
            return admin.describeTransactions(List.of(id)).description(id).get().state() == TransactionState.ONGOING;
        }
    }

    @Override
    public void close() {
        sink.close();
    }
}
