package dev.faux.view;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A real Postgres of our own below one folder, that keeps its port and its password there. It listens on 127.0.0.1 only, lets
 * nobody in without the password, and what it has committed survives the machine. A postmaster that a killed JVM left behind is
 * stopped first. One process at a time may use the folder.
 */
final class EmbeddedPostgresServer implements PostgresServer {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresServer.class);

    private static final String LOOPBACK = "127.0.0.1";
    /** Of a home. */
    static final String FOLDER = "postgres";

    private static final String SUPERUSER = "postgres";
    private static final String DATABASE = "faux";
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    /** So often nobody is seen at work before it is given up. */
    private static final int MOST_IDLE = 20;

    private static final Duration LEFT_OVER_STOP = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(1);
    private static final Duration LAST_STOP = Duration.ofSeconds(5);
    private static final int LOG_SHOWN = 5;

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            // The library's own defaults may lose what was committed.
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("listen_addresses", LOOPBACK),
            Map.entry("unix_socket_directories", "''"),
            Map.entry("max_connections", "40"),
            Map.entry("shared_buffers", "256MB"),
            // Long intervals between checkpoints make loading fast, and a start after a crash a few seconds slower.
            Map.entry("max_wal_size", "1GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("wal_buffers", "16MB"),
            Map.entry("jit", "off"),
            Map.entry("log_checkpoints", "off"));

    private final Path folder;
    private final Path binaries;
    private final Path data;
    private final Path log;
    private final Path password;
    private final Path port;
    private final Path ready;
    private final Postmaster postmaster;
    private volatile @Nullable PostgresAddress started;

    EmbeddedPostgresServer(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        binaries = this.folder.resolve("binaries");
        data = this.folder.resolve("data");
        log = this.folder.resolve("log");
        password = this.folder.resolve("password");
        port = this.folder.resolve("port");
        ready = this.folder.resolve("ready");
        postmaster = new Postmaster(data);
    }

    @Override
    public PostgresAddress start() throws IOException, InterruptedException {
        PostgresAddress address = started;
        return address != null && postmaster.running().isPresent() ? address : startAnew();
    }

    /** Where it runs for somebody else, or null where it does not run. */
    @Nullable
    PostgresAddress running() throws IOException {
        return postmaster.running().isEmpty() || !Files.exists(ready) ? null : address(keptPort());
    }

    private PostgresAddress address(int chosen) throws IOException {
        return PostgresAddress.of(LOOPBACK, chosen, DATABASE, SUPERUSER, password());
    }

    private PostgresAddress startAnew() throws IOException, InterruptedException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (!postmaster.stop(LEFT_OVER_STOP, LAST_STOP) || !postmaster.stopOrphans(STOP)) {
            throw new IOException("a Postgres that was left behind in " + data + " cannot be stopped");
        }
        postmaster.forgetTheDead();
        if (!Files.exists(ready)) {
            // Whoever died while he made them has left half of each.
            FileSystemUtils.deleteRecursively(data);
            FileSystemUtils.deleteRecursively(binaries);
            Files.deleteIfExists(password);
        }
        String secret = password();
        int chosen = port();
        launch(secret, chosen);
        PostgresAddress address = address(chosen);
        LOG.info("Postgres runs at {}, its data is in {}", address, data);
        started = address;
        return address;
    }

    private void launch(String secret, int chosen) throws IOException, InterruptedException {
        Files.deleteIfExists(log);
        // The library's own lock, which it gives back only if it stops the server itself.
        Files.deleteIfExists(data.resolve("epg-lock"));
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setPgBinaryResolver(new OwnBinaries(binaries))
                .setOverrideWorkingDirectory(binaries.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(chosen)
                .setPGStartupWait(START)
                .setConnectConfig("password", secret)
                // Arguments of initdb, in spite of the name.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", password.toString())
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()));
        SETTINGS.forEach(builder::setServerConfig);
        try {
            createDatabase(started(builder), secret);
        } catch (IOException | RuntimeException | SQLException e) {
            throw new IOException("Postgres does not start in " + data + lastWords(), e);
        }
        Files.writeString(ready, "");
    }

    /** The library would wait for a server that has died as long as for one that has much to make up for. */
    private EmbeddedPostgres started(EmbeddedPostgres.Builder builder) throws IOException, InterruptedException {
        FutureTask<EmbeddedPostgres> starting = new FutureTask<>(builder::start);
        Thread.ofPlatform().name("faux-postgres-start").daemon().start(starting);
        try {
            boolean isBegun = false;
            for (int idle = 0; idle < MOST_IDLE; idle++) {
                try {
                    return starting.get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    boolean isWorking = postmaster.running().isPresent()
                            || makers().findAny().isPresent();
                    isBegun |= isWorking;
                    if (isWorking || !isBegun) {
                        idle = 0;
                    }
                }
            }
            throw new IOException("it has died while it was starting");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            starting.cancel(true);
        }
    }

    private void createDatabase(EmbeddedPostgres started, String secret) throws SQLException, IOException {
        if (postmaster.running().isEmpty()) {
            throw new IOException("another Postgres answers at port " + started.getPort());
        }
        try (Connection connection =
                        started.getPostgresDatabase(Map.of("password", secret)).getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + DATABASE);
        }
    }

    @Override
    public void awaitLoss() throws InterruptedException {
        try {
            postmaster.awaitEnd();
        } catch (IOException e) {
            LOG.warn("Cannot watch Postgres", e);
            new CountDownLatch(1).await();
        }
    }

    @Override
    public void stop() {
        try {
            endWhatIsBeingMade();
            if (!postmaster.stop(STOP, LAST_STOP)) {
                LOG.warn("Postgres in {} does not stop", data);
            }
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOG.warn("Cannot stop Postgres in {}", data, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever is still making the data folder is our child; a postmaster is not any more. */
    private void endWhatIsBeingMade() throws InterruptedException, ExecutionException, TimeoutException {
        List<ProcessHandle> makers = makers().flatMap(child -> Stream.concat(child.descendants(), Stream.of(child)))
                .toList();
        makers.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(makers.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .get(LAST_STOP.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Stream<ProcessHandle> makers() {
        return ProcessHandle.current().children().filter(this::worksOnTheData);
    }

    private boolean worksOnTheData(ProcessHandle child) {
        return child.info()
                .arguments()
                .map(arguments -> List.of(arguments).contains(data.toString()))
                .orElse(false);
    }

    private String password() throws IOException {
        if (!Files.exists(password)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(
                    password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(password, Base64.getUrlEncoder().encodeToString(random));
        }
        return Files.readString(password);
    }

    private int port() throws IOException {
        int kept = keptPort();
        int chosen = kept > 0 && isFree(kept) ? kept : free();
        if (chosen != kept) {
            Files.writeString(port, Integer.toString(chosen));
        }
        return chosen;
    }

    private int keptPort() throws IOException {
        return Files.exists(port) ? Integer.parseInt(Files.readString(port).strip()) : 0;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log);
            return "; its last words: "
                    + String.join(" | ", lines.subList(Math.max(0, lines.size() - LOG_SHOWN), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    /** The library would let all servers of a JVM run the programs in the folder of the first, which may go before them. */
    private record OwnBinaries(Path folder) implements PgBinaryResolver {

        @Override
        public InputStream getPgBinary(String system, String machineHardware) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machineHardware);
        }
    }
}
