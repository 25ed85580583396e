package dev.faux.cli;

import dev.faux.log.Batch;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How fast events are written: each when it is due, counted from the first, or all at once. */
final class Pace {

    private static final double MAX_FACTOR = 1_000_000;

    private final double factor;
    private long anchorVirtual;
    private long anchorNanos;
    private boolean anchored;

    /** @param factor how many times as fast as time goes by; infinite for as fast as it goes */
    private Pace(double factor) {
        this.factor = factor;
    }

    /**
     * Waits until the first of these lines is due.
     *
     * @param out is flushed before waiting
     * @return the index before which all lines are due now
     */
    int dueTogether(Batch batch, int from, int to, OutputStream out) throws IOException {
        if (Double.isInfinite(factor)) {
            return to;
        }
        if (!anchored) {
            anchored = true;
            anchorVirtual = batch.time(from);
            anchorNanos = System.nanoTime();
        }
        long wait = due(batch.time(from)) - System.nanoTime();
        if (wait > 0) {
            out.flush();
        }
        while (wait > 0) {
            LockSupport.parkNanos(wait);
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted while waiting for the next event to be due");
            }
            wait = due(batch.time(from)) - System.nanoTime();
        }
        long now = System.nanoTime();
        int end = from + 1;
        while (end < to && due(batch.time(end)) <= now) {
            end++;
        }
        return end;
    }

    private long due(long instant) {
        return anchorNanos + (long) ((instant - anchorVirtual) * (double) TimeUnit.MILLISECONDS.toNanos(1) / factor);
    }

    /** Reads {@code none}, {@code live} or {@code xN}. */
    static final class Converter implements ITypeConverter<Pace> {

        @Override
        public Pace convert(String text) {
            if (text.equals("none")) {
                return new Pace(Double.POSITIVE_INFINITY);
            }
            if (text.equals("live")) {
                return new Pace(1);
            }
            if (text.matches("x[0-9]{1,9}(\\.[0-9]{1,9})?")) {
                double factor = Double.parseDouble(text.substring(1));
                if (factor > 0 && factor <= MAX_FACTOR) {
                    return new Pace(factor);
                }
            }
            throw new TypeConversionException(
                    "is " + text + ", expected none, live, or xN with N above 0 and up to 1000000");
        }
    }
}
