package dev.faux.sink;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.WrongSetting;
import dev.faux.sink.KafkaCheckpoints.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Events in topics of Kafka, each batch in one transaction with what it changes and the checkpoint of its end: whoever reads what is
 * committed sees every event exactly once, and those of one key in their order, whatever fails when. Of two that write to the
 * same topics by the same name, one is fenced off and refuses to go on.
 *
 * <p>Without transactions it is at least once: the checkpoint is sent when the events are acknowledged, so up to a batch of them
 * comes again after a crash.
 */
public final class KafkaSink extends LetterSink {

    private static final Duration SOON = Duration.ofMillis(200);
    private static final int OFTEN = 50;
    private static final int TRIES = 5;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private static final Written RESETTING = new Written(new Checkpoint("", 0, 0, 1, 0), "", true);

    private final SinkSettings settings;
    private final Duration stay;
    private final KafkaClient client;
    private final KafkaTopics topics;
    private final KafkaCheckpoints checkpoints;

    /** Tells this run from another one of the same name. */
    private final String run = UUID.randomUUID().toString();

    /** Kafka's clients block. */
    private final Scheduler thread;

    private final AtomicReference<@Nullable Open> open = new AtomicReference<>();
    private volatile @Nullable Checkpoint resumed;

    /** What is used together, and given up together. */
    private record Open(KafkaWriter writer, KafkaRecords records) {}

    /**
     * @param seed of the history
     * @param kept how long events stay in topics that are made, after they happened
     * @param stay how long the state of an order stays after its end
     * @throws WrongSetting where a setting asks for what there is not
     */
    public KafkaSink(String name, SinkSettings settings, long seed, Duration kept, Duration stay) {
        super(name, settings, seed);
        this.settings = settings;
        this.stay = stay;
        if (settings.bootstrapServers() == null) {
            throw new WrongSetting("faux.sinks." + name
                    + ".bootstrap-servers is missing, expected where the brokers are, such as localhost:9092");
        }
        client = new KafkaClient(name, settings.bootstrapServers(), settings.properties());
        topics = new KafkaTopics(settings.prefix(), settings.partitions(), isMangled(), kept.toMillis());
        checkpoints = new KafkaCheckpoints(topics.checkpoints(), name);
        thread = Schedulers.newBoundedElastic(1, Integer.MAX_VALUE, "sink-" + name);
    }

    @Override
    public boolean looksBack() {
        return settings.state() && KafkaStates.areKept(route().types());
    }

    @Override
    public Mono<Checkpoint> resumeAt() {
        return blocking(this::letGo)
                .then(makeTopics())
                .then(blocking(this::newest))
                .flatMap(newest -> newest.isResetting() ? finishReset().then(Mono.empty()) : Mono.just(newest))
                .map(Written::checkpoint)
                .doOnSuccess(kept -> {
                    resumed = kept;
                    resume(kept);
                });
    }

    @Override
    public Mono<Checkpoint> kept() {
        return Mono.fromCallable(() -> newestBy(client::hastyTail))
                .subscribeOn(Schedulers.boundedElastic())
                .filter(newest -> !newest.isResetting())
                .map(Written::checkpoint);
    }

    @Override
    public Mono<Void> read(Batch batch, Checkpoint reached) {
        ProducerRecord<byte[], byte[]> checkpoint = checkpoints.record(new Written(reached, run, false));
        return opened().flatMap(to -> to.writer.write(
                        Flux.fromStream(() -> to.records.of(batch, reached, Instant.now())), checkpoint))
                .onErrorResume(KafkaWriter::isFenced, this::fenced)
                .doOnCancel(() -> thread.schedule(this::letGo));
    }

    /** The events of the history before stay, and each says which one it is of; states are only of those who are there. */
    @Override
    public Mono<Void> beginAnew() {
        return writing(writer -> blocking(this::tombstones).flatMap(gone -> writer.write(Flux.fromIterable(gone))));
    }

