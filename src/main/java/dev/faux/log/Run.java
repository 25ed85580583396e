package dev.faux.log;

import dev.faux.simulation.History;
import dev.faux.simulation.Journal;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.World;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A history that is made from its first event on, or from where it once stood, batch by batch, as far as somebody asks for it. For
 * one thread. */
public final class Run {

    /** About how many events a batch has at most. */
    public static final int BATCH = 512;

    private final World world;
    private final JsonLines lines;
    private final List<Occurrence> occurrences = new ArrayList<>(BATCH + 128);

    /** One of which nobody asks anything. */
    public Run(History history) {
        this(history, Journal.EMPTY, null);
    }

    /** @param state to go on from, or null for the beginning */
    Run(History history, Journal journal, World.@Nullable State state) {
        world = new World(history, journal, state);
        lines = new JsonLines(history);
    }

    public World world() {
        return world;
    }

    /** How far it has come. */
    public Head head() {
        return new Head(world.position(), world.now(), world.digest());
    }

    /**
     * Passes over events without writing them: stops a little before this position, or when the thread is interrupted.
     *
     * @param position of an event that there is
     */
    void skipTowards(long position) {
        while (position - world.position() > 2 * BATCH
                && !Thread.currentThread().isInterrupted()) {
            skip(Long.MAX_VALUE);
        }
    }

    /** Passes over all events before this instant, or stops when the thread is interrupted. */
    void skipTo(long instant) {
        boolean isReached = false;
        while (!isReached && !Thread.currentThread().isInterrupted()) {
            isReached = skip(instant);
        }
    }

    private boolean skip(long until) {
        boolean isReached = world.advance(until, BATCH, occurrences);
        occurrences.clear();
        return isReached;
    }

    /**
     * The next events, about {@value #BATCH} of them, none after this position.
     *
     * @param last a position at which a batch has ended when they were made the first time, past that of the {@link #head}
     */
    Batch next(long last) {
        world.advance(Long.MAX_VALUE, (int) Math.min(BATCH, last - world.position()), occurrences);
        return take();
    }

    /** All that happens before this instant, made only as it is iterated over; to be iterated over once. */
    public Iterable<Batch> until(long instant) {
        return () -> new Batches(instant);
    }

    private Batch take() {
        Batch batch = lines.encode(occurrences);
        occurrences.clear();
        return batch;
    }

    private final class Batches implements Iterator<Batch> {

        private final long until;
        private boolean reached;

        Batches(long until) {
            this.until = until;
        }

        @Override
        public boolean hasNext() {
            while (occurrences.isEmpty() && !reached) {
                reached = world.advance(until, BATCH, occurrences);
            }
            return !occurrences.isEmpty();
        }

        @Override
        public Batch next() {
            if (!hasNext()) {
                throw new NoSuchElementException("everything before " + until + " has happened");
            }
            return take();
        }
    }
}
