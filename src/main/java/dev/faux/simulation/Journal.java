package dev.faux.simulation;

import dev.faux.shop.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What people asked of a world from outside, each with the instant at which it took effect, in that order: with the inputs of a
 * {@link History} all that it is made of.
 */
public interface Journal {

    /** Nobody asked anything. */
    Journal EMPTY = number -> null;

    /** The entry of this number, from 0; null where there is none yet. One that is there never changes. */
    @Nullable
    Entry entry(long number);

    /** What came of an entry, each time that a world has come to it. */
    default void decided(long number, Decision decision) {}

    /** @param at the virtual instant, in milliseconds since 1970 UTC; before whatever else happens then */
    record Entry(long at, Instruction instruction) {}
}
