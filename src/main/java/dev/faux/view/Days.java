package dev.faux.view;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Days of UTC as numbers since 1970, and which of them are kept. */
final class Days {

    private static final long LENGTH = Duration.ofDays(1).toMillis();

    private Days() {}

    /** The day of an instant in milliseconds since 1970. */
    static long of(long millis) {
        return Math.floorDiv(millis, LENGTH);
    }

    /** The first instant of a day, in milliseconds since 1970. */
    static long start(long day) {
        return day * LENGTH;
    }

    static Instant startInstant(long day) {
        return Instant.ofEpochMilli(start(day));
    }

    /** The oldest day that did not end more than {@code retention} before the newest event. */
    static long oldestKept(long newest, Duration retention) {
        return Math.ceilDiv(newest - retention.toMillis(), LENGTH) - 1;
    }

    /** The name of the partition of a day. */
    static String partition(long day) {
        return "events_" + LocalDate.ofEpochDay(day).toString().replace("-", "");
    }

    /** The day of the partition of this name. */
    static long day(String partition) {
        String digits = partition.substring(partition.lastIndexOf('_') + 1);
        return LocalDate.of(
                                Integer.parseInt(digits.substring(0, digits.length() - 4)),
                                Integer.parseInt(digits.substring(digits.length() - 4, digits.length() - 2)),
                                Integer.parseInt(digits.substring(digits.length() - 2)))
                        .atStartOfDay()
                        .toEpochSecond(ZoneOffset.UTC)
                / (LENGTH / 1_000);
    }
}
