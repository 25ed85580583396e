package dev.faux.cli;

import dev.faux.cli.RunOptions.Range;
import dev.faux.log.Batch;
import dev.faux.log.JsonLines;
import dev.faux.log.Run;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Plays a range of a history to somebody, on the thread of the caller; the world itself runs on another, a few batches ahead at
 * most.
 */
final class Playback {

    private static final int AHEAD = 16;

    private Playback() {}

    /** Takes the lines of a range. */
    interface Audience {

        /** Takes the lines from one index to before another. */
        void take(Batch batch, int from, int to) throws IOException;
    }

    static void play(History history, Range range, Audience audience) throws IOException {
        JsonLines lines = new JsonLines(history);
        Scheduler worldThread = Schedulers.newSingle("world", true);
        long left = range.limit();
        for (List<Occurrence> occurrences :
                occurrences(history, range).subscribeOn(worldThread).toIterable(AHEAD)) {
            Batch batch = lines.encode(occurrences);
            left -= play(batch, range, left, audience);
            if (left == 0) {
                break;
            }
        }
        worldThread.dispose();
    }

    /** Plays what the range wants of a batch, at most so many lines, and says how many. */
    private static long play(Batch batch, Range range, long most, Audience audience) throws IOException {
        long played = 0;
        int index = firstWanted(batch, range);
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

    private static int firstWanted(Batch batch, Range range) {
        int index = (int) Math.clamp(range.fromPosition() - batch.first(), 0, batch.size());
        while (index < batch.size() && batch.time(index) < range.fromInstant()) {
            index++;
        }
        return index;
    }

    private static Flux<List<Occurrence>> occurrences(History history, Range range) {
        if (range.limit() == 0) {
            return Flux.empty();
        }
        return Flux.generate(() -> new World(history), (world, sink) -> next(world, range, sink));
    }

    private static World next(World world, Range range, SynchronousSink<List<Occurrence>> sink) {
        List<Occurrence> occurrences = new ArrayList<>(Run.BATCH + 128);
        boolean reached = false;
        while (!reached && isBefore(occurrences, range)) {
            occurrences.clear();
            reached = world.advance(range.to(), Run.BATCH, occurrences);
        }
        if (!occurrences.isEmpty()) {
            sink.next(occurrences);
        }
        if (reached) {
            sink.complete();
        }
        return world;
    }

    private static boolean isBefore(List<Occurrence> occurrences, Range range) {
        return occurrences.isEmpty()
                || occurrences.getLast().position() < range.fromPosition()
                || occurrences.getLast().at() < range.fromInstant();
    }
}
