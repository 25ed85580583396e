package dev.faux.view;

import java.io.IOException;

/** A Postgres that may have to be started first. All its methods block. */
interface PostgresServer {

    /** Sees to it that it runs, if that is ours to do. */
    PostgresAddress start() throws IOException, InterruptedException;

    /** Returns when it has ended without having been told to; for one that is not ours, never. */
    void awaitLoss() throws InterruptedException;

    /** Stops what {@link #start} has started, at any time and from any thread; in bounded time. */
    void stop();
}
