package dev.faux.sink;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Reader;
import dev.faux.log.Route;
import dev.faux.log.WrongSetting;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A sink of letters: the events of its route, spoilt on purpose if that is asked for, from where it was resumed. */
abstract class LetterSink implements Reader, AutoCloseable {

    private final String name;
    private final Route route;
    private final @Nullable MangleSettings mangle;
    private final long seed;
    private volatile Letters letters;

    /**
     * @param seed of the history
     * @throws WrongSetting where a setting asks for what there is not
     */
    LetterSink(String name, SinkSettings settings, long seed) {
        this.name = name;
        this.seed = seed;
        route = settings.route(name);
        mangle = settings.mangle();
        letters = letters(null);
    }

    private Letters letters(@Nullable Checkpoint kept) {
        return new Letters(route, mangle, seed, name, kept);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Route route() {
        return route;
    }

    @Override
    public final Duration memory() {
        return mangle == null ? Duration.ZERO : mangle.memory();
    }

    @Override
    public final void recall(Batch batch) {
        letters.recall(batch);
    }

    /** Since it was resumed. */
    final Letters letters() {
        return letters;
    }

    /** @param kept what was taken in before, or null for nothing */
    final void resume(@Nullable Checkpoint kept) {
        letters = letters(kept);
    }

    /** Whether there is a place for the answers to what is spoilt. */
    final boolean isMangled() {
        return mangle != null;
    }
}
