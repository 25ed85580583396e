package dev.faux.sink;

import dev.faux.log.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * One real Kafka for all tests: in a container where there is Docker, else as a process of its own. Each caller uses topics of his
 * own, by their prefix.
 */
public final class TestKafka {

    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private TestKafka() {}

    private static final class Shared {
        static final String BOOTSTRAP_SERVERS =
                DockerClientFactory.instance().isDockerAvailable() ? container() : process();
    }

    public static String bootstrapServers() {
        return Shared.BOOTSTRAP_SERVERS;
    }

    static SinkSettings settings(String bootstrapServers, String prefix, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("bootstrap-servers", bootstrapServers);
        all.put("prefix", prefix);
        return Settings.of(all);
    }

    public static String newPrefix() {
        return "test" + PREFIXES.incrementAndGet();
    }

    private static String container() {
        KafkaContainer container = new KafkaContainer("apache/kafka:4.2.1");
        container.start();
        return container.getBootstrapServers();
    }

    private static String process() {
        try {
            Path folder = Files.createTempDirectory("faux-test-kafka");
            Broker broker = Broker.start(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                broker.close();
                Folders.delete(folder);
            }));
            return broker.bootstrapServers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
