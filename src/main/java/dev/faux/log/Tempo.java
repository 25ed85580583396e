package dev.faux.log;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When events are due that are to come so many times as fast as they happened, counted from the first that is asked for. */
public final class Tempo {

    /** What {@link #times} reads. */
    public static final String EXPECTED = "xN with N above 0 and up to 1000000";

    private static final Pattern TEXT = Pattern.compile("x([0-9]{1,9}(?:\\.[0-9]{1,9})?)");
    private static final double MOST = 1_000_000;

    private final double times;
    private final LongSupplier clock;
    private boolean hasBegun;
    private long firstTime;
    private long begun;

    /** @param clock tells nanoseconds */
    public Tempo(double times, LongSupplier clock) {
        this.times = times;
        this.clock = clock;
    }

    /** Reads {@code xN}; null where the text is something else. */
    public static @Nullable Double times(String text) {
        Matcher matcher = TEXT.matcher(text);
        double times = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
        return times > 0 && times <= MOST ? times : null;
    }

    /**
     * What the clock tells when an event is due.
     *
     * @param time at which it happened, in milliseconds
     */
    public long due(long time) {
        if (!hasBegun) {
            hasBegun = true;
            firstTime = time;
            begun = clock.getAsLong();
        }
        return begun + (long) ((time - firstTime) * (double) TimeUnit.MILLISECONDS.toNanos(1) / times);
    }
}
