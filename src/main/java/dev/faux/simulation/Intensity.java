package dev.faux.simulation;

import dev.faux.simulation.Scenario.Campaign;
import java.util.List;

/**
 * How many sessions begin when: the asked rate, shaped by the hour, the weekday and campaigns. A pure curve over virtual
 * time.
 */
public final class Intensity {

    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    private static final double GAUSS = 1 / StrictMath.sqrt(3);

    private final double sessionsPerMilli;
    private final double eventsPerSession;
    private final double[] hours;
    private final double[] weekdays;
    private final List<Wave> campaigns;

    public Intensity(History history) {
        Scenario.Intensity asked = history.scenario().intensity();
        this.eventsPerSession = history.eventsPerSession();
        this.sessionsPerMilli = asked.perMinute() / eventsPerSession / MINUTE;
        this.hours = withMeanOne(asked.hours());
        this.weekdays = withMeanOne(asked.weekdays());
        this.campaigns = asked.campaigns().stream()
                .map(campaign -> Wave.of(campaign, history.start()))
                .toList();
    }

    /** Sessions per millisecond at this instant. */
    public double at(long instant) {
        return base(instant) * campaigns(instant);
    }

    /** Sessions per day, averaged over a normal week. */
    public double sessionsPerDay() {
        return sessionsPerMilli * DAY;
    }

    /** The most that {@link #at} can be in the hour that this instant lies in, from the instant on. */
    double boundWithinHour(long instant) {
        long end = endOfHour(instant);
        double bound = base(instant);
        for (Wave wave : campaigns) {
            bound *= wave.most(instant, end);
        }
        return bound;
    }

    /** How many events are to be expected in [from, to), when each session is counted whole at its beginning. */
    public double expectedEvents(long from, long to) {
        double sum = 0;
        for (long begin = from; begin < to; ) {
            long end = Math.min(to, endOfHour(begin));
            for (Wave wave : campaigns) {
                end = wave.nextCorner(begin, end);
            }
            // Between two corners a campaign is a line, and two Gauss points are exact for up to three of them at once.
            double middle = (begin + end) / 2.0;
            double offset = (end - begin) / 2.0 * GAUSS;
            double mean = (campaigns(middle - offset) + campaigns(middle + offset)) / 2;
            sum += base(begin) * mean * (end - begin);
            begin = end;
        }
        return sum * eventsPerSession;
    }

    static long endOfHour(long instant) {
        return (Math.floorDiv(instant, HOUR) + 1) * HOUR;
    }

    private double base(long instant) {
        int hour = (int) Math.floorMod(Math.floorDiv(instant, HOUR), 24L);
        return sessionsPerMilli * hours[hour] * weekdays[weekday(instant)];
    }

    private double campaigns(double instant) {
        double factor = 1;
        for (Wave wave : campaigns) {
            factor *= wave.at(instant);
        }
        return factor;
    }

    /** 0 is Monday; day 0 of 1970 was a Thursday. */
    static int weekday(long instant) {
        return (int) Math.floorMod(Math.floorDiv(instant, DAY) + 3, 7L);
    }

    private static double[] withMeanOne(List<Double> curve) {
        double sum = 0;
        for (double value : curve) {
            sum += value;
        }
        double[] normalised = new double[curve.size()];
        for (int i = 0; i < normalised.length; i++) {
            normalised[i] = curve.get(i) * normalised.length / sum;
        }
        return normalised;
    }

    /** A campaign at its place in time: up to its height along a line, hold, down to 1 along another. */
    private record Wave(long begin, long top, long fall, long end, double height) {

        static Wave of(Campaign campaign, long start) {
            long begin = campaign.begin(start);
            long top = begin + campaign.ramp().toMillis();
            long fall = top + campaign.hold().toMillis();
            return new Wave(begin, top, fall, fall + campaign.decay().toMillis(), campaign.height());
        }

        double at(double instant) {
            if (instant < begin || instant >= end) {
                return 1;
            }
            if (instant < top) {
                return 1 + (height - 1) * (instant - begin) / (top - begin);
            }
            return instant < fall ? height : 1 + (height - 1) * (end - instant) / (end - fall);
        }

        /** A bound on what it is in [from, to). */
        double most(long from, long to) {
            return to >= top && from <= fall ? Math.max(1, height) : Math.max(1, Math.max(at(from), at(to)));
        }

        /** The first corner after {@code from}, if it comes before {@code to}. */
        long nextCorner(long from, long to) {
            long next = to;
            for (long corner : new long[] {begin, top, fall, end}) {
                if (corner > from && corner < next) {
                    next = corner;
                }
            }
            return next;
        }
    }
}
