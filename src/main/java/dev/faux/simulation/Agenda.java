package dev.faux.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who acts next: a future-event list in the order of time, and for the same millisecond in the order of entry.
 *
 * <p>A hierarchical timing wheel (Varghese and Lauck 1987) over the bytes of the instant. Each level has a slot for each value of
 * its byte, twice: for what lies in the block that now is in, and for the block after it; an entry lies in the lowest level
 * whose two blocks reach to it, and moves down when they do. So all of one millisecond lie in one slot, whatever the time, and
 * first in, first out holds all the way down; entering and leaving take constant time whatever the horizon; and who enters for a
 * time within a minute or so, as most do, is not moved in a crowd when the minute begins.
 */
final class Agenda {

    private static final int BITS = 8;
    private static final int SLOTS = 2 << BITS;
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
        int level = 0;
        while (level < LEVELS) {
            long begin = firstFilled(level);
            if (begin < 0) {
                level++;
            } else if (begin >= until) {
                return null;
            } else {
                moveTo(begin);
                if (level == 0) {
                    size--;
                    return takeFirst(slot(0, begin));
                }
                level = 0;
            }
        }
        return null;
    }

    /** When the first filled slot of a level begins, or -1 where none is; lower levels come before higher ones. */
    private long firstFilled(int level) {
        long here = now >>> level * BITS;
        int start = (int) here & SLOTS - 1;
        for (int word = start >> 6, looked = 0; looked <= WORDS; looked++) {
            long bits = filled[level * WORDS + word];
            if (looked == 0) {
                bits &= -1L << start;
            }
            if (bits != 0) {
                int slot = (word << 6) + Long.numberOfTrailingZeros(bits);
                return here + (slot - start & SLOTS - 1) << level * BITS;
            }
            word = word + 1 & WORDS - 1;
        }
        return -1;
    }

    /** Nothing is due before that. */
    private void moveTo(long instant) {
        long before = now;
        now = instant;
        if (before >>> BITS == instant >>> BITS) {
            return;
        }
        for (int level = LEVELS - 1; level > 0; level--) {
            long width = 1L << level * BITS;
            spread(slot(level, instant));
            spread(slot(level, instant + width));
        }
    }

    private void spread(int slot) {
        Actor actor = first[slot];
        if (actor == null) {
            return;
        }
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
        int level = 0;
        for (int shift = BITS; (actor.due >>> shift) - (now >>> shift) > 1; shift += BITS) {
            level++;
        }
        int slot = slot(level, actor.due);
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

    private static int slot(int level, long instant) {
        return level * SLOTS + (int) (instant >>> level * BITS & SLOTS - 1);
    }
}
