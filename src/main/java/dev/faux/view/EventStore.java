package dev.faux.view;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Reader;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
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
            "select history, position, digest from checkpoints where reader = '" + NAME + "'";

    private static final String FIRST_STEP = "insert into checkpoints (reader, history, position, digest)"
            + " values ('" + NAME + "', $1, $2, $3) on conflict do nothing";

    private static final String STEP = "update checkpoints set position = $2, digest = $3" + " where reader = '" + NAME
            + "' and history = $1 and position = $4";

    private final Database database;
    private final Duration retention;
    private final Partitions partitions = new Partitions();

    EventStore(Database database, Duration retention) {
        this.database = database;
        this.retention = retention;
    }

    /** How far it has come, asked as any other query. */
    static Mono<Checkpoint> position(DatabaseClient client) {
        return client.sql(CHECKPOINT).map(EventStore::checkpoint).one();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Mono<Void> reset() {
        return database.write(connection ->
                        connection.createStatement(Tables.truncate()).execute().then())
                .doOnSuccess(done -> database.refuse(null))
                .doFinally(end -> partitions.forget());
    }

    @Override
    public Mono<Checkpoint> kept() {
        return database.ask(EventStore::position);
    }

    @Override
    public Mono<Checkpoint> resumeAt() {
        return database.write(EventStore::checkpoint);
    }

    @Override
    public Mono<Void> read(Batch batch, Checkpoint reached) {
        return read(batch);
    }

    Mono<Void> read(Batch batch) {
        return Mono.fromCallable(() -> Intake.of(batch, retention)).flatMap(this::take);
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

    /** First of all, because it locks out any other writer. */
    private static Mono<Void> step(PostgresqlConnection connection, Intake intake) {
        Batch batch = intake.batch();
        boolean first = batch.first() == 1;
        var statement = connection
                .createStatement(first ? FIRST_STEP : STEP)
                .bind("$1", intake.history())
                .bind("$2", batch.last())
                .bind("$3", batch.digest());
        return (first ? statement : statement.bind("$4", batch.first() - 1))
                .execute()
                .concatMap(PostgresqlResult::getRowsUpdated)
                .single()
                .filter(changed -> changed == 1)
                .switchIfEmpty(Mono.defer(() -> refuse(connection, intake)))
                .then();
    }

    private static <T> Mono<T> refuse(PostgresqlConnection connection, Intake intake) {
        return checkpoint(connection)
                .defaultIfEmpty(new Checkpoint(intake.history(), 0, 0, 1, 0))
                .flatMap(stored -> Mono.error(
                        stored.history().equals(intake.history())
                                ? new OutOfStep(intake.batch().first(), stored.position())
                                : new OtherHistory(stored.history(), intake.history())));
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
                        .from(EventRows.of(intake.batch(), from, Math.min(end, from + EventRows.MOST)))
                        .build())
                .then();
    }

    private static Mono<Checkpoint> checkpoint(PostgresqlConnection connection) {
        return connection
                .createStatement(CHECKPOINT)
                .execute()
                .concatMap(result -> result.map(EventStore::checkpoint))
                .singleOrEmpty();
    }

    private static Checkpoint checkpoint(Readable row) {
        Cells cells = new Cells(row);
        long position = cells.number("position");
        return new Checkpoint(cells.text("history"), position, cells.number("digest"), 1, position);
    }
}
