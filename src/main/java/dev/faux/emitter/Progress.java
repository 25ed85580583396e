package dev.faux.emitter;

import java.time.Duration;

/** Tells how far a long work has come, and when it will be done, now and then. */
final class Progress {

    private static final long EVERY = Duration.ofSeconds(2).toMillis();

    private final long begun;
    private long told;

    /** @param now the instant at which the work begins, in milliseconds */
    Progress(long now) {
        begun = now;
        told = now;
    }

    /** Whether it is time to tell again. */
    boolean isDue(long now) {
        if (now - told < EVERY) {
            return false;
        }
        told = now;
        return true;
    }

    /**
     * As in {@code 43 %, 12 s left}.
     *
     * @param done the share that is done, from 0 to 1
     */
    String describe(double done, long now) {
        long left = Math.round((now - begun) * (1 - done) / Math.max(done, 1e-9) / 1_000);
        return Math.round(done * 100) + " %, " + left + " s left";
    }
}
