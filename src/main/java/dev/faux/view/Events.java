package dev.faux.view;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The stored events, those of the last days. Every answer fails with {@link ViewUnavailable} while Postgres cannot be asked; a
 * cancelled one gives its connection back.
 */
public class Events {

    private static final String SPAN = "occurred_at >= :from and occurred_at < :to and position > :after";

    private static final String BETWEEN = "select position, occurred_at, body from events where " + SPAN
            + " order by occurred_at, position limit :limit";

    /** Finds the events by the index of their type, as many of each type as can be needed, before it fetches the wanted ones. */
    private static final String BETWEEN_OF_TYPES =
            "select e.position, e.occurred_at, e.body from (select s.occurred_at, s.position"
                    + " from unnest(:types::text[]) as t(type), lateral (select occurred_at, position from events"
                    + " where type = t.type and " + SPAN + " order by occurred_at, position limit :limit) s"
                    + " order by s.occurred_at, s.position limit :limit) as wanted"
                    + " join events e using (occurred_at, position) order by e.occurred_at, e.position";

    private static final String FIND =
            "select position, occurred_at, body from events where occurred_at = :at and position = :position";

    /** The last instant that Postgres can be asked for, near enough. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final Database database;

    Events(Database database) {
        this.database = database;
    }

    /**
     * The stored events of a span of time, ordered by position. For the page after this one ask again with the
     * {@code occurredAt} of the last event as {@code from} and its position as {@code after}: then no page costs more than the
     * first.
     *
     * @param from the first instant that is wanted
     * @param to the first instant that is not wanted any more, or null for no end
     * @param types names as in {@code order.placed}; none for all
     * @param after only events past this position, 0 for all
     * @param limit the most events that are wanted
     */
    public Flux<StoredEvent> between(
            Instant from, @Nullable Instant to, Collection<String> types, long after, int limit) {
        return database.askAll(client -> span(client, types)
                .bind("from", from)
                .bind("to", to == null ? NEVER : to)
                .bind("after", after)
                .bind("limit", limit)
                .map(Events::event)
                .all());
    }

    private static DatabaseClient.GenericExecuteSpec span(DatabaseClient client, Collection<String> types) {
        return types.isEmpty()
                ? client.sql(BETWEEN)
                : client.sql(BETWEEN_OF_TYPES)
                        .bind("types", types.stream().distinct().toArray(String[]::new));
    }

    /** The event at a position, of which it is known when it occurred; empty where there is none (any more). */
    public Mono<StoredEvent> find(long position, Instant occurredAt) {
        return database.ask(client -> client.sql(FIND)
                .bind("at", occurredAt)
                .bind("position", position)
                .map(Events::event)
                .one());
    }

    /**
     * The first instant of the oldest day that is still stored; empty before the first event. Where it is later than the start
     * of the history, the days before it have been dropped.
     */
    public Mono<Instant> oldestDay() {
        return database.ask(client -> client.sql(Partitions.ALL)
                .map(row -> Days.startInstant(Days.day(new Cells(row).text("name"))))
                .first());
    }

    private static StoredEvent event(Readable row) {
        Cells cells = new Cells(row);
        return new StoredEvent(cells.number("position"), cells.instant("occurred_at"), cells.text("body"));
    }
}
