package dev.faux.emitter;

import java.time.Duration;

/** Tells how far a long work has come, and when it will be done, now and then. */
final class Progress {

    private static final long EVERY = Duration.ofSeconds(2).toMillis();

    private long begun;
    private long told;

    /** Whether it is time to tell again; the first time it is asked, the work begins. Instants are in milliseconds. */
    boolean isDue(long now) {
        if (begun == 0) {
            begun = now;
            told = now;
        }
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
