package dev.faux.view;

import dev.faux.dataset.Dataset;
import dev.faux.dataset.RowText;
import dev.faux.dataset.ShopRows;
import dev.faux.dataset.Table.Column;
import dev.faux.log.WrongSetting;
import dev.faux.shop.Privacy;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Puts datasets of a shop into a schema of a Postgres, a table each, with their keys and all references among them. They are put
 * into a schema of their own first, which takes the place of the one that was there when it is whole: whoever breaks it off has
 * changed nothing, and may begin again.
 */
public final class BulkLoad implements AutoCloseable {

    /** Says of a schema that it may be replaced. */
    private static final String OURS = "Made by Faux: replaced as a whole by the next load";

    private static final String OURS_UNFINISHED = "Being made by Faux: dropped by the next load";

    /** Ends the name of a schema while it is made. */
    public static final String UNFINISHED = "_unfinished";

    private static final int CHUNK = 1 << 16;

    /** So many founders are copied at once. */
    private static final long FOUNDERS = 50_000;

    private final PostgresAddress address;
    private final String schema;
    private final int parallel;
    private final Runnable after;

    /** Takes what has just been done; from any thread. */
    public interface Listener {

        /** @param share of all that there is to do, from 0 to 1 */
        void done(String what, double share);
    }

    BulkLoad(PostgresAddress address, String schema, int parallel, Runnable after) {
        this.address = address;
        this.schema = schema;
        this.parallel = parallel;
        this.after = after;
    }

    /**
     * @param url as R2DBC has it, with who comes in
     * @param schema letters, digits and underscores
     * @param parallel over so many connections
     * @throws WrongSetting unless the URL leads to a database of a Postgres
     */
    public static BulkLoad into(String url, String schema, int parallel) {
        return new BulkLoad(PostgresAddress.of("--into", url, null, null), schema, parallel, () -> {});
    }

    /** Into the Postgres of our own that a home has; it is started for that, unless it runs. */
    public static BulkLoad intoHome(Path home, String schema, int parallel) throws IOException, InterruptedException {
        EmbeddedPostgresServer server = new EmbeddedPostgresServer(home.resolve(EmbeddedPostgresServer.FOLDER));
        PostgresAddress running = server.running();
        return running != null
                ? new BulkLoad(running, schema, parallel, () -> {})
                : new BulkLoad(server.start(), schema, parallel, server::stop);
    }

    @Override
    public void close() {
        after.run();
    }

    /** Where it is put, without the password. */
    @Override
    public String toString() {
        return "the schema " + schema + " of " + address;
    }

    /** Something that is done on a connection of its own; says what it was. */
    private interface Work {

        String on(Connection connection) throws SQLException, IOException;
    }

    /** How many there are to be done, and have been. */
    private record Steps(int all, AtomicInteger done, Listener listener) {

        Steps(int all, Listener listener) {
            this(all, new AtomicInteger(), listener);
        }

        void done(String what) {
            listener.done(what, (double) done.incrementAndGet() / all);
        }
    }

    /**
     * @param most after so many rows of each it is enough
     * @return how many rows of each dataset there are now
     * @throws SQLException where Postgres cannot be asked, or refuses it
     */
    public Map<String, Long> load(List<Dataset> datasets, ShopRows rows, Privacy privacy, long most, Listener listener)
            throws SQLException, IOException, InterruptedException {
        try (Connection connection = address.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            lock(statement);
            begin(statement, datasets);
            Copying copying = new Copying(rows, privacy, most);
            List<Work> copies = copying.of(datasets);
            Steps steps = new Steps(copies.size() + 2 * datasets.size(), listener);
            run(copies, steps);
            run(datasets.stream().map(this::key).toList(), steps);
            refer(statement, datasets);
            run(validations(datasets), steps);
            end(connection, statement, datasets);
            return copying.counts();
        }
    }

    /** As long as the connection lives. */
    private void lock(Statement statement) throws SQLException {
        try (ResultSet locked = statement.executeQuery(
                "select pg_try_advisory_lock(hashtextextended('faux.dataset." + schema + "', 0))")) {
            locked.next();
            if (!locked.getBoolean(1)) {
                throw new SQLException(
                        "somebody else is loading into the schema " + schema + "; wait until he is done");
            }
        }
    }

    private static void check(Statement statement, String name, String comment) throws SQLException {
        try (ResultSet there = statement.executeQuery(
                "select obj_description(oid, 'pg_namespace') from pg_namespace" + " where nspname = '" + name + "'")) {
            if (there.next() && !comment.equals(there.getString(1))) {
                throw new SQLException("the schema " + name
                        + " is there and was not made by a load; drop it, or name another with --schema");
            }
        }
    }

    private void begin(Statement statement, List<Dataset> datasets) throws SQLException {
        check(statement, schema, OURS);
        check(statement, unfinished(), OURS_UNFINISHED);
        statement.execute("drop schema if exists " + unfinished() + " cascade");
        statement.execute("create schema " + unfinished());
        statement.execute("comment on schema " + unfinished() + " is '" + OURS_UNFINISHED + "'");
        for (Dataset dataset : datasets) {
            statement.execute("create table " + name(dataset) + " ("
                    + columns(dataset).stream()
                            .map(column -> column.quoted() + ' ' + column.type())
                            .collect(Collectors.joining(", "))
                    + ")");
        }
    }

    private void end(Connection connection, Statement statement, List<Dataset> datasets) throws SQLException {
        for (Dataset dataset : datasets) {
            statement.execute("analyze " + name(dataset));
        }
        connection.setAutoCommit(false);
        statement.execute("drop schema if exists " + schema + " cascade");
        statement.execute("alter schema " + unfinished() + " rename to " + schema);
        statement.execute("comment on schema " + schema + " is '" + OURS + "'");
        connection.commit();
    }

