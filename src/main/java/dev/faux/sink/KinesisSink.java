package dev.faux.sink;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.WrongSetting;
import dev.faux.sink.KinesisLedger.Kept;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;

/**
 * Events in streams of Kinesis, as lines of JSON, those of one key in their order, whatever fails when. Each is there at least once:
 * of what was under way while something failed, or the program ended, some comes twice with the same id, no other.
 */
public final class KinesisSink extends LetterSink {

    private final SinkSettings settings;
    private final KinesisLedger ledger;

    /** Files block. */
    private final Scheduler thread;

    private final Mono<KinesisAsyncClient> client;
    private volatile @Nullable KinesisAsyncClient opened;

    /**
     * @param seed of the history
     * @param ledger the file that says what is in
     * @throws WrongSetting where a setting asks for what there is not
     */
    public KinesisSink(String name, SinkSettings settings, long seed, Path ledger) {
        super(name, settings, seed);
        this.settings = settings;
        this.ledger = new KinesisLedger(ledger, settings.types() + " " + settings.mangle());
        KinesisClients clients = new KinesisClients(name, settings);
        thread = Schedulers.newBoundedElastic(1, Integer.MAX_VALUE, "sink-" + name);
        client = blocking(() -> {
                    KinesisAsyncClient made = clients.open();
                    opened = made;
                    return made;
                })
                .cacheInvalidateIf(any -> false);
    }

    @Override
    public Mono<Checkpoint> resumeAt() {
        return streams()
                .flatMap(streams -> streams.make(settings.createStreams() ? settings.shards() : null))
                .then(blocking(ledger::resume))
                .doOnSuccess(newest -> resume(newest == null ? null : newest.checkpoint()))
                .flatMap(KinesisSink::reached);
    }

    @Override
    public Mono<Checkpoint> kept() {
        return Mono.fromCallable(ledger::read)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(KinesisSink::reached);
    }

    /** Empty where nothing is in completely. */
    private static Mono<Checkpoint> reached(Kept kept) {
        return Mono.just(kept.checkpoint()).filter(checkpoint -> checkpoint.position() >= checkpoint.since());
    }

    @Override
    public Mono<Void> read(Batch batch, Checkpoint reached) {
        return readAll(Flux.just(new Portion(batch, reached))).then();
    }

    @Override
    public Flux<Portion> readAll(Flux<Portion> portions) {
        return Flux.usingWhen(open(), session -> session.read(portions), session -> Mono.fromRunnable(session::close));
    }

    private Mono<KinesisSession> open() {
        return streams()
                .flatMap(streams -> streams.shards()
                        .publishOn(thread)
                        .map(shards ->
                                new KinesisSession(streams, shards, letters(), ledger, thread, Schedulers.parallel())));
    }

    private Mono<KinesisStreams> streams() {
        return client.map(each -> new KinesisStreams(each, settings.prefix(), isMangled()));
    }

    /** What is in the streams stays there as long as they keep it: nothing can be taken back. */
    @Override
    public Mono<Void> reset() {
        return blocking(() -> {
                    ledger.delete();
                    return null;
                })
                .then();
    }

    private <T> Mono<T> blocking(Callable<@Nullable T> work) {
        return Mono.<T>fromCallable(work).subscribeOn(thread);
    }

    @Override
    public void close() {
        KinesisAsyncClient last = opened;
        if (last != null) {
            // It takes its time.
            Schedulers.boundedElastic().schedule(last::close);
        }
        thread.dispose();
    }
}
