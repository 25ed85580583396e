package dev.faux.api;

import dev.faux.log.EventLog;
import dev.faux.log.From;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Mono;

/**
 * Where a stream begins.
 *
 * @param asked the words that were used for it, and where
 */
record Start(From from, Asked asked) {

    /** What a client said. */
    record Asked(String where, String text) {}

    /** Who waits for longer than that, while the shop catches up, is told nothing but that he waits. */
    private static final Duration SOON = Duration.ofMillis(100);

    private static final Pattern POSITION = Pattern.compile("(?:([0-9a-f]{12})-)?([0-9]{1,18})");

    /**
     * Reads {@code from}, {@code after} and the header with which a client comes back, which wins.
     *
     * @param log of the only history there is
     * @throws Problem where they make no sense
     */
    static Start of(Query query, @Nullable String lastEventId, EventLog log) {
        String from = query.one("from");
        String after = query.one("after");
        if (from != null && after != null) {
            throw Problem.badValue("after", after, "to stand alone, without from=" + from);
        }
        if (lastEventId != null && !lastEventId.isBlank()) {
            return after(new Asked("Last-Event-ID", lastEventId.strip()), log);
        }
        if (after != null) {
            return after(new Asked("after", after), log);
        }
        return from(from == null ? "now" : from, log);
    }

    private static Start after(Asked asked, EventLog log) {
        return new Start(new From.Position(position(asked, 0, log) + 1), asked);
    }

    private static Start from(String text, EventLog log) {
        Asked asked = new Asked("from", text);
        if (POSITION.matcher(text).matches()) {
            return new Start(new From.Position(position(asked, 1, log)), asked);
        }
        try {
            return new Start(From.of(text), asked);
        } catch (IllegalArgumentException e) {
            throw Problem.badValue("from", text, "now, start, a position such as 1, " + Query.INSTANTS);
        }
    }

    private static long position(Asked asked, long least, EventLog log) {
        String history = log.history().id();
        Matcher matcher = POSITION.matcher(asked.text());
        if (!matcher.matches() || Long.parseLong(matcher.group(2)) < least) {
            throw Problem.badValue(
                    asked.where(),
                    asked.text(),
                    "a position from " + least + ", such as " + history + "-" + (least + 1));
        }
        if (matcher.group(1) != null && !matcher.group(1).equals(history)) {
            String expected = log.formerHistories().contains(matcher.group(1))
                    ? history + ": the other one is of an older era of this shop, and has ended"
                    : history;
            throw Problem.of(HttpStatus.GONE, "history of " + asked.where(), matcher.group(1), expected);
        }
        return Long.parseLong(matcher.group(2));
    }

    /** The position of the first event, once it is known; fails with a {@link Problem} where the history has not come so far. */
    Mono<Long> position(EventLog log) {
        return from instanceof From.Position at
                ? log.reachable(at.position())
                        .thenReturn(at.position())
                        .onErrorMap(EventLog.BeyondHead.class, e -> beyond(asked, e.head()))
                : from.position(log);
    }

    /**
     * Completes when the first event is there to be read, or is seen to be yet to come; fails where it cannot be had.
     *
     * @param position what {@link #position} tells, to be asked again
     */
    Mono<Void> ready(Mono<Long> position, EventLog log) {
        boolean isYetToCome = !(from instanceof From.Since since
                && since.instant() <= log.head().at());
        return (isYetToCome ? position.timeout(SOON, Mono.empty()) : position)
                .filter(each -> each <= log.head().position())
                .flatMapMany(log::from)
                .next()
                .then();
    }

    private static Problem beyond(Asked asked, long head) {
        long most = asked.where().equals("from") ? head + 1 : head;
        return Problem.of(
                HttpStatus.CONFLICT, asked.where(), asked.text(), "at most " + most + ": the last event is at " + head);
    }
}
