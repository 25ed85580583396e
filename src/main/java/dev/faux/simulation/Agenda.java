package dev.faux.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who acts next: a future-event list in the order of time, and for the same millisecond in the order of entry.
 *
 * <p>A hierarchical timing wheel (Varghese and Lauck 1987) over the bytes of the instant: an entry lies in the level of the
 * highest byte in which its instant differs from now, and moves down when now reaches its slot. A slot is filled from above
 * before anything can enter it directly, so first in, first out holds all the way down; entering and leaving take constant
 * time whatever the horizon.
 */
final class Agenda {

    private static final int BITS = 8;
    private static final int SLOTS = 1 << BITS;
    private static final int LEVELS = 6;
    private static final int WORDS = SLOTS / 64;

    private final @Nullable Actor[] first = new @Nullable Actor[LEVELS * SLOTS];
    private final @Nullable Actor[] last = new @Nullable Actor[LEVELS * SLOTS];
    private final long[] filled = new long[LEVELS * WORDS];
    private long now;
    private int size;

    Agenda(long start) {
        this.now = start;
    }

    int size() {
        return size;
    }

    /** The instant that it has come to. */
    long now() {
        return now;
    }

    /** All that are in it; entered again in this order, they would come out as they will now. */
    List<Actor> actors() {
        List<Actor> actors = new ArrayList<>(size);
        for (Actor head : first) {
            for (Actor actor = head; actor != null; actor = actor.next) {
                actors.add(actor);
            }
        }
        return actors;
    }

    void add(Actor actor, long due) {
        if (due < now) {
            throw new IllegalArgumentException("an act is due at " + due + ", expected not before " + now);
        }
        actor.due = due;
        enter(actor);
        size++;
    }

    /** Takes out the next actor that is due before this instant, or null if there is none. */
    @Nullable
    Actor poll(long until) {
        while (true) {
            int slot = nextFilled(0, (int) (now & SLOTS - 1));
            if (slot >= 0) {
                long due = now & -SLOTS | slot;
                if (due >= until) {
                    return null;
                }
                now = due;
                size--;
                return takeFirst(slot);
            }
            if (!descend(until)) {
                return null;
            }
        }
    }

    /** Moves now to the next filled slot above the lowest level, and its entries down. */
    private boolean descend(long until) {
        for (int level = 1; level < LEVELS; level++) {
            int shift = level * BITS;
            int slot = nextFilled(level, (int) (now >>> shift & SLOTS - 1) + 1);
            if (slot >= 0) {
                long begin = now >>> shift + BITS << shift + BITS | (long) slot << shift;
                if (begin >= until) {
                    return false;
                }
                now = begin;
                spread(level * SLOTS + slot);
                return true;
            }
        }
        return false;
    }

    private void spread(int slot) {
        Actor actor = first[slot];
        first[slot] = null;
        last[slot] = null;
        filled[slot >> 6] &= ~(1L << slot);
        while (actor != null) {
            Actor following = actor.next;
            enter(actor);
            actor = following;
        }
    }

    private void enter(Actor actor) {
        long difference = actor.due ^ now;
        int level = difference == 0 ? 0 : (63 - Long.numberOfLeadingZeros(difference)) / BITS;
        int slot = level * SLOTS + (int) (actor.due >>> level * BITS & SLOTS - 1);
        actor.next = null;
        Actor tail = last[slot];
        if (tail == null) {
            first[slot] = actor;
            filled[slot >> 6] |= 1L << slot;
        } else {
            tail.next = actor;
        }
        last[slot] = actor;
    }

    private @Nullable Actor takeFirst(int slot) {
        Actor actor = first[slot];
        if (actor != null) {
            first[slot] = actor.next;
            if (actor.next == null) {
                last[slot] = null;
                filled[slot >> 6] &= ~(1L << slot);
            }
        }
        return actor;
    }

    /** The first filled slot of a level from this one on, or -1. */
    private int nextFilled(int level, int from) {
        if (from >= SLOTS) {
            return -1;
        }
        int word = from >> 6;
        long bits = filled[level * WORDS + word] & -1L << from;
        while (bits == 0) {
            if (++word == WORDS) {
                return -1;
            }
            bits = filled[level * WORDS + word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }
}
