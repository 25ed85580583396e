package dev.faux.cli;

import dev.faux.cli.RunOptions.Range;
import dev.faux.log.Batch;
import dev.faux.log.JsonLines;
import dev.faux.log.Recipe;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.World;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Plays a range of a history to somebody. The world happens on a thread of its own, page by page; the caller's writes what stands
 * on a page as lines and hands them over. Pages are used again, so whoever is ahead waits.
 */
final class Playback {

    private static final int PAGES = 4;

    /** About how many events stand on a page: with their lines they fit a core's own cache. */
    private static final int PAGE = 256;

    /** Comes behind the last page. */
    private static final List<Occurrence> END = List.of();

    private final Recipe recipe;
    private final Range range;
    private final Audience audience;
    private final BlockingQueue<List<Occurrence>> blank = new ArrayBlockingQueue<>(PAGES);
    private final BlockingQueue<List<Occurrence>> filled = new ArrayBlockingQueue<>(PAGES + 1);
    private boolean isWanted = true;

    private Playback(Recipe recipe, Range range, Audience audience) {
        this.recipe = recipe;
        this.range = range;
        this.audience = audience;
        for (int i = 0; i < PAGES; i++) {
            blank.add(new ArrayList<>(PAGE + 128));
        }
    }

    /** Takes the lines of a range, in order. */
    interface Audience {

        /**
         * Takes the lines from one index to before another; the batch is good for the call only.
         *
         * @return whether it wants more
         */
        boolean take(Batch batch, int from, int to) throws IOException;
    }

    static void play(Recipe recipe, Range range, Audience audience) throws IOException {
        Playback playback = new Playback(recipe, range, audience);
        FutureTask<@Nullable Void> world = new FutureTask<>(playback::live);
        Thread.ofPlatform().daemon().name("world").start(world);
        try {
            if (playback.isPlayedToTheEnd()) {
                world.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the history cannot be played", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while playing");
        } finally {
            world.cancel(true);
        }
    }

    /** Fills pages with what is in the range or comes after it. */
    private @Nullable Void live() throws InterruptedException {
        try {
            World world = new World(recipe.history(), recipe.journal(), null);
            boolean reached = false;
            while (!reached) {
                List<Occurrence> page = blank.take();
                do {
                    page.clear();
                    reached = world.advance(range.to(), PAGE, page);
                } while (!reached && isBeforeRange(page));
                if (!isBeforeRange(page)) {
                    filled.add(page);
                }
            }
            return null;
        } finally {
            filled.add(END);
        }
    }

    private boolean isBeforeRange(List<Occurrence> page) {
        return page.isEmpty()
                || page.getLast().position() < range.fromPosition()
                || page.getLast().at() < range.fromInstant();
    }

    /** Whether the world ended it, and not the limit or the audience. */
    @SuppressWarnings("ReferenceEquality") // There is only one end.
    private boolean isPlayedToTheEnd() throws IOException, InterruptedException {
        JsonLines lines = new JsonLines(recipe.history());
        long left = range.limit();
        while (left > 0 && isWanted) {
            List<Occurrence> page = filled.take();
            if (page == END) {
                return true;
            }
            left -= play(lines.lend(page), left);
            blank.add(page);
        }
        return false;
    }

    /** Plays what the range wants of a batch, at most so many lines, and says how many. */
    private long play(Batch batch, long most) throws IOException {
        long count = 0;
        int index = firstWanted(batch);
        while (index < batch.size() && count < most && isWanted) {
            int end = index;
            while (end < batch.size()
                    && count + end - index < most
                    && range.types().accepts(batch.type(end))) {
                end++;
            }
            if (end > index) {
                isWanted = audience.take(batch, index, end);
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
