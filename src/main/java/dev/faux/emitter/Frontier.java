package dev.faux.emitter;

/**
 * Up to where things may happen. Nothing happens past the mark, which is durable before: so whoever starts after a crash knows an
 * instant that nothing has gone past. Nothing happens past an instant, either, that commands are being written down for. For many
 * threads.
 */
final class Frontier {

    private static final long NOTHING = Long.MAX_VALUE;

    private final long lead;
    private long reached;
    private long mark;
    private long held = NOTHING;
    private long stamped;

    /**
     * @param mark the instant that was marked before
     * @param lead how far ahead of what has happened a command is stamped
     */
    Frontier(long mark, long lead) {
        this.reached = mark;
        this.mark = mark;
        this.lead = lead;
    }

    /** Goes on to this instant, or as far as one may go; says how far. */
    synchronized long advance(long instant) {
        long limit = Math.min(instant, Math.min(mark, held));
        reached = Math.max(reached, limit);
        return limit;
    }

    /** From now on nothing happens past this instant, but up to it: it is durable. */
    synchronized void mark(long instant) {
        mark = Math.max(mark, instant);
    }

    synchronized long mark() {
        return mark;
    }

    /** An instant from then on for commands that nothing has reached and nothing will until they are {@linkplain #release released}. */
    synchronized long hold(long earliest) {
        stamped = Math.max(stamped, Math.max(reached, earliest) + lead);
        held = stamped;
        return stamped;
    }

    synchronized void release() {
        held = NOTHING;
    }
}
