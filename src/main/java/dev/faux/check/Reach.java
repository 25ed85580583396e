package dev.faux.check;

/**
 * How far a history has to be told to meet all that was received: up to the position of each event or past its time, whichever
 * comes first, so that one event with a wrong position and another with a wrong time lead nowhere.
 */
final class Reach {

    private static final int MOST = 64;

    /** Of the events that no other one surpasses in both. In a sound stream that is the last one. */
    private final long[] positions = new long[MOST];

    private final long[] times = new long[MOST];
    private int size;

    void include(long position, long time) {
        if (!isPast(position, time)) {
            return;
        }
        long furthest = position;
        long latest = time;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            furthest = Math.max(furthest, positions[i]);
            latest = Math.max(latest, times[i]);
            if (positions[i] > position || times[i] > time) {
                positions[kept] = positions[i];
                times[kept++] = times[i];
            }
        }
        // Too many that are odd: then all of them count.
        size = kept < MOST ? kept : 0;
        positions[size] = kept < MOST ? position : furthest;
        times[size++] = kept < MOST ? time : latest;
    }

    /** Whether nothing was received that is this far, in both. */
    boolean isPast(long position, long time) {
        for (int i = 0; i < size; i++) {
            if (position <= positions[i] && time <= times[i]) {
                return false;
            }
        }
        return true;
    }
}
