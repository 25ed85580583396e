package dev.faux.view;

import dev.faux.view.ViewSettings.View;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

/**
 * Postgres as the views have it: it is started and migrated on a thread of its own, so nobody waits for it; until then, and
 * whenever it is lost, everything that is asked of it fails with {@link ViewUnavailable}; it comes back by itself.
 */
final class Database implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** Before whoever reads or writes, and after them when it stops. */
    static final int PHASE = 0;

    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);
    private static final Duration CLOSE = Duration.ofMillis(300);
    private static final int STOPS = 10;

    static {
        // A lost connection fails all that is under way on it, some of it twice: told once is enough.
        Hooks.onErrorDropped(Database::afterTheLast);
    }

    private final PostgresServer server;
    private final View bounds;
    private volatile State state = new State(null, "Postgres has not been started", null);
    private volatile @Nullable OtherHistory otherHistory;
    private @Nullable Thread thread;
    private CountDownLatch stopping = new CountDownLatch(1);

    Database(PostgresServer server, View bounds) {
        this.server = server;
        this.bounds = bounds;
    }

    /**
     * @param connections null while there are none
     * @param words what is the matter, for people
     * @param cause why there are none, if it failed
     */
    private record State(
            @Nullable Connections connections,
            String words,
            @Nullable Exception cause) {}

    /**
     * Asks something that has an end. Whoever cancels no longer hears the answer, but the question is asked to its end: its
     * connection goes back in order, whatever the moment of the cancelling.
     */
    <T> Mono<T> ask(Function<DatabaseClient, Mono<T>> question) {
        return connections()
                .doOnNext(to -> refuseOtherHistory())
                .flatMap(to -> toItsEnd(question.apply(to.client()), bounds.queryTimeout()));
    }

    /** As {@link #ask}, for an answer of many rows, which are all taken in before the first is given out. */
    <T> Flux<T> askAll(Function<DatabaseClient, Flux<T>> question) {
        return ask(client -> question.apply(client).collectList()).flatMapIterable(Function.identity());
    }

    /** Writes on the one connection for it, to its end like {@link #ask}. */
    <T> Mono<T> write(Function<PostgresqlConnection, Mono<T>> work) {
        return connections().flatMap(to -> toItsEnd(to.writing(work), bounds.writeTimeout()));
    }

    /** Nothing is answered out of another history; null takes that back. */
    void refuse(@Nullable OtherHistory found) {
        otherHistory = found;
    }

    private void refuseOtherHistory() {
        OtherHistory found = otherHistory;
        if (found != null) {
            throw new ViewUnavailable(String.valueOf(found.getMessage()), found);
        }
    }

    /** Whether it can be asked now, as far as is known without asking. */
    boolean isUp() {
        return state.connections() != null;
    }

    /** Whether it was tried and cannot be used for now. */
    boolean hasFailed() {
        return state.cause() != null;
    }

    /** What is the matter, for people. */
    String words() {
        return state.words();
    }

    Optional<PoolMetrics> metrics() {
        Connections connections = state.connections();
        return connections == null ? Optional.empty() : connections.readers().getMetrics();
    }

    private static void afterTheLast(Throwable failure) {
        if (Outage.is(failure)) {
            LOG.debug("One more failure of what has failed", failure);
        } else {
            LOG.error("A failure that nobody waits for any more", failure);
        }
    }

    private Mono<Connections> connections() {
        return Mono.defer(() -> {
            State now = state;
            return now.connections() == null
                    ? Mono.error(new ViewUnavailable(now.words(), now.cause()))
                    : Mono.just(now.connections());
        });
    }

    private static <T> Mono<T> toItsEnd(Mono<T> work, Duration patience) {
        return Mono.fromFuture(work::toFuture, true).timeout(patience).onErrorMap(Outage::is, Outage::unavailable);
    }

    @Override
    public synchronized void start() {
        stopping = new CountDownLatch(1);
        thread = Thread.ofPlatform().name("faux-postgres").daemon().start(this::live);
    }

    /** Starts it, and again whenever it was lost, until it is stopped. */
    private void live() {
        Duration retry = FIRST_RETRY;
        try {
            while (stopping.getCount() > 0) {
                if (open()) {
                    retry = FIRST_RETRY;
                    server.awaitLoss();
                    lose("Postgres was lost and is being started again", null);
                    LOG.warn("Postgres has ended; it is being started again");
                } else if (!stopping.await(retry.toMillis(), TimeUnit.MILLISECONDS)) {
                    Duration longer = retry.multipliedBy(2);
                    retry = longer.compareTo(LAST_RETRY) < 0 ? longer : LAST_RETRY;
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Told to stop", e);
        }
    }

    private boolean open() throws InterruptedException {
        try {
            PostgresAddress address = server.start();
            migrate(address);
            state = new State(new Connections(address, bounds), "Postgres runs at " + address, null);
            LOG.info("The views are open in Postgres at {}", address);
            return true;
        } catch (IOException | RuntimeException e) {
            if (stopping.getCount() > 0) {
                LOG.warn("Postgres cannot be used, it is tried again: {}", Outage.rootWords(e));
                LOG.debug("Postgres cannot be used", e);
            }
            lose("Postgres cannot be used", e);
            return false;
        }
    }

    private static void migrate(PostgresAddress address) throws IOException {
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(address.dataSource())
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new IOException(address + ": " + Outage.rootWords(e), e);
        }
    }

    private void lose(String words, @Nullable Exception cause) {
        Connections lost = state.connections();
        state = new State(null, words, cause);
        if (lost != null) {
            lost.close().toFuture();
        }
    }

    @Override
    public synchronized void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        stopping.countDown();
        Connections open = state.connections();
        state = new State(null, "Postgres has been stopped", null);
        if (open != null) {
            await(open.close());
        }
        running.interrupt();
        // What the thread is starting is stopped, until it starts nothing more.
        boolean ended = false;
        for (int tried = 0; tried < STOPS && !ended; tried++) {
            ended = hasEnded(running);
            server.stop();
        }
        thread = null;
    }

    private static boolean hasEnded(Thread running) {
        try {
            return running.join(CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void await(Mono<Void> closed) {
        try {
            closed.toFuture().get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Connections were still in use", e);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
