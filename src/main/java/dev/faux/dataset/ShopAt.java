package dev.faux.dataset;

import dev.faux.simulation.History;
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

    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public ShopAt {
        if (asOf < history.start()) {
            throw new IllegalArgumentException("as_of is " + Instant.ofEpochMilli(asOf) + ", expected "
                    + Instant.ofEpochMilli(history.start()) + " or later");
        }
    }

    /** A name for it that can be one of a file. */
    public String id() {
        return history.id() + '-' + COMPACT.format(Instant.ofEpochMilli(asOf));
    }
}
