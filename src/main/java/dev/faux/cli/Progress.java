package dev.faux.cli;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells how far something long has come, from time to time, where standard output is no terminal that it would disturb. */
final class Progress {

    private static final long FIRST = TimeUnit.SECONDS.toNanos(3);
    private static final long EVERY = TimeUnit.SECONDS.toNanos(2);

    private final String noun;
    private final Consumer<String> tell;
    private final long begun = System.nanoTime();
    private final boolean isTold = !isOnTerminal();
    private long next = begun + FIRST;
    private long count;

    /** @param noun what is counted, such as {@code events} */
    Progress(String noun, Consumer<String> tell) {
        this.noun = noun;
        this.tell = tell;
    }

    @SuppressWarnings("SystemConsoleNull")
    private static boolean isOnTerminal() {
        // Otherwise Java 22 to 24 have a console even where nobody sits at one.
        System.setProperty("jdk.console", "java.base");
        return System.console() != null;
    }

    /** So many more are done; says whether that is to be told now. */
    boolean passed(long more) {
        count += more;
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

    /**
     * @param where told behind the count
     * @param done how much of it, from 0 to 1; 0 where nobody knows
     */
    void tell(String where, double done) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        String line = String.format(Locale.ROOT, "%,d %s, %,.0f/s%s", count, noun, count / seconds, where);
        tell.accept(
                done > 0
                        ? line
                                + String.format(
                                        Locale.ROOT, ", %.0f %%, %.0f s left", done * 100, seconds * (1 - done) / done)
                        : line);
    }

    /** How many are done. */
    long count() {
        return count;
    }
}
