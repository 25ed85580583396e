package dev.faux.cli;

import dev.faux.cli.RunOptions.Range;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells on standard error how far a long run has come, where standard output is no terminal that it would disturb. */
final class Progress {

    private static final long FIRST = TimeUnit.SECONDS.toNanos(3);
    private static final long EVERY = TimeUnit.SECONDS.toNanos(2);

    private final RunOptions options;
    private final Range range;
    private final long start;
    private final long begun = System.nanoTime();
    private final boolean isTold;
    private long next = begun + FIRST;
    private long events;

    Progress(RunOptions options, Range range, long start) {
        this.options = options;
        this.range = range;
        this.start = start;
        this.isTold = !options.isQuiet() && !isOnTerminal();
    }

    @SuppressWarnings("SystemConsoleNull")
    private static boolean isOnTerminal() {
        // Otherwise Java 22 to 24 have a console even where nobody sits at one.
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }

    /** So many more events are done, up to this instant. */
    void passed(long at, int count) {
        events += count;
        if (isDue()) {
            tell(at);
        }
    }

    /** One more line was read, of whatever instant. */
    void read() {
        events++;
        if (isDue()) {
            options.tell(String.format(Locale.ROOT, "%,d lines read, %,.0f/s", events, events / seconds()));
        }
    }

    private boolean isDue() {
        if (!isTold) {
            return false;
        }
        long now = System.nanoTime();
        if (now < next) {
            return false;
        }
        next = now + EVERY;
        return true;
    }

    private double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    private void tell(long at) {
        double seconds = seconds();
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT, "%,d events, %,.0f/s, at %s", events, events / seconds, Instant.ofEpochMilli(at)));
        double done = Math.max(
                range.limit() == Long.MAX_VALUE ? 0 : (double) events / range.limit(),
                range.to() == Long.MAX_VALUE ? 0 : (double) (at - start) / (range.to() - start));
        if (done > 0) {
            line.append(String.format(Locale.ROOT, ", %.0f %%, %.0f s left", done * 100, seconds * (1 - done) / done));
        }
        options.tell(line.toString());
    }
}
