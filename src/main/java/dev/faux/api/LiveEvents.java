package dev.faux.api;

import dev.faux.log.Batch;
import dev.faux.log.EventLog;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Gathers what happens for all clients of streams who have come so far: the more of them there are, the longer, so that what
 * they are written is worth the writing. Gathers nothing while nobody listens.
 */
@Component
class LiveEvents {

    private static final Logger log = LoggerFactory.getLogger(LiveEvents.class);

    /** No longer than that for each client. */
    private static final Duration FOR_EACH = Duration.ofNanos(100_000);

    /** About the most that is gathered. */
    private static final int BYTES = 64 << 10;

    private static final Duration LEAST = Duration.ofMillis(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EventLog events;
    private final Listeners listeners;
    private final Duration longest;
    private final Map<EventLoop, LiveLoop> loops = new ConcurrentHashMap<>();
    private int busyLoops;
    private Disposable gathering = Disposables.disposed();

    LiveEvents(EventLog events, Listeners listeners, ApiSettings settings) {
        this.events = events;
        this.listeners = listeners;
        this.longest = settings.streams().gathering();
    }

    /** Where the clients of this thread are told. */
    LiveLoop loop(EventLoop thread, NettyDataBufferFactory buffers) {
        return loops.computeIfAbsent(
                thread, any -> new LiveLoop(Schedulers.fromExecutorService(thread), buffers, this::begin, this::end));
    }

    private synchronized void begin() {
        if (busyLoops++ == 0) {
            gathering = gather().subscribe();
        }
    }

    private synchronized void end() {
        if (--busyLoops == 0) {
            gathering.dispose();
        }
    }

    private Flux<Void> gather() {
        return Flux.defer(() -> {
                    Gatherer gatherer = new Gatherer(events.head().position() + 1);
                    return tell(null).thenMany(Mono.defer(gatherer::gather).repeat());
                })
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE)
                        .doBeforeRetry(failed ->
                                log.warn("Clients of streams read for themselves for now", failed.failure())));
    }

    private Mono<Void> tell(@Nullable Batch gathered) {
        return Flux.fromIterable(loops.values())
                .flatMap(loop -> loop.tell(gathered))
                .then();
    }

    private final class Gatherer {

        private long next;
        private int bytes;

        Gatherer(long next) {
            this.next = next;
        }

        /** What there is when there is something, or about as much of it as is taken; then there is a pause. */
        Mono<Void> gather() {
            bytes = 0;
            return events.from(next)
                    .takeUntil(this::isEnough)
                    .collectList()
                    .map(Batch::join)
                    .flatMap(batch -> {
                        next = batch.last() + 1;
                        Duration pause = next <= events.head().position() ? Duration.ZERO : pause();
                        return pause.compareTo(LEAST) < 0 ? tell(batch) : Mono.when(tell(batch), Mono.delay(pause));
                    });
        }

        private boolean isEnough(Batch batch) {
            bytes += batch.length();
            return bytes >= BYTES || batch.last() >= events.head().position();
        }

        private Duration pause() {
            Duration forAll = FOR_EACH.multipliedBy(listeners.present());
            return forAll.compareTo(longest) < 0 ? forAll : longest;
        }
    }
}
