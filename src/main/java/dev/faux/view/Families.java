package dev.faux.view;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import java.time.Instant;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/**
 * What leaves the read models, as a whole: an order that has ended, with all that is within it, so long after the last event
 * about it; a visit with its cart so long after its end, once no order of it is there.
 */
final class Families {

    /** The most of each that go at once; more than a batch brings. */
    private static final int MOST = 5_000;

    /** A visit whose orders have all gone is free to go; here they are still seen, as the statement found them. */
    private static final String FORGET_ORDERS = "with gone as (delete from orders where order_id in (select order_id"
            + " from orders where status in ('delivered', 'failed', 'cancelled') and last_event_at < $1"
            + " order by last_event_at limit " + MOST + ") returning order_id, session_id)"
            + " update sessions set has_order = false from gone where sessions.session_id = gone.session_id"
            + " and not exists (select from orders where orders.session_id = gone.session_id"
            + " and order_id not in (select order_id from gone))";

    private static final String FORGET_SESSIONS = "delete from sessions where session_id in (select session_id"
            + " from sessions where not has_order and ended_at < $1 order by ended_at limit " + MOST + ")";

    private Families() {}

    /** Deletes those whose last word came before this instant. */
    static Mono<Void> forget(PostgresqlConnection connection, Instant before) {
        return execute(connection, FORGET_ORDERS, before)
                .then(Mono.defer(() -> execute(connection, FORGET_SESSIONS, before)));
    }

    private static Mono<Void> execute(PostgresqlConnection connection, String sql, Instant before) {
        return connection
                .createStatement(sql)
                .bind("$1", before.atOffset(ZoneOffset.UTC))
                .execute()
                .concatMap(PostgresqlResult::getRowsUpdated)
                .then();
    }
}
