package dev.faux.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka of one node, which is broker and controller at once, within this program: for who wants to try things out without
 * installing anything. It listens on the loopback address only, and what it holds outlives it.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final String NODE = "1";
    private static final String CONTROLLER = "CONTROLLER";
    private static final String HOST = "127.0.0.1";

    /** It is always the same one: nobody joins it. */
    private static final String CLUSTER = "faux-embedded-kafkaAAA";

    private final KafkaRaftServer server;

    /**
     * Starts it, which takes some seconds.
     *
     * @param folder what it holds
     * @param port where clients find it
     * @param controllerPort where it finds itself
     */
    public EmbeddedKafka(Path folder, int port, int controllerPort) throws IOException {
        this(folder, settings(folder, port, controllerPort));
    }

    EmbeddedKafka(Path folder, Map<String, String> settings) throws IOException {
        Files.createDirectories(folder);
        format(folder);
        server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        server.startup();
    }

    static Map<String, String> settings(Path folder, int port, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", NODE),
                Map.entry("log.dirs", folder.toString()),
                Map.entry(
                        "listeners",
                        "PLAINTEXT://" + HOST + ':' + port + ',' + CONTROLLER + "://" + HOST + ':' + controllerPort),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry("controller.quorum.voters", NODE + '@' + HOST + ':' + controllerPort),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("offsets.topic.replication.factor", NODE),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", NODE),
                Map.entry("transaction.state.log.min.isr", NODE),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", NODE),
                Map.entry("share.coordinator.state.topic.min.isr", NODE));
    }

    private static void format(Path folder) throws IOException {
        try (PrintStream nobody = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nobody)
                    .setNodeId(Integer.parseInt(NODE))
                    .setClusterId(CLUSTER)
                    .setDirectories(List.of(folder.toString()))
                    .setMetadataLogDirectory(folder.toString())
                    .setControllerListenerName(CONTROLLER)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // It is declared to throw anything.
            throw new IOException(folder + " cannot be made ready for Kafka", e);
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
