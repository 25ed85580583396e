package dev.faux.view;

import dev.faux.dataset.Table;
import dev.faux.dataset.Tables;
import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Reader;
import dev.faux.log.Route;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Writes the events, what follows from them for the read models, and its own checkpoint, all in one transaction per batch:
 * exactly once, whatever fails when. Reads of one writer at a time; a second one, or one that is out of step, changes nothing and
 * fails. Old days of events, old orders and old visits go as new ones come.
 */
final class EventStore implements Reader {

    static final String NAME = "view";

    private static final String CHECKPOINT =
            "select history, position, digest, since, count from checkpoints where reader = $1";

    private static final String OTHERS = "select reader from checkpoints where reader <> $1";

    private static final String FIRST_STEP = "insert into checkpoints (reader, history, position, digest, since, count)"
            + " values ($1, $2, $3, $4, $5, $6) on conflict do nothing";

    private static final String STEP = "update checkpoints set position = $3, digest = $4, since = $5, count = $6"
            + " where reader = $1 and history = $2 and position = $7";

    /** Empties all tables. */
    static final String TRUNCATE = "truncate events, checkpoints, "
            + Tables.ALL.stream().map(Table::name).collect(Collectors.joining(", "));

    private final Database database;
    private final String name;
    private final Route route;
    private final Set<Table> tables;
    private final Duration retention;
    private final Partitions partitions = new Partitions();

    /** All of a history. */
    EventStore(Database database, Duration retention) {
        this(database, NAME, Route.EVERYTHING, retention);
    }

    EventStore(Database database, String name, Route route, Duration retention) {
        this.database = database;
        this.name = name;
        this.route = route;
        tables = Tables.neededBy(route.types());
        this.retention = retention;
    }

    /** How far the one that keeps everything has come, asked as any other query. */
    static Mono<Checkpoint> position(DatabaseClient client) {
        return position(client, NAME);
    }

    private static Mono<Checkpoint> position(DatabaseClient client, String name) {
        return client.sql(CHECKPOINT).bind(0, name).map(EventStore::written).one();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Route route() {
        return route;
    }

    /** What comes before tells whom later events are about. */
    @Override
    public boolean looksBack() {
        return true;
    }

    @Override
    public Mono<Void> reset() {
        return database.write(connection ->
                        connection.createStatement(TRUNCATE).execute().then())
                .doOnSuccess(done -> database.refuse(null))
                .doFinally(end -> partitions.forget());
    }

    @Override
    public Mono<Checkpoint> kept() {
        return database.ask(client -> position(client, name));
    }

    @Override
    public Mono<Checkpoint> resumeAt() {
        return database.write(connection -> refuseOthers(connection).then(checkpoint(connection)));
    }

    @Override
    public Mono<Void> read(Batch batch, Checkpoint reached) {
        return Mono.fromCallable(() -> Intake.of(batch, reached, route, tables, retention))
                .flatMap(this::take);
    }

    Mono<Void> take(Intake intake) {
        return database.write(connection -> take(connection, intake))
                .doOnSuccess(done -> database.refuse(null))
                .doOnError(OtherHistory.class, database::refuse)
                .doOnError(failure -> partitions.forget());
    }

    private Mono<Void> take(PostgresqlConnection connection, Intake intake) {
        return partitions
                .prepare(connection, intake.oldestDay(), intake.firstDay(), intake.lastDay())
                .then(Mono.usingWhen(
                        connection.beginTransaction().thenReturn(connection),
                        begun -> write(begun, intake),
                        PostgresqlConnection::commitTransaction,
                        (begun, failure) -> begun.rollbackTransaction().onErrorComplete(),
                        PostgresqlConnection::rollbackTransaction));
    }

    private Mono<Void> write(PostgresqlConnection connection, Intake intake) {
        return step(connection, intake)
                .then(Mono.defer(() -> copyAndFold(connection, intake)))
                .flatMap(changes -> changes.write(connection))
                .then(Mono.defer(() -> Families.forget(
                        connection, Instant.ofEpochMilli(intake.newest()).minus(retention))));
    }

    /** The tables are there once: two who write to them would find what the other one has written. */
    private Mono<Void> refuseOthers(PostgresqlConnection connection) {
        return connection
                .createStatement(OTHERS)
                .bind("$1", name)
                .execute()
                .concatMap(result -> result.map(row -> new Cells(row).text("reader")))
                .next()
                .flatMap(other -> Mono.error(new Taken(name, other)));
    }

    /** First of all, because it locks out any other writer. */
    private Mono<Void> step(PostgresqlConnection connection, Intake intake) {
        Checkpoint reached = intake.reached();
        long before = intake.batch().first() - 1;
        var statement = connection
                .createStatement(before == 0 ? FIRST_STEP : STEP)
                .bind("$1", name)
                .bind("$2", reached.history())
                .bind("$3", reached.position())
                .bind("$4", reached.digest())
                .bind("$5", reached.since())
                .bind("$6", reached.count());
        return (before == 0 ? statement : statement.bind("$7", before))
                .execute()
                .concatMap(PostgresqlResult::getRowsUpdated)
                .single()
                .filter(changed -> changed == 1)
                .switchIfEmpty(Mono.defer(() -> refuse(connection, intake)))
                .then();
    }

    private <T> Mono<T> refuse(PostgresqlConnection connection, Intake intake) {
        String history = intake.reached().history();
        return checkpoint(connection)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(stored -> Mono.error(
                        stored.isEmpty() || stored.get().history().equals(history)
                                ? new OutOfStep(
                                        intake.batch().first(),
                                        stored.map(Checkpoint::position).orElse(0L))
                                : new OtherHistory(stored.get().history(), history)));
    }

    /** While Postgres takes in the events, it is worked out what they mean. */
    private static Mono<Changes> copyAndFold(PostgresqlConnection connection, Intake intake) {
        return Mono.zip(copy(connection, intake).thenReturn(intake), intake.changes(), (copied, changes) -> changes);
    }

    private static Mono<Void> copy(PostgresqlConnection connection, Intake intake) {
        int end = intake.batch().size();
        int chunks = Math.ceilDiv(end - intake.firstKept(), EventRows.MOST);
        return Flux.range(0, chunks)
                .map(chunk -> intake.firstKept() + chunk * EventRows.MOST)
                .concatMap(from -> connection
                        .copyIn(EventRows.COPY)
                        .from(EventRows.of(intake.batch(), from, Math.min(end, from + EventRows.MOST), intake.wanted()))
                        .build())
                .then();
    }

    private Mono<Checkpoint> checkpoint(PostgresqlConnection connection) {
        return connection
                .createStatement(CHECKPOINT)
                .bind("$1", name)
                .execute()
                .concatMap(result -> result.map(EventStore::written))
                .singleOrEmpty();
    }

    private static Checkpoint written(Readable row) {
        Cells cells = new Cells(row);
        return new Checkpoint(
                cells.text("history"),
                cells.number("position"),
                cells.number("digest"),
                cells.number("since"),
                cells.number("count"));
    }

    /** The tables belong to another reader. */
    static final class Taken extends Refused {

        Taken(String name, String other) {
            super(name + " would write to the tables of " + other + ": give it a database of its own");
        }
    }
}
