package dev.faux.api;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Reader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Keeps how far it has come, and nothing else; its owner can spoil that, or close it. */
final class Notebook implements Reader {

    volatile @Nullable Checkpoint kept;
    volatile boolean isClosed;

    @Override
    public String name() {
        return "notebook";
    }

    @Override
    public Mono<Void> reset() {
        return unlessClosed(Mono.fromRunnable(() -> kept = null));
    }

    @Override
    public Mono<Checkpoint> kept() {
        return unlessClosed(Mono.fromSupplier(() -> kept));
    }

    @Override
    public Mono<Void> read(Batch batch, Checkpoint reached) {
        return unlessClosed(Mono.fromRunnable(() -> kept = reached));
    }

    private <T> Mono<T> unlessClosed(Mono<T> work) {
        return Mono.defer(() -> isClosed ? Mono.error(new IllegalStateException("the notebook is closed")) : work);
    }
}
