package dev.faux.log;

import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.World;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** A history that is made from its first event on, batch by batch, as far as somebody asks for it. For one thread. */
public final class Run {

    /** About how many events a batch has at most. */
    public static final int BATCH = 512;

    private final World world;
    private final JsonLines lines;
    private final List<Occurrence> occurrences = new ArrayList<>(BATCH + 128);

    public Run(History history) {
        world = new World(history);
        lines = new JsonLines(history);
    }

    public World world() {
        return world;
    }

    /** How far it has come. */
    public Head head() {
        return new Head(world.position(), world.now(), world.digest());
    }

    /** Passes over events without writing them: stops a little before this position, or when the thread is interrupted. */
    void skipTowards(long position) {
        while (position - world.position() > 2 * BATCH
                && !Thread.currentThread().isInterrupted()) {
            occurrences.clear();
            world.advance(Long.MAX_VALUE, BATCH, occurrences);
        }
        occurrences.clear();
    }

    /** All that happens before this instant, made only as it is iterated over; to be iterated over once. */
    public Iterable<Batch> until(long instant) {
        return () -> new Batches(instant);
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
            Batch batch = lines.encode(occurrences);
            occurrences.clear();
            return batch;
        }
    }
}
