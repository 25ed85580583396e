package dev.faux.cli;

import dev.faux.log.Batch;
import dev.faux.log.Tempo;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How fast events are written: each when it is due, counted from the first, or all at once. */
final class Pace {

    private final @Nullable Tempo tempo;

    /** @param tempo null for as fast as it goes */
    private Pace(@Nullable Tempo tempo) {
        this.tempo = tempo;
    }

    /**
     * Waits until the first of these lines is due.
     *
     * @param out is flushed before waiting
     * @return the index before which all lines are due now
     */
    int dueTogether(Batch batch, int from, int to, OutputStream out) throws IOException {
        if (tempo == null) {
            return to;
        }
        long due = tempo.due(batch.time(from));
        long wait = due - System.nanoTime();
        if (wait > 0) {
            out.flush();
        }
        while (wait > 0) {
            LockSupport.parkNanos(wait);
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted while waiting for the next event to be due");
            }
            wait = due - System.nanoTime();
        }
        long now = System.nanoTime();
        int end = from + 1;
        while (end < to && tempo.due(batch.time(end)) <= now) {
            end++;
        }
        return end;
    }

    /** Reads {@code none}, {@code live} or {@code xN}. */
    static final class Converter implements ITypeConverter<Pace> {

        @Override
        public Pace convert(String text) {
            if (text.equals("none")) {
                return new Pace(null);
            }
            Double times = text.equals("live") ? Double.valueOf(1) : Tempo.times(text);
            if (times == null) {
                throw new TypeConversionException("is " + text + ", expected none, live, or " + Tempo.EXPECTED);
            }
            return new Pace(new Tempo(times, System::nanoTime));
        }
    }
}
