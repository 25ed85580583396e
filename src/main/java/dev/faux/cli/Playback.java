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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Plays a range of a history to somebody. A few players take turns: whoever has the world lets it make a batch and passes it on,
 * encodes the batch while it still lies in the cache of his processor, and hands it over when those before it have been.
 */
final class Playback {

    /** More the world does not keep busy. */
    private static final int MOST_PLAYERS = 3;

    private static final int PLAYERS = Math.min(Runtime.getRuntime().availableProcessors(), MOST_PLAYERS);
    private static final long NONE = -1;

    private final History history;
    private final Range range;
    private final Audience audience;
    private final World world;
    private final Object turn = new Object();
    private boolean isReached;
    private long made;
    private long played;
    private long left;
    private volatile boolean isEnough;

    private Playback(History history, Range range, Audience audience) {
        this.history = history;
        this.range = range;
        this.audience = audience;
        world = new World(history);
        left = range.limit();
    }

    /** Takes the lines of a range, in order and one call at a time, on any thread. */
    interface Audience {

        /** Takes the lines from one index to before another; the batch is good for the call only. */
        void take(Batch batch, int from, int to) throws IOException;
    }

    static void play(History history, Range range, Audience audience) throws IOException {
        Callable<@Nullable Void> player = new Playback(history, range, audience)::play;
        try (ExecutorService players = Executors.newFixedThreadPool(
                PLAYERS, Thread.ofPlatform().daemon().name("player-", 1).factory())) {
            for (Future<@Nullable Void> each : players.invokeAll(Collections.nCopies(PLAYERS, player))) {
                each.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("the history cannot be played", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while playing");
        }
    }

    /** What each of the players does. */
    private @Nullable Void play() throws IOException, InterruptedException {
        boolean isFine = false;
        try {
            JsonLines lines = new JsonLines(history);
            List<Occurrence> occurrences = new ArrayList<>(Run.BATCH + 128);
            for (long number = make(occurrences); number != NONE; number = make(occurrences)) {
                handOver(number, lines.lend(occurrences));
            }
            isFine = true;
            return null;
        } finally {
            if (!isFine) {
                stop();
            }
        }
    }

    /** Makes the next batch of the range, and says the how manieth it is. */
    private synchronized long make(List<Occurrence> occurrences) {
        while (!isReached && !isEnough) {
            occurrences.clear();
            isReached = world.advance(range.to(), Run.BATCH, occurrences);
            if (!isBeforeRange(occurrences)) {
                return made++;
            }
        }
        return NONE;
    }

    private boolean isBeforeRange(List<Occurrence> occurrences) {
        return occurrences.isEmpty()
                || occurrences.getLast().position() < range.fromPosition()
                || occurrences.getLast().at() < range.fromInstant();
    }

    private void handOver(long number, Batch batch) throws IOException, InterruptedException {
        synchronized (turn) {
            while (played != number && !isEnough) {
                turn.wait();
            }
            if (!isEnough) {
                left -= play(batch, left);
                played++;
                isEnough = left == 0;
                turn.notifyAll();
            }
        }
    }

    private void stop() {
        synchronized (turn) {
            isEnough = true;
            turn.notifyAll();
        }
    }

    /** Plays what the range wants of a batch, at most so many lines, and says how many. */
    private long play(Batch batch, long most) throws IOException {
        long count = 0;
        int index = firstWanted(batch);
        while (index < batch.size() && count < most) {
            int end = index;
            while (end < batch.size()
                    && count + end - index < most
                    && range.types().accepts(batch.type(end))) {
                end++;
            }
            if (end > index) {
                audience.take(batch, index, end);
                count += end - index;
            }
            index = end + 1;
        }
        return count;
    }

    private int firstWanted(Batch batch) {
        int index = (int) Math.clamp(range.fromPosition() - batch.first(), 0, batch.size());
        while (index < batch.size() && batch.time(index) < range.fromInstant()) {
            index++;
        }
        return index;
    }
}
