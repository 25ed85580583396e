package dev.faux.emitter;

/**
 * Compares what has happened with the time that has gone by; asked and told about every second. A shop that cannot keep up is seen
 * in it, and one that makes up for something. Safe for many threads.
 */
final class LastMinute {

    private static final int SECONDS = 60;

    private final Moment[] moments = new Moment[SECONDS + 1];
    private int taken;

    /** @param due the virtual instant that it is, whether it has been reached or not */
    private record Moment(long position, long due) {}

    synchronized void take(long position, long due) {
        moments[taken % moments.length] = new Moment(position, due);
        taken++;
    }

    /** Events per minute of virtual time that has gone by, over the last minute or as much of it as there is. */
    synchronized double perMinute() {
        if (taken < 2) {
            return 0;
        }
        Moment newest = moments[(taken - 1) % moments.length];
        Moment oldest = moments[taken <= moments.length ? 0 : taken % moments.length];
        long millis = newest.due - oldest.due;
        return millis == 0 ? 0 : (newest.position - oldest.position) * 60_000.0 / millis;
    }
}
