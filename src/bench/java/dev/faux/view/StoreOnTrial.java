package dev.faux.view;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Reader;
import dev.faux.view.ViewSettings.View;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** The event store with a Postgres of its own in a folder, opened for measuring: each part of its work can be had alone. */
public final class StoreOnTrial implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration RETENTION = Duration.ofDays(3650);

    private final EmbeddedPostgresServer server;
    private final Database database;
    private final EventStore store;
    private final PostgresAddress address;
    private final Path password;

    public StoreOnTrial(Path folder) throws IOException, InterruptedException {
        server = new EmbeddedPostgresServer(folder);
        address = server.start();
        password = folder.resolve("password");
        database = new Database(
                new ForeignPostgres(address), new View(true, 4, 100, Duration.ofSeconds(5), PATIENCE, PATIENCE));
        store = new EventStore(database, RETENTION);
        database.start();
        while (!database.isUp()) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    public Reader reader() {
        return store;
    }

    /** Makes the days of these events, so that nobody has to while he is measured. */
    public void prepare(List<Batch> batches) {
        batches.forEach(batch -> store.take(eventsOnly(batch)).block(PATIENCE));
    }

    /** Everything out of all tables, everything on disk. */
    public void empty() throws SQLException {
        execute(EventStore.TRUNCATE, "vacuum", "checkpoint");
    }

    public void storeEvents(List<Batch> batches) {
        batches.forEach(batch -> store.take(eventsOnly(batch)).block(PATIENCE));
    }

    public void storeEventsAndReadModels(List<Batch> batches) {
        batches.forEach(batch -> store.read(batch, reached(batch)).block(PATIENCE));
    }

    public long count() throws SQLException {
        try (Connection connection = address.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from events")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The same rows as a file for psql's {@code \copy}. */
    public static void prepareFile(List<Batch> batches, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            for (Batch batch : batches) {
                for (int i = 0; i < batch.size(); i++) {
                    String body = new String(batch.line(i), StandardCharsets.UTF_8).replace("\\", "\\\\");
                    String row = Instant.ofEpochMilli(batch.time(i)) + "\t" + batch.position(i) + "\t"
                            + batch.type(i).wireName() + "\t" + body + "\n";
                    out.write(row.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }

    /** Copies such a file into the table of events, by psql. */
    public void storeFile(Path file) throws IOException, InterruptedException {
        psql("\\copy events (occurred_at, position, type, body) from '" + file + "'");
    }

    /** As R2DBC has it. */
    public String url() throws IOException {
        return "r2dbc:postgresql://postgres:" + Files.readString(password) + "@" + address;
    }

    /** Lets psql do some things. */
    public void psql(String... commands) throws IOException, InterruptedException {
        String[] place = address.toString().split("[:/]");
        List<String> words = new ArrayList<>(
                List.of("psql", "-q", "-h", place[0], "-p", place[1], "-U", "postgres", "-d", place[2]));
        Stream.of(commands).forEach(command -> words.addAll(List.of("-c", command)));
        ProcessBuilder psql = new ProcessBuilder(words);
        psql.environment().putAll(Map.of("PGPASSWORD", Files.readString(password)));
        int exit = psql.inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IOException("psql ended with " + exit);
        }
    }

    private void execute(String... commands) throws SQLException {
        try (Connection connection = address.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static Checkpoint reached(Batch batch) {
        return new Checkpoint("benchmark", batch.last(), batch.digest(), 1, batch.last());
    }

    private Intake eventsOnly(Batch batch) {
        return new Intake(
                batch,
                reached(batch),
                index -> true,
                0,
                Days.oldestKept(batch.time(batch.size() - 1), RETENTION),
                Mono.just(Changes.none()));
    }

    @Override
    public void close() {
        database.stop();
        server.stop();
    }
}
