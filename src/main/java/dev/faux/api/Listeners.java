package dev.faux.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Those who listen to streams now: no more than there is room for. */
@Component
class Listeners {

    private static final Logger log = LoggerFactory.getLogger(Listeners.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final int max;
    private final AtomicInteger present = new AtomicInteger();
    private final Counter events;
    private final Counter stalled;

    Listeners(ApiSettings settings, MeterRegistry meters) {
        max = settings.streams().maxClients();
        events = Counter.builder("faux.sse.events")
                .description("Events that were written to clients of streams")
                .register(meters);
        stalled = Counter.builder("faux.sse.stalled")
                .description("Clients of streams who took nothing for too long and were let go")
                .register(meters);
        Gauge.builder("faux.sse.clients", present, AtomicInteger::get)
                .description("Clients that listen to a stream")
                .register(meters);
    }

    /**
     * Takes a seat, until it is left.
     *
     * @throws Problem where there is none
     */
    Seat enter() {
        if (present.incrementAndGet() > max) {
            present.decrementAndGet();
            throw Problem.unavailable(
                    "all " + max
                            + " places for clients of streams are taken; faux.sse.max-clients sets how many there are",
                    RETRY_AFTER);
        }
        return new Seat();
    }

    /** Of one client, who leaves it once however often he says so. */
    final class Seat {

        private final AtomicBoolean isTaken = new AtomicBoolean(true);

        void leave() {
            if (isTaken.compareAndSet(true, false)) {
                present.decrementAndGet();
            }
        }
    }

    void wrote(int written) {
        events.increment(written);
    }

    /** One took nothing for too long, who had been written everything up to this position. */
    void letGo(long position) {
        stalled.increment();
        log.info("A client of the stream took nothing for too long and was let go at position {}", position);
    }

    int present() {
        return present.get();
    }
}
