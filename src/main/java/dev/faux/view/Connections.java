package dev.faux.view;

import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.OPTIONS;
import static io.r2dbc.spi.ConnectionFactoryOptions.CONNECT_TIMEOUT;
import static io.r2dbc.spi.ConnectionFactoryOptions.STATEMENT_TIMEOUT;

import dev.faux.view.ViewSettings.View;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The connections to one Postgres: some for queries and one for the writer, so that neither keeps the other from its work. */
final class Connections {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration VALIDATE = Duration.ofSeconds(2);
    private static final Duration IDLE = Duration.ofMinutes(10);

    /**
     * Everything here goes by an index. Left alone, Postgres makes plans while the tables are nearly empty, as scans of all of
     * them, those for the checks of foreign keys too, and keeps them while the tables grow.
     */
    private static final Map<String, String> BY_KEYS = Map.of("enable_seqscan", "off");

    private final ConnectionPool readers;
    private final ConnectionPool writer;
    private final DatabaseClient client;

    Connections(PostgresAddress address, View bounds) {
        readers = pool("view queries", address, bounds, bounds.queryTimeout(), bounds.connections());
        writer = pool("view writer", address, bounds, bounds.writeTimeout(), 1);
        client = DatabaseClient.create(readers);
    }

    DatabaseClient client() {
        return client;
    }

    ConnectionPool readers() {
        return readers;
    }

    /** Lends the writer's connection, with the driver's own abilities; one borrower at a time. */
    <T> Mono<T> writing(Function<PostgresqlConnection, Mono<T>> work) {
        return Mono.usingWhen(writer.create(), connection -> work.apply(ownOf(connection)), Connection::close);
    }

    /** Completes when all are closed; those in use close when they are given back, or with Postgres. */
    Mono<Void> close() {
        return readers.disposeLater()
                .onErrorComplete()
                .then(writer.disposeLater().onErrorComplete());
    }

    private static PostgresqlConnection ownOf(Connection pooled) {
        Object own = pooled instanceof Wrapped<?> wrapped ? wrapped.unwrap() : pooled;
        return (PostgresqlConnection) own;
    }

    private static ConnectionPool pool(
            String name, PostgresAddress address, View bounds, Duration statementTimeout, int size) {
        ConnectionFactory factory = ConnectionFactories.get(address.options()
                .mutate()
                .option(CONNECT_TIMEOUT, CONNECT)
                .option(STATEMENT_TIMEOUT, statementTimeout)
                .option(OPTIONS, BY_KEYS)
                .build());
        return new ConnectionPool(ConnectionPoolConfiguration.builder(factory)
                .name(name)
                .initialSize(0)
                .maxSize(size)
                .maxAcquireTime(bounds.acquireTimeout())
                .maxCreateConnectionTime(CONNECT.plus(VALIDATE))
                .maxValidationTime(VALIDATE)
                .maxIdleTime(IDLE)
                .customizer(pool -> pool.maxPendingAcquire(bounds.waiting()))
                .build());
    }
}
