package dev.faux.view;

import static org.awaitility.Awaitility.await;

import dev.faux.log.Batch;
import dev.faux.view.ViewSettings.View;
import java.time.Duration;

/** The views over a database of their own, as the server has them. */
final class OpenView implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final View BOUNDS =
            new View(true, 4, 100, Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60));

    final PostgresAddress address;
    final Database database;
    final EventStore store;
    final Events events;
    final OwnShop shop;

    private OpenView(PostgresAddress address, Duration retention) {
        this.address = address;
        database = new Database(new ForeignPostgres(address), BOUNDS);
        store = new EventStore(database, retention);
        events = new Events(database);
        shop = new OwnShop(database, "story");
        database.start();
        awaitUp(database);
    }

    static OpenView empty() {
        return empty(Duration.ofDays(7));
    }

    static OpenView empty(Duration retention) {
        return new OpenView(TestPostgres.emptyDatabase(), retention);
    }

    /** Of a database that is there. */
    static OpenView of(PostgresAddress address) {
        return new OpenView(address, Duration.ofDays(7));
    }

    static void awaitUp(Database database) {
        await().atMost(PATIENCE).until(database::isUp);
    }

    void read(Story story) {
        story.batches().forEach(this::read);
    }

    void read(Batch batch) {
        store.read(batch, Answers.reached(batch)).block(PATIENCE);
    }

    @Override
    public void close() {
        database.stop();
    }
}
