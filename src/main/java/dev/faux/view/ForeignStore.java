package dev.faux.view;

import dev.faux.log.Reader;
import dev.faux.log.Route;
import dev.faux.view.ViewSettings.View;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A database of somebody else's that is given a history, or a part of it, in the tables that our own has. */
public final class ForeignStore implements AutoCloseable {

    private final Database database;
    private final EventStore store;

    /**
     * Begins to connect, for as long as that takes.
     *
     * @param url as R2DBC has it, such as {@code r2dbc:postgresql://localhost:5432/faux}
     * @throws dev.faux.log.WrongSetting where the URL does not lead to a database of a Postgres
     */
    public ForeignStore(
            String name,
            String url,
            @Nullable String username,
            @Nullable String password,
            Route route,
            Duration retention,
            View bounds) {
        database = new Database(
                new ForeignPostgres(PostgresAddress.of("faux.sinks." + name + ".url", url, username, password)),
                bounds);
        store = new EventStore(database, name, route, retention);
        database.start();
    }

    public Reader reader() {
        return store;
    }

    @Override
    public void close() {
        database.stop();
    }
}
