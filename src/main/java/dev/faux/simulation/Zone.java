package dev.faux.simulation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;

/**
 * What the clocks of a market show. The rules are frozen here, because those of the JDK change with its version.
 *
 * @param offsetHours east of UTC, in winter
 */
public record Zone(int offsetHours, Daylight daylight) {

    /** When clocks are an hour ahead. */
    public enum Daylight {
        NEVER,
        /** From 01:00 UTC of the last Sunday in March to 01:00 UTC of the last in October. */
        EU,
        /** From 02:00 of the second Sunday in March to 02:00 of the first in November, by the clocks that it changes. */
        US
    }

    /** What they show at an instant, as if it were UTC. */
    long local(long instant) {
        long standard = instant + offsetHours * Intensity.HOUR;
        return isAhead(instant, standard) ? standard + Intensity.HOUR : standard;
    }

    private boolean isAhead(long instant, long standard) {
        return switch (daylight) {
            case NEVER -> false;
            case EU -> {
                LocalDate year = firstOfJanuary(instant);
                yield instant >= sunday(year, Month.MARCH, -1) + Intensity.HOUR
                        && instant < sunday(year, Month.OCTOBER, -1) + Intensity.HOUR;
            }
            // At two o'clock in summer it is one by the standard.
            case US -> {
                LocalDate year = firstOfJanuary(standard);
                yield standard >= sunday(year, Month.MARCH, 2) + 2 * Intensity.HOUR
                        && standard < sunday(year, Month.NOVEMBER, 1) + Intensity.HOUR;
            }
        };
    }

    private static LocalDate firstOfJanuary(long instant) {
        return LocalDate.ofEpochDay(Math.floorDiv(instant, Intensity.DAY)).withDayOfYear(1);
    }

    /** The midnight of a month's Sunday; the last is number -1. */
    private static long sunday(LocalDate year, Month month, int number) {
        return year.withMonth(month.getValue())
                        .with(TemporalAdjusters.dayOfWeekInMonth(number, DayOfWeek.SUNDAY))
                        .toEpochDay()
                * Intensity.DAY;
    }
}
