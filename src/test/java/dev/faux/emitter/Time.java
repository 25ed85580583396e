package dev.faux.emitter;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The clock of a shop, and the thread that waits for its disk, which may be behind. */
final class Time implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(50);

    final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    final VirtualTimeScheduler disk = VirtualTimeScheduler.create();

    Time(Instant now) {
        clock.advanceTimeTo(now);
        disk.advanceTimeTo(now);
    }

    Instant now() {
        return Instant.ofEpochMilli(clock.now(TimeUnit.MILLISECONDS));
    }

    /** What is to be written is written at once. */
    void pass(Duration duration) {
        Instant end = now().plus(duration);
        while (now().isBefore(end)) {
            disk.advanceTimeTo(now());
            clock.advanceTimeBy(STEP);
        }
        disk.advanceTimeTo(now());
    }

    /** Nothing is written meanwhile, and then, when that is told, all of it. */
    void passWhileTheDiskIsSlow(Duration duration, Runnable told) {
        clock.advanceTimeBy(duration);
        told.run();
        disk.advanceTimeTo(now());
    }

    @Override
    public void close() {
        clock.dispose();
        disk.dispose();
    }
}
