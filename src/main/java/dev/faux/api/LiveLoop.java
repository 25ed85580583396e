package dev.faux.api;

import dev.faux.log.Batch;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.MediaType;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * All clients of streams whose connections one thread serves. It knows what was gathered last, and tells them when there is more.
 * For that thread alone, but where it says otherwise.
 */
final class LiveLoop {

    static final Duration BEAT = Duration.ofSeconds(5);

    private final Scheduler thread;
    private final NettyDataBufferFactory buffers;
    private final Runnable first;
    private final Runnable last;
    private final Map<Wanted, Audience> audiences = new HashMap<>();
    private final Sinks.Many<Signal> signals = Sinks.unsafe().many().multicast().directBestEffort();
    private Disposable beating = Disposables.disposed();
    private volatile @Nullable Batch gathered;

    /**
     * @param thread can also wait
     * @param first is told when a client comes and nobody else is there
     * @param last is told when nobody is there any more
     */
    LiveLoop(Scheduler thread, NettyDataBufferFactory buffers, Runnable first, Runnable last) {
        this.thread = thread;
        this.buffers = buffers;
        this.first = first;
        this.last = last;
    }

    /** What its clients are told; it holds nothing, and who is busy misses nothing by not hearing it. */
    enum Signal {
        /** There may be more to read. */
        GATHERED,
        /** Time has gone by. */
        BEAT
    }

    private record Wanted(MediaType form, EventFilter filter) {}

    Scheduler thread() {
        return thread;
    }

    /** What is done for a client while he is one of those who want the same in the same form. For any thread. */
    Mono<Void> with(Form form, EventFilter filter, Function<Audience, Mono<Void>> what) {
        return Mono.using(() -> enter(form, filter), what, this::leave)
                .subscribeOn(thread)
                .cancelOn(thread);
    }

    /** To be {@linkplain #leave left} again, on the same thread. */
    Audience enter(Form form, EventFilter filter) {
        if (audiences.isEmpty()) {
            beating = Flux.interval(BEAT, thread).onBackpressureDrop().subscribe(beat -> tell(Signal.BEAT));
            first.run();
        }
        Audience audience = audiences.computeIfAbsent(
                new Wanted(form.mediaType(), filter), wanted -> new Audience(form, filter, buffers));
        audience.enter();
        return audience;
    }

    void leave(Audience audience) {
        if (audience.leave()) {
            audience.forget();
            audiences.values().remove(audience);
        }
        if (audiences.isEmpty()) {
            beating.dispose();
            last.run();
        }
    }

    /** For all who ask at that moment. */
    Flux<Signal> signals() {
        return signals.asFlux();
    }

    /** What was gathered last; null where nothing has been since the gathering began. For any thread. */
    @Nullable
    Batch gathered() {
        return gathered;
    }

    /** Tells its clients of what has been gathered; completes when each has been written what he was ready for. For any thread. */
    Mono<Void> tell(@Nullable Batch batch) {
        return Mono.<Void>fromRunnable(() -> {
                    audiences.values().forEach(Audience::forget);
                    gathered = batch;
                    tell(Signal.GATHERED);
                })
                .subscribeOn(thread);
    }

    private void tell(Signal signal) {
        signals.tryEmitNext(signal);
    }
}
