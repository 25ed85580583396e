package dev.faux.log;

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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A history from its first event on, page by page. The world happens on a thread of its own while the caller reads; pages are
 * used again, so whoever is ahead waits.
 */
public final class Pages {

    private static final int PAGES = 4;

    /** About how many events stand on a page: with their lines they fit a core's own cache. */
    private static final int PAGE = 256;

    /** Comes behind the last page. */
    private static final List<Occurrence> END = List.of();

    private final Recipe recipe;
    private final long to;
    private final Predicate<List<Occurrence>> isSkipped;
    private final BlockingQueue<List<Occurrence>> blank = new ArrayBlockingQueue<>(PAGES);
    private final BlockingQueue<List<Occurrence>> filled = new ArrayBlockingQueue<>(PAGES + 1);

    /** Reads a page, which is good for the call only. */
    public interface PageReader {

        /** @return whether it wants more */
        boolean read(List<Occurrence> page) throws IOException;
    }

    /**
     * @param to the instant that ends it, exclusive
     * @param isSkipped which pages nobody wants to read; asked by the world's own thread
     */
    public Pages(Recipe recipe, long to, Predicate<List<Occurrence>> isSkipped) {
        this.recipe = recipe;
        this.to = to;
        this.isSkipped = isSkipped;
        for (int i = 0; i < PAGES; i++) {
            blank.add(new ArrayList<>(PAGE + 128));
        }
    }

    /**
     * Reads them until the end, or until nobody wants more. To be called once.
     *
     * @throws InterruptedIOException where the thread is interrupted
     */
    public void read(PageReader reader) throws IOException {
        FutureTask<@Nullable Void> world = new FutureTask<>(this::live);
        Thread.ofPlatform().daemon().name("world").start(world);
        try {
            if (isReadToTheEnd(reader)) {
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

    private @Nullable Void live() throws InterruptedException {
        try {
            World world = new World(recipe.history(), recipe.journal(), null);
            boolean isReached = false;
            while (!isReached) {
                List<Occurrence> page = blank.take();
                do {
                    page.clear();
                    isReached = world.advance(to, PAGE, page);
                } while (!isReached && isSkipped(page));
                if (!isSkipped(page)) {
                    filled.add(page);
                }
            }
            return null;
        } finally {
            filled.add(END);
        }
    }

    private boolean isSkipped(List<Occurrence> page) {
        return page.isEmpty() || isSkipped.test(page);
    }

    /** Whether the world ended it, and not the reader. */
    @SuppressWarnings("ReferenceEquality") // There is only one end.
    private boolean isReadToTheEnd(PageReader reader) throws IOException, InterruptedException {
        while (true) {
            List<Occurrence> page = filled.take();
            if (page == END) {
                return true;
            }
            if (!reader.read(page)) {
                return false;
            }
            blank.add(page);
        }
    }
}
