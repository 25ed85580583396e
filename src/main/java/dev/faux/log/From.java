package dev.faux.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/** Where in a history a reader begins. */
public sealed interface From {

    From START = new Position(1);

    /** With the next event there will be. */
    record Now() implements From {}

    record Position(long position) implements From {}

    /** With the first event that does not happen before this instant, in milliseconds since 1970 UTC. */
    record Since(long instant) implements From {}

    /**
     * Reads {@code start}, {@code now}, a position, an instant, or a day for its midnight in UTC.
     *
     * @throws IllegalArgumentException where it is nothing of that; the message tells what is expected
     */
    static From of(String text) {
        if (text.equals("start")) {
            return START;
        }
        if (text.equals("now")) {
            return new Now();
        }
        if (text.matches("[0-9]{1,18}") && Long.parseLong(text) > 0) {
            return new Position(Long.parseLong(text));
        }
        try {
            return new Since(instant(text).plusNanos(999_999).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "is " + text + ", expected start, now, a position such as 1, a day such as 2026-01-01, or an"
                            + " instant such as 2026-01-01T09:30:00Z",
                    e);
        }
    }

    /**
     * A day, which is its midnight in UTC, or an instant.
     *
     * @throws DateTimeException where it is neither
     */
    static Instant instant(String text) {
        return text.length() == 10
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(text).toInstant();
    }

    /** The position of the first event, as soon as it is known. */
    default Mono<Long> position(EventLog log) {
        return switch (this) {
            case Now now -> log.next();
            case Position at -> Mono.just(at.position);
            case Since since -> log.positionAt(since.instant);
        };
    }
}
