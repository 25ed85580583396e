package dev.faux.simulation;

import dev.faux.shop.Event;
import dev.faux.shop.Id;
import org.jspecify.annotations.Nullable;

/**
 * One event at its place in the history.
 *
 * @param position from 1, without a gap
 * @param at the virtual instant, in milliseconds since 1970 UTC; never decreases
 * @param correlation the session that began it all, or null
 * @param digest of the history up to and with this
 */
public record Occurrence(long position, long at, @Nullable Id correlation, Event event, long digest) {}
