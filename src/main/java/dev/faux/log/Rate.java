package dev.faux.log;

/** Counts what passed in each of the last sixty seconds. Safe for many threads. */
final class Rate {

    private static final int SECONDS = 60;
    private static final long MILLIS = 1_000;

    private final long[] seconds = new long[SECONDS];
    private final long[] counts = new long[SECONDS];

    /** @param now in milliseconds since 1970 UTC */
    synchronized void add(long count, long now) {
        long second = now / MILLIS;
        int place = (int) (second % SECONDS);
        counts[place] = seconds[place] == second ? counts[place] + count : count;
        seconds[place] = second;
    }

    synchronized long lastMinute(long now) {
        long oldest = now / MILLIS - SECONDS + 1;
        long sum = 0;
        for (int i = 0; i < SECONDS; i++) {
            sum += seconds[i] >= oldest ? counts[i] : 0;
        }
        return sum;
    }
}
