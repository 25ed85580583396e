package dev.faux.view;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The days of the event store: made before their first event comes, the next one too, without a gap; dropped as a whole. Each
 * change is a short transaction of its own, so that readers hardly wait. For one writer.
 */
final class Partitions {

    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);

    /** How long dropping a day may wait for readers, and so how long new readers may wait for it. */
    private static final Duration LOCK = Duration.ofSeconds(2);

    static final String ALL = "select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid"
            + " where i.inhparent = 'events'::regclass order by 1";

    /** The newest day there is as far as this writer knows, or {@link #UNKNOWN}. */
    private volatile long newest = UNKNOWN;

    private static final long UNKNOWN = Long.MIN_VALUE;

    /** Forgets what is known; to be called after a failure. */
    void forget() {
        newest = UNKNOWN;
    }

    /**
     * Makes all days up to the one after {@code last}, and drops those before {@code oldest}.
     *
     * @param first the first day that is needed
     */
    Mono<Void> prepare(PostgresqlConnection connection, long oldest, long first, long last) {
        if (newest > last) {
            return Mono.empty();
        }
        return all(connection)
                .flatMap(there -> makeAndDrop(connection, there, oldest, first, last))
                .doOnSuccess(done -> newest = last + 1);
    }

    private Mono<Void> makeAndDrop(
            PostgresqlConnection connection, List<Long> there, long oldest, long first, long last) {
        // After a reset there are days that come later than the first that is needed.
        long from = there.isEmpty() ? first : Math.min(first, Math.max(oldest, there.getLast() + 1));
        return Flux.fromStream(LongStream.rangeClosed(from, last + 1).boxed())
                .filter(day -> !there.contains(day))
                .concatMap(day -> execute(connection, make(day)))
                .thenMany(Flux.fromIterable(there).filter(day -> day < oldest))
                .concatMap(day -> drop(connection, day))
                .then();
    }

    private static Mono<List<Long>> all(PostgresqlConnection connection) {
        return connection
                .createStatement(ALL)
                .execute()
                .concatMap(result -> result.map(row -> Days.day(new Cells(row).text("name"))))
                .collectList();
    }

    /** Attaching waits for no reader, making a partition in place would. */
    private static String make(long day) {
        String name = Days.partition(day);
        return "create table " + name + " (like events including defaults including comments);"
                + " alter table events attach partition " + name + " for values from ('" + Days.startInstant(day)
                + "') to ('" + Days.startInstant(day + 1) + "')";
    }

    /** A day that readers hold on to is dropped with the next one. */
    private static Mono<Void> drop(PostgresqlConnection connection, long day) {
        return execute(
                        connection,
                        "set local lock_timeout = " + LOCK.toMillis() + "; drop table " + Days.partition(day))
                .onErrorResume(R2dbcException.class, e -> {
                    LOG.info("Day {} cannot be dropped yet: {}", Days.partition(day), e.getMessage());
                    return Mono.empty();
                });
    }

    private static Mono<Void> execute(PostgresqlConnection connection, String sql) {
        return connection
                .createStatement(sql)
                .execute()
                .concatMap(PostgresqlResult::getRowsUpdated)
                .then();
    }
}
