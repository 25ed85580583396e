package dev.faux.view;

import static io.r2dbc.spi.ConnectionFactoryOptions.DATABASE;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.PORT;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import dev.faux.log.FaultProxy;
import dev.faux.log.Reader;
import io.r2dbc.spi.Option;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A store of its own in a real Postgres that is reached through a proxy. */
public final class StoreAtPort implements AutoCloseable {

    private final PostgresAddress direct;
    private final FaultProxy proxy;
    private final Database database;
    private final EventStore store;

    public StoreAtPort() {
        direct = TestPostgres.emptyDatabase();
        proxy = new FaultProxy(Integer.parseInt(told(PORT)));
        PostgresAddress proxied =
                PostgresAddress.of("127.0.0.1", proxy.port(), told(DATABASE), told(USER), told(PASSWORD));
        database = new Database(new ForeignPostgres(proxied), OpenView.BOUNDS);
        store = new EventStore(database, Duration.ofDays(3650));
        database.start();
        OpenView.awaitUp(database);
    }

    private String told(Option<?> option) {
        return String.valueOf(direct.options().getValue(option));
    }

    public Reader reader() {
        return store;
    }

    public FaultProxy proxy() {
        return proxy;
    }

    /** All that is stored, asked past the proxy. */
    public List<String> lines() {
        try (OpenView view = OpenView.of(direct)) {
            return Answers.all(view.events.between(Instant.EPOCH, null, List.of(), 0, Integer.MAX_VALUE)).stream()
                    .map(StoredEvent::body)
                    .toList();
        }
    }

    @Override
    public void close() {
        database.stop();
        proxy.close();
    }
}
