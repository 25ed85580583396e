package dev.faux.sink;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Route;
import dev.faux.sink.Mangler.Letter;
import org.jspecify.annotations.Nullable;

/**
 * What a sink sends of the events that it is given: those that are wanted, spoilt on purpose if that is asked for. From one
 * checkpoint on, and for one thread.
 */
final class Letters {

    private final Route route;
    private final @Nullable Mangler mangler;
    private final @Nullable Checkpoint kept;

    /** Takes what is to be sent, in its order. */
    interface Post {

        void send(Letter letter);

        /** What is done to an event on purpose: the answer to what its consumer should notice. */
        void answer(Batch batch, int index, Dirt dirt);
    }

    /**
     * @param mangle what is spoilt, or null for nothing
     * @param seed of the history
     * @param kept what was taken in before, or null for nothing
     */
    Letters(Route route, @Nullable MangleSettings mangle, long seed, String sink, @Nullable Checkpoint kept) {
        this.route = route;
        mangler = mangle == null ? null : new Mangler(mangle, seed, sink);
        this.kept = kept;
    }

    /** Sees again what was taken in before. */
    void recall(Batch batch) {
        if (mangler == null || kept == null) {
            return;
        }
        for (int i = 0; i < batch.size(); i++) {
            if (route.wants(batch, i, kept.since())) {
                mangler.take(batch, i, letter -> {});
            }
        }
    }

    /** The letters of a whole batch. */
    void of(Batch batch, Checkpoint reached, Post post) {
        for (int i = 0; i < batch.size(); i++) {
            of(batch, i, reached, post);
        }
        end(reached, post);
    }

    /** The letters that are due with one event; after those of a batch comes its {@link #end}. */
    void of(Batch batch, int index, Checkpoint reached, Post post) {
        if (!route.wants(batch, index, reached.since())) {
            return;
        }
        if (mangler == null) {
            post.send(new Letter(batch, index, null));
            return;
        }
        Dirt dirt = mangler.take(batch, index, post::send);
        if (dirt != null) {
            post.answer(batch, index, dirt);
        }
    }

    /** What was held back until now, if nothing comes after this batch. */
    void end(Checkpoint reached, Post post) {
        if (mangler != null && reached.count() == route.limit()) {
            mangler.releaseAll(post::send);
        }
    }
}
