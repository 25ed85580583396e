package dev.faux.emitter;

import dev.faux.log.Head;

/** Counts what happened in the last minute; asked and told about every second. Safe for many threads. */
final class LastMinute {

    private static final int SECONDS = 60;

    private final Head[] heads = new Head[SECONDS + 1];
    private int taken;

    synchronized void take(Head head) {
        heads[taken % heads.length] = head;
        taken++;
    }

    /** Events per minute of virtual time, over the last minute or as much of it as there is. */
    synchronized double perMinute() {
        if (taken < 2) {
            return 0;
        }
        Head newest = heads[(taken - 1) % heads.length];
        Head oldest = heads[taken <= heads.length ? 0 : taken % heads.length];
        long millis = newest.at() - oldest.at();
        return millis == 0 ? 0 : (newest.position() - oldest.position()) * 60_000.0 / millis;
    }
}
