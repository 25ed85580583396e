package dev.faux.simulation;

import org.jspecify.annotations.Nullable;

/** Somebody who acts in the world at instants of his own choice, one appointment at a time. */
abstract class Actor {

    /** There will be no further act. */
    static final long NEVER = Long.MAX_VALUE;

    /** Belong to the agenda while the actor is in it. */
    long due;

    @Nullable
    Actor next;

    /** All that has become of him, to go on from. */
    abstract State state(World world);

    /** What is left of an actor when nothing but data is kept of him. */
    interface State {

        /** He himself again, in a world that is as his was. */
        Actor in(World world);
    }

    /** Does what is due now and says when the next act is, or {@link #NEVER}. */
    abstract long act(World world);
}
