package dev.faux.cli;

import dev.faux.cli.RunOptions.Range;
import java.time.Instant;

/** Tells how far a run has come. */
final class RunProgress {

    private final Progress progress;
    private final Range range;
    private final long start;

    RunProgress(RunOptions options, Range range, long start) {
        this.progress = new Progress("events", options::tell);
        this.range = range;
        this.start = start;
    }

    /** So many more events are done, up to this instant. */
    void passed(long at, int count) {
        if (progress.passed(count)) {
            progress.tell(", at " + Instant.ofEpochMilli(at), done(at));
        }
    }

    private double done(long at) {
        return Math.max(
                range.limit() == Long.MAX_VALUE ? 0 : (double) progress.count() / range.limit(),
                range.to() == Long.MAX_VALUE ? 0 : (double) (at - start) / (range.to() - start));
    }
}
