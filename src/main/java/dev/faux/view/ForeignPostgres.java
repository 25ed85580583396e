package dev.faux.view;

import java.util.concurrent.CountDownLatch;

/** A Postgres that somebody else runs. */
record ForeignPostgres(PostgresAddress address) implements PostgresServer {

    @Override
    public PostgresAddress start() {
        return address;
    }

    @Override
    public void awaitLoss() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public void stop() {
        // It was there before us.
    }
}
