package dev.faux.check;

import dev.faux.simulation.Scenario;

/** The hours at which somebody works, in UTC. */
final class Hours {

    static final long DAY = 86_400_000;

    private final Scenario.Hours hours;
    private final long from;
    private final long to;

    Hours(Scenario.Hours hours) {
        this.hours = hours;
        this.from = hours.from().toMillis();
        this.to = hours.to().toMillis();
    }

    boolean include(long instant) {
        long ofDay = Math.floorMod(instant, DAY);
        return isWorked(day(instant)) && ofDay >= from && ofDay < to;
    }

    /** How many milliseconds are worked in [begin, end). */
    long between(long begin, long end) {
        long sum = 0;
        for (long day = day(begin); day <= day(end); day++) {
            if (isWorked(day)) {
                long opens = Math.max(begin, day * DAY + from);
                long closes = Math.min(end, day * DAY + to);
                sum += Math.max(0, closes - opens);
            }
        }
        return sum;
    }

    /** Days since 1970. */
    static long day(long instant) {
        return Math.floorDiv(instant, DAY);
    }

    /** Day 0 of 1970 was a Thursday; the scenario counts from Monday. */
    private boolean isWorked(long day) {
        return hours.days().get((int) Math.floorMod(day + 3, 7L));
    }
}
