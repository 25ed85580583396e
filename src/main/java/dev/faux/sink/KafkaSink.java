package dev.faux.sink;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Reader;
import dev.faux.log.Route;
import dev.faux.sink.KafkaCheckpoints.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Events in topics of Kafka, each batch in one transaction with the checkpoint of its end: whoever reads what is committed sees
 * every event exactly once, and those of one key in their order, whatever fails when. Of two that write to the same topics
 * by the same name, one is fenced off and refuses to go on.
 *
 * <p>Without transactions it is at least once: the checkpoint is sent when the events are acknowledged, so up to a batch of them
 * comes again after a crash.
 */
public final class KafkaSink implements Reader, AutoCloseable {

    private static final Duration SOON = Duration.ofMillis(200);
    private static final int OFTEN = 50;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final String name;
    private final Route route;
    private final KafkaClient client;
    private final KafkaTopics topics;
    private final KafkaCheckpoints checkpoints;
    private final boolean createTopics;
    private final boolean exactlyOnce;
    private final String transactionalId;

    /** Tells this run from another one of the same name. */
    private final String run = UUID.randomUUID().toString();

    /** Kafka's clients block. */
    private final Scheduler thread;

    private volatile @Nullable Checkpoint resumed;
    private final AtomicReference<@Nullable KafkaWriter> open = new AtomicReference<>();

    /** @param kept how long events stay in topics that are made, after they happened */
    public KafkaSink(String name, SinkSettings settings, Duration kept) {
        this.name = name;
        route = settings.route(name);
        if (settings.bootstrapServers() == null) {
            throw new IllegalArgumentException("faux.sinks." + name
                    + ".bootstrap-servers is missing, expected where the brokers are, such as localhost:9092");
        }
        client = new KafkaClient(name, settings.bootstrapServers(), settings.properties());
        topics = new KafkaTopics(settings.prefix(), settings.partitions(), kept.toMillis());
        checkpoints = new KafkaCheckpoints(topics.checkpoints(), name);
        createTopics = settings.createTopics();
        exactlyOnce = settings.exactlyOnce();
        transactionalId = settings.prefix() + "." + name;
        thread = Schedulers.newBoundedElastic(1, Integer.MAX_VALUE, "sink-" + name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Route route() {
        return route;
    }

    @Override
    public Mono<Checkpoint> resumeAt() {
        return Mono.fromRunnable(this::letGo)
                .subscribeOn(thread)
                .then(makeTopics())
                .then(kept())
                .doOnSuccess(kept -> resumed = kept);
    }

    /** What stands in the topic, whoever has written it. */
    Mono<Checkpoint> kept() {
        return Mono.<Written>fromCallable(this::newest).map(Written::checkpoint).subscribeOn(thread);
    }

    private @Nullable Written newest() {
        try (Consumer<byte[], byte[]> consumer = client.consumer()) {
            return checkpoints.newest(consumer);
        }
    }

    private Mono<Void> makeTopics() {
        return Mono.using(client::admin, this::makeTopics, admin -> admin.close(Duration.ZERO))
                .subscribeOn(thread);
    }

    private Mono<Void> makeTopics(Admin admin) {
        return Mono.fromCallable(() -> areMade(admin))
                .subscribeOn(thread)
                .filter(areMade -> areMade)
                .repeatWhenEmpty(OFTEN, again -> again.delayElements(SOON))
                .then();
    }

    private boolean areMade(Admin admin) throws InterruptedException, ExecutionException {
        return topics.make(admin, createTopics);
    }

    @Override
    public Mono<Void> read(Batch batch, Checkpoint reached) {
        return writer().flatMap(writer ->
                        writer.write(events(batch, reached.since()), checkpoints.record(new Written(reached, run))))
                .onErrorResume(KafkaWriter::isFenced, this::fenced)
                .doOnCancel(() -> thread.schedule(this::letGo));
    }

    private Mono<KafkaWriter> writer() {
        KafkaWriter now = open.get();
        return now != null ? Mono.just(now) : Mono.fromCallable(this::begin).subscribeOn(thread);
    }

    /** From here on nobody else can write; so what was found before must still stand there. */
    private KafkaWriter begin() {
        KafkaWriter next = new KafkaWriter(client.producer(exactlyOnce ? transactionalId : null));
        try {
            Written newest = newest();
            if (!Objects.equals(resumed, newest == null ? null : newest.checkpoint())) {
                throw new IllegalStateException("somebody else has written to " + topics.checkpoints() + " meanwhile");
            }
            open.set(next);
            return next;
        } finally {
            if (open.get() != next) {
                next.close();
            }
        }
    }

    private void letGo() {
        KafkaWriter last = open.getAndSet(null);
        if (last != null) {
            last.close();
        }
    }

    /** Those that are wanted. */
    private Flux<ProducerRecord<byte[], byte[]>> events(Batch batch, long since) {
        KafkaRecords records = new KafkaRecords(topics);
        Header recorded = KafkaRecords.recorded(Instant.now());
        return Flux.fromStream(IntStream.range(0, batch.size())
                .filter(i -> batch.position(i) >= since && route.types().accepts(batch.type(i)))
                .mapToObj(i -> records.of(batch, i, recorded)));
    }

    /** A broker that has waited for too long fences as well; then this run is still the last that has written. */
    private <T> Mono<T> fenced(Throwable fence) {
        return Mono.fromCallable(this::newest)
                .subscribeOn(thread)
                .filter(newest -> !newest.writer().equals(run))
                .flatMap(newest -> Mono.error(new TakenOver(name, newest.checkpoint())));
    }

    @Override
    public Mono<Void> reset() {
        return Mono.error(new UnsupportedOperationException("not yet"));
    }

    @Override
    public void close() {
        Mono.fromRunnable(this::letGo)
                .subscribeOn(thread)
                .doFinally(end -> thread.dispose())
                .toFuture()
                .orTimeout(CLOSING.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> null)
                .join();
    }

    /** Somebody else writes to the same topics by the same name. */
    static final class TakenOver extends Refused {

        TakenOver(String sink, Checkpoint reached) {
            super(sink
                    + " has been taken over: another Faux writes to the same topics by the same name, up to position "
                    + reached.position() + " by now; end one of the two, or give one another prefix");
        }
    }
}
