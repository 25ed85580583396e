package dev.faux.sink;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts Kafka with the shop, on a thread of its own, so that nobody waits for it, and stops it after all who use it. */
final class EmbeddedKafkaLife implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafkaLife.class);
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final Path folder;
    private final int port;
    private final int controllerPort;
    private volatile @Nullable EmbeddedKafka kafka;
    private @Nullable Thread thread;

    EmbeddedKafkaLife(Path folder, int port, int controllerPort) {
        this.folder = folder;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    @Override
    public synchronized void start() {
        thread = Thread.ofPlatform().name("kafka-embedded").start(this::open);
    }

    private void open() {
        try {
            kafka = new EmbeddedKafka(folder, port, controllerPort);
            LOG.info("Kafka is open at localhost:{}", port);
        } catch (IOException | RuntimeException e) {
            LOG.error(
                    "Kafka cannot be started: {}; what it holds is in {}, its ports are"
                            + " faux.embedded-kafka.port and controller-port",
                    e.getMessage(),
                    folder);
            LOG.debug("Kafka cannot be started", e);
        }
    }

    @Override
    public synchronized void stop() {
        Thread starting = thread;
        if (starting == null) {
            return;
        }
        try {
            starting.join(STOPPING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        EmbeddedKafka open = kafka;
        if (open != null) {
            open.close();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** With the other places where things are kept: before whoever uses them, and after. */
    @Override
    public int getPhase() {
        return 0;
    }
}
