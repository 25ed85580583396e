package dev.faux.dataset;

import dev.faux.simulation.History;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A shop at one instant.
 *
 * @param history what makes it, without anybody from outside
 * @param asOf the first instant that is not a part of it any more, in milliseconds since 1970 UTC
 */
public record ShopAt(History history, long asOf) {

    /** When it opened, unless somebody says. */
    public static final Instant START = Instant.parse("2023-01-01T00:00:00Z");

    /** How old it is, unless somebody says. */
    public static final Duration AGE = Duration.ofDays(30);

    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public ShopAt {
        if (asOf < history.start()) {
            throw new IllegalArgumentException("as_of is " + Instant.ofEpochMilli(asOf) + ", expected "
                    + Instant.ofEpochMilli(history.start()) + " or later");
        }
    }

    /** How much of it has happened by an instant, from 0 to 1. */
    double done(long instant) {
        long start = history.start();
        return asOf == start ? 1 : (double) (instant - start) / (asOf - start);
    }

    /** A name for it that can be one of a file. */
    public String id() {
        return history.id() + '-' + COMPACT.format(Instant.ofEpochMilli(asOf));
    }
}
