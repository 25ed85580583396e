package dev.faux.log;

import dev.faux.shop.Privacy;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A reader that is given personal data as a {@link Privacy} shows them. */
public final class PrivateReader implements Reader {

    private final Reader reader;
    private final PrivateEvents batches;

    /** @param seed of the history */
    public PrivateReader(Reader reader, Privacy privacy, long seed) {
        this.reader = reader;
        batches = new PrivateEvents(privacy, seed);
    }

    @Override
    public Mono<Void> read(Batch batch, Checkpoint reached) {
        return Mono.defer(() -> reader.read(batches.of(batch), reached));
    }

    @Override
    public Flux<Portion> readAll(Flux<Portion> portions) {
        return reader.readAll(portions.map(portion -> new Portion(batches.of(portion.batch()), portion.reached())));
    }

    @Override
    public void recall(Batch batch) {
        reader.recall(batches.of(batch));
    }

    @Override
    public String name() {
        return reader.name();
    }

    @Override
    public Route route() {
        return reader.route();
    }

    @Override
    public boolean looksBack() {
        return reader.looksBack();
    }

    @Override
    public Duration memory() {
        return reader.memory();
    }

    @Override
    public Mono<Void> reset() {
        return reader.reset();
    }

    @Override
    public Mono<Void> beginAnew() {
        return reader.beginAnew();
    }

    @Override
    public Mono<Checkpoint> kept() {
        return reader.kept();
    }

    @Override
    public Mono<Checkpoint> resumeAt() {
        return reader.resumeAt();
    }
}
