package dev.faux.api;

import dev.faux.log.Batch;
import dev.faux.log.EventLog;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Gathers what happens for the clients of streams who have come so far, apart for each {@link LiveGroup} of them: the more of them
 * there are, the longer, so that what they are written is worth the writing; and one group after the other, so that not all are
 * written to at once. Gathers nothing while nobody listens.
 */
@Component
class LiveEvents {

    private static final Logger log = LoggerFactory.getLogger(LiveEvents.class);

    /** As many as are written to in a few milliseconds. */
    private static final int ROOM = 512;

    /** No longer than that for each client of a group. */
    private static final long FOR_EACH = Duration.ofNanos(400_000).toNanos();

    private static final long LEAST = Duration.ofMillis(1).toNanos();

    /** About the most that is gathered. */
    private static final int BYTES = 64 << 10;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EventLog events;
    private final long longest;
    private final Map<EventLoop, List<LiveGroup>> groups = new HashMap<>();
    private volatile int number;

    LiveEvents(EventLog events, ApiSettings settings) {
        this.events = events;
        this.longest = settings.streams().gathering().toNanos();
    }

    /** Where there is room for one more client of this thread. */
    synchronized LiveGroup group(EventLoop thread, NettyDataBufferFactory buffers) {
        List<LiveGroup> ofThread = groups.computeIfAbsent(thread, any -> new ArrayList<>());
        for (LiveGroup group : ofThread) {
            if (group.clients() < ROOM) {
                return group;
            }
        }
        int place = number++;
        LiveGroup added = new LiveGroup(Schedulers.fromExecutorService(thread), buffers, group -> gather(group, place));
        ofThread.add(added);
        return added;
    }

    private Flux<Void> gather(LiveGroup group, int place) {
        return Flux.defer(() -> {
                    Gatherer gatherer = new Gatherer(group, place, events.head().position() + 1);
                    return group.tell(null)
                            .thenMany(Mono.defer(gatherer::gather).repeat());
                })
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE)
                        .doBeforeRetry(failed ->
                                log.warn("Clients of streams read for themselves for now", failed.failure())));
    }

    private final class Gatherer {

        private final LiveGroup group;
        private final int place;
        private long next;
        private int bytes;

        Gatherer(LiveGroup group, int place, long next) {
            this.group = group;
            this.place = place;
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
                        long pause = next <= events.head().position() ? 0 : pause();
                        return pause < LEAST
                                ? group.tell(batch)
                                : Mono.when(group.tell(batch), Mono.delay(Duration.ofNanos(pause)));
                    });
        }

        private boolean isEnough(Batch batch) {
            bytes += batch.length();
            return bytes >= BYTES || batch.last() >= events.head().position();
        }

        /** Until it is this group's turn. */
        private long pause() {
            long round = Math.min(longest, group.clients() * FOR_EACH);
            return round < LEAST ? 0 : round - Math.floorMod(System.nanoTime() - place * round / number, round);
        }
    }
}
