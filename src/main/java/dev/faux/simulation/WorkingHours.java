package dev.faux.simulation;

import dev.faux.simulation.Scenario.Hours;

/** The instants at which somebody works. Pure arithmetic, UTC. */
final class WorkingHours {

    private final boolean[] days = new boolean[7];
    private final long from;
    private final long to;

    WorkingHours(Hours hours) {
        for (int i = 0; i < days.length; i++) {
            days[i] = hours.days().get(i);
        }
        from = hours.from().toMillis();
        to = hours.to().toMillis();
    }

    boolean include(long instant) {
        long ofDay = Math.floorMod(instant, Intensity.DAY);
        return days[Intensity.weekday(instant)] && ofDay >= from && ofDay < to;
    }

    /** The instant by which so many milliseconds of work are done, begun at this one or when work next begins. */
    long after(long instant, long work) {
        long now = instant;
        long rest = work;
        while (true) {
            if (!include(now)) {
                now = nextOpening(now);
            }
            long closing = Math.floorDiv(now, Intensity.DAY) * Intensity.DAY + to;
            if (rest < closing - now) {
                return now + rest;
            }
            rest -= closing - now;
            now = closing;
        }
    }

    private long nextOpening(long instant) {
        long opening = Math.floorDiv(instant, Intensity.DAY) * Intensity.DAY + from;
        while (opening < instant || !days[Intensity.weekday(opening)]) {
            opening += Intensity.DAY;
        }
        return opening;
    }
}
