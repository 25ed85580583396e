package dev.faux.cli;

import dev.faux.cli.RunOptions.Range;
import dev.faux.log.Batch;
import dev.faux.log.JsonLines;
import dev.faux.log.Run;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.World;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Plays a range of a history to somebody, on the thread of the caller; the world itself runs on another, a few batches ahead at
 * most.
 */
final class Playback {

    private static final int AHEAD = 16;
    private static final List<Occurrence> END = List.of();

    private final History history;
    private final Range range;
    private final BlockingQueue<List<Occurrence>> made = new ArrayBlockingQueue<>(AHEAD);
    private volatile @Nullable Throwable failure;

    private Playback(History history, Range range) {
        this.history = history;
        this.range = range;
    }

    /** Takes the lines of a range. */
    interface Audience {

        /** Takes the lines from one index to before another. */
        void take(Batch batch, int from, int to) throws IOException;
    }

    static void play(History history, Range range, Audience audience) throws IOException {
        Playback playback = new Playback(history, range);
        Thread world = Thread.ofPlatform().daemon().name("world").start(playback::make);
        try {
            playback.playMade(audience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while playing");
        } finally {
            world.interrupt();
        }
    }

    private void playMade(Audience audience) throws IOException, InterruptedException {
        JsonLines lines = new JsonLines(history);
        long left = range.limit();
        while (left > 0) {
            List<Occurrence> occurrences = made.take();
            if (occurrences.isEmpty()) {
                refuseFailure();
                return;
            }
            left -= play(lines.encode(occurrences), left, audience);
        }
    }

    private void refuseFailure() {
        Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException("the world failed", cause);
        }
    }

    /** Plays what the range wants of a batch, at most so many lines, and says how many. */
    private long play(Batch batch, long most, Audience audience) throws IOException {
        long played = 0;
        int index = firstWanted(batch);
        while (index < batch.size() && played < most) {
            int end = index;
            while (end < batch.size()
                    && played + end - index < most
                    && range.types().accepts(batch.type(end))) {
                end++;
            }
            if (end > index) {
                audience.take(batch, index, end);
                played += end - index;
            }
            index = end + 1;
        }
        return played;
    }

    private int firstWanted(Batch batch) {
        int index = (int) Math.clamp(range.fromPosition() - batch.first(), 0, batch.size());
        while (index < batch.size() && batch.time(index) < range.fromInstant()) {
            index++;
        }
        return index;
    }

    /** What the thread of the world does. */
    private void make() {
        try {
            World world = new World(history);
            boolean reached = false;
            while (!reached) {
                List<Occurrence> occurrences = new ArrayList<>(Run.BATCH + 128);
                reached = world.advance(range.to(), Run.BATCH, occurrences);
                if (!isBeforeRange(occurrences)) {
                    made.put(occurrences);
                }
            }
            made.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure = e;
            made.clear();
            made.offer(END);
        }
    }

    private boolean isBeforeRange(List<Occurrence> occurrences) {
        return occurrences.isEmpty()
                || occurrences.getLast().position() < range.fromPosition()
                || occurrences.getLast().at() < range.fromInstant();
    }
}