    /** What was sent is deleted where it can be: what a consumer has read already, he has. */
    @Override
    public Mono<Void> reset() {
        return blocking(this::letGo)
                .then(makeTopics())
                .then(writing(writer -> writer.write(Flux.just(checkpoints.record(RESETTING)))))
                .then(finishReset());
    }

    /** The checkpoint says that this is to be done until it is. */
    private Mono<Void> finishReset() {
        return writing(writer -> administering(this::deleteEvents)
                .then(blocking(this::tombstones))
                .flatMap(gone -> writer.write(Flux.fromIterable(gone).concatWithValues(checkpoints.tombstone()))));
    }

    private Mono<Void> deleteEvents(Admin admin) {
        return Mono.<Void>fromCallable(() -> {
                    topics.deleteEvents(admin);
                    return null;
                })
                .subscribeOn(thread);
    }

    private List<ProducerRecord<byte[], byte[]>> tombstones() {
        try (KafkaTail tail = client.tail()) {
            return KafkaStates.tombstones(topics, tail);
        }
    }

    private Mono<Void> writing(Function<KafkaWriter, Mono<Void>> work) {
        return Mono.usingWhen(blocking(this::writer), work, writer -> blocking(writer::close));
    }

    private Mono<Void> administering(Function<Admin, Mono<Void>> work) {
        return Mono.using(client::admin, work, admin -> admin.close(Duration.ZERO))
                .subscribeOn(thread);
    }

    private <T> Mono<T> blocking(Callable<@Nullable T> question) {
        return Mono.<T>fromCallable(question).subscribeOn(thread);
    }

    private Mono<Void> blocking(Runnable work) {
        return Mono.<Void>fromRunnable(work).subscribeOn(thread);
    }

    private Mono<Void> makeTopics() {
        return administering(this::makeTopics);
    }

    private Mono<Void> makeTopics(Admin admin) {
        return blocking(() -> topics.make(admin, settings.createTopics()))
                .filter(areMade -> areMade)
                .repeatWhenEmpty(OFTEN, again -> again.delayElements(SOON))
                .then();
    }

    private Mono<Open> opened() {
        Open now = open.get();
        return now != null ? Mono.just(now) : blocking(this::begin);
    }

    /** From here on nobody else can write; so what was found before must still stand there. */
    private Open begin() {
        KafkaWriter writer = writer();
        Open next = null;
        try (KafkaTail tail = client.tail()) {
            Written newest = checkpoints.newest(tail);
            if (!Objects.equals(resumed, newest == null ? null : newest.checkpoint())) {
                throw new IllegalStateException("somebody else has written to " + topics.checkpoints() + " meanwhile");
            }
            KafkaStates states = looksBack() ? new KafkaStates(topics, route().types(), stay, tail) : null;
            next = new Open(writer, new KafkaRecords(topics, letters(), states));
            open.set(next);
            return next;
        } finally {
            if (next == null) {
                writer.close();
            }
        }
    }

    private KafkaWriter writer() {
        return new KafkaWriter(client.producer(settings.exactlyOnce() ? settings.prefix() + '.' + name() : null));
    }

    private void letGo() {
        Open last = open.getAndSet(null);
        if (last != null) {
            last.writer.close();
        }
    }

    private @Nullable Written newest() {
        return newestBy(client::tail);
    }

    private @Nullable Written newestBy(Supplier<KafkaTail> opening) {
        try (KafkaTail tail = opening.get()) {
            return checkpoints.newest(tail);
        }
    }

    /** A broker that has waited for too long fences as well; then this run is still the last that has written. */
    private Mono<Void> fenced(Throwable fence) {
        return blocking(this::newest)
                .filter(newest -> !newest.writer().equals(run))
                // What the other one has committed can be seen a moment later.
                .repeatWhenEmpty(again -> again.take(TRIES).delayElements(SOON))
                .flatMap(newest -> Mono.<Void>error(new TakenOver(name(), newest.checkpoint())))
                .switchIfEmpty(Mono.error(fence));
    }

    @Override
    public void close() {
        blocking(this::letGo)
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
