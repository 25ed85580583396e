package dev.faux.api;

import dev.faux.log.Batch;
import dev.faux.shop.Privacy;
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
 * Clients of streams whose connections one thread serves. It knows what was gathered last, and tells them when there is more.
 * For that thread alone, but where it says otherwise.
 */
final class LiveGroup {

    static final Duration BEAT = Duration.ofSeconds(5);

    private final Scheduler thread;
    private final NettyDataBufferFactory buffers;
    private final Function<LiveGroup, Flux<Void>> gathering;
    private final Map<Wanted, Audience> audiences = new HashMap<>();
    private final Sinks.Many<Signal> signals = Sinks.unsafe().many().multicast().directBestEffort();
    private final Disposable.Swap working = Disposables.swap();
    private volatile int clients;
    private volatile @Nullable Batch gathered;

    /**
     * @param thread can also wait
     * @param gathering tells a group what happens, as long as it has clients
     */
    LiveGroup(Scheduler thread, NettyDataBufferFactory buffers, Function<LiveGroup, Flux<Void>> gathering) {
        this.thread = thread;
        this.buffers = buffers;
        this.gathering = gathering;
    }

    /** What its clients are told; it holds nothing, and who is busy misses nothing by not hearing it. */
    enum Signal implements Frames.Cue {
        /** There may be more to read. */
        GATHERED,
        /** Time has gone by. */
        BEAT
    }

    private record Wanted(MediaType form, Privacy privacy, EventFilter filter) {}

    Scheduler thread() {
        return thread;
    }

    /** What is done for a client while he is one of those who want the same in the same form. For any thread. */
    Mono<Void> with(Form form, EventFilter filter, Function<Audience, Mono<Void>> what) {
        return Mono.using(
                        () -> enter(form, filter),
                        audience -> what.apply(audience).publishOn(thread),
                        this::leave)
                .subscribeOn(thread)
                .cancelOn(thread);
    }

    /** To be {@linkplain #leave left} again, on the same thread. */
    Audience enter(Form form, EventFilter filter) {
        if (clients++ == 0) {
            working.update(Disposables.composite(
                    Flux.interval(BEAT, thread).onBackpressureDrop().subscribe(beat -> tell(Signal.BEAT)),
                    gathering.apply(this).subscribe()));
        }
        Audience audience = audiences.computeIfAbsent(
                new Wanted(form.mediaType(), form.privacy(), filter), wanted -> new Audience(form, filter, buffers));
        audience.enter();
        return audience;
    }

    void leave(Audience audience) {
        if (audience.leave()) {
            audience.forget();
            audiences.values().remove(audience);
        }
        if (--clients == 0) {
            working.update(Disposables.disposed());
        }
    }

    /** How many there are. For any thread. */
    int clients() {
        return clients;
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
