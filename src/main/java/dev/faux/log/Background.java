package dev.faux.log;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Threads for what may take as long as it takes: they have the least priority, where the operating system asks for it. */
public final class Background {

    private static final int SECONDS_IDLE = 60;

    private Background() {}

    /** @param waiting how many tasks may wait */
    public static Scheduler threads(String name, int threads, int waiting) {
        return Schedulers.newBoundedElastic(
                threads,
                waiting,
                Thread.ofPlatform()
                        .name(name + "-", 1)
                        .daemon()
                        .priority(Thread.MIN_PRIORITY)
                        .factory(),
                SECONDS_IDLE);
    }
}