    private Work key(Dataset dataset) {
        return connection -> {
            execute(
                    connection,
                    "alter table " + name(dataset) + " add primary key ("
                            + String.join(", ", dataset.table().key()) + ")");
            return dataset.name() + " have their key";
        };
    }

    /** Without reading a row: two tables at once would wait for each other where they refer to the same ones. */
    private void refer(Statement statement, List<Dataset> datasets) throws SQLException {
        Map<String, Dataset> loaded = new TreeMap<>();
        datasets.forEach(dataset -> loaded.put(dataset.table().name(), dataset));
        for (Dataset dataset : datasets) {
            for (Column column : columns(dataset)) {
                Dataset parent = loaded.get(String.valueOf(column.parent()));
                if (parent != null) {
                    statement.execute("alter table " + name(dataset) + " add constraint " + reference(column)
                            + " foreign key (" + column.quoted() + ") references " + name(parent) + " not valid");
                }
            }
        }
    }

    private static String reference(Column column) {
        return '"' + column.name() + "_fkey\"";
    }

    private List<Work> validations(List<Dataset> datasets) {
        Set<String> loaded =
                datasets.stream().map(dataset -> dataset.table().name()).collect(Collectors.toSet());
        return datasets.stream()
                .<Work>map(dataset -> connection -> {
                    for (Column column : columns(dataset)) {
                        if (column.parent() != null && loaded.contains(column.parent())) {
                            execute(
                                    connection,
                                    "alter table " + name(dataset) + " validate constraint " + reference(column));
                        }
                    }
                    return dataset.name() + " have their references";
                })
                .toList();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All of it, over as many connections as there may be; the first failure ends it. */
    private void run(List<Work> all, Steps steps) throws SQLException, IOException, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                parallel, Thread.ofPlatform().name("load-", 0).daemon().factory())) {
            List<Future<?>> running = new ArrayList<>();
            for (Work work : all) {
                running.add(threads.submit((Callable<Void>) () -> {
                    try (Connection connection = address.dataSource().getConnection()) {
                        steps.done(work.on(connection));
                    }
                    return null;
                }));
            }
            try {
                for (Future<?> each : running) {
                    each.get();
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw failed(e.getCause());
            }
        }
    }

    private static SQLException failed(@Nullable Throwable cause) throws IOException {
        if (cause instanceof IOException e && !(e.getCause() instanceof SQLException)) {
            throw e;
        }
        if (cause instanceof IOException e && e.getCause() instanceof SQLException refused) {
            return refused;
        }
        return cause instanceof SQLException e ? e : new SQLException(cause);
    }

    /** Copies rows as they are made. */
    private final class Copying {

        private final ShopRows rows;
        private final Privacy privacy;
        private final long most;
        private final Map<Dataset, AtomicLong> copied = new ConcurrentHashMap<>();

        Copying(ShopRows rows, Privacy privacy, long most) {
            this.rows = rows;
            this.privacy = privacy;
            this.most = most;
        }

        List<Work> of(List<Dataset> datasets) {
            List<Work> all = new ArrayList<>();
            // Behind all others: who is first of them waits for the run.
            List<Work> later = new ArrayList<>();
            for (Dataset dataset : datasets) {
                copied.put(dataset, new AtomicLong());
                long founders = rows.founders(dataset);
                for (long from = 1; from <= founders; from += FOUNDERS) {
                    long first = from;
                    long last = Math.min(founders, from + FOUNDERS - 1);
                    all.add(connection ->
                            copy(dataset, connection, reader -> rows.readFounding(dataset, first, last, reader)));
                }
                if (most > founders) {
                    later.add(connection -> copy(dataset, connection, reader -> rows.readLater(dataset, reader)));
                }
            }
            all.addAll(later);
            return all;
        }

        private String copy(Dataset dataset, Connection connection, Part part) throws SQLException, IOException {
            CopyIn copy =
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + name(dataset) + " from stdin");
            try {
                RowText text = rows.copy(dataset, privacy);
                part.read(row -> {
                    if (!take(dataset)) {
                        return false;
                    }
                    text.row(row);
                    if (text.size() >= CHUNK) {
                        write(text, copy);
                    }
                    return !Thread.currentThread().isInterrupted();
                });
                write(text, copy);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
            return dataset.name() + " so far: " + count(dataset).get() + " rows";
        }

        private boolean take(Dataset dataset) {
            return count(dataset).getAndUpdate(before -> Math.min(most, before + 1)) < most;
        }

        private AtomicLong count(Dataset dataset) {
            return Objects.requireNonNull(copied.get(dataset));
        }

        private static void write(RowText text, CopyIn copy) throws IOException {
            try {
                byte[] bytes = text.take();
                copy.writeToCopy(bytes, 0, bytes.length);
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        Map<String, Long> counts() {
            Map<String, Long> counts = new TreeMap<>();
            copied.forEach((dataset, count) -> counts.put(dataset.name(), count.get()));
            return counts;
        }
    }

    /** Reads some of the rows of a dataset. */
    private interface Part {

        void read(ShopRows.RowReader reader) throws IOException;
    }

    private String unfinished() {
        return schema + UNFINISHED;
    }

    private String name(Dataset dataset) {
        return unfinished() + '.' + dataset.table().name();
    }

    private static List<Column> columns(Dataset dataset) {
        return dataset.table().columns().stream()
                .filter(column -> !column.isInner())
                .toList();
    }
}
