package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import reactor.test.StepVerifier;

/** The Postgres of our own: durable, closed to others, and back after everything that ends it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the data that these tests share")
class EmbeddedPostgresServerTest {

    private static final Story STORY = Story.of(3, 20, Duration.ofHours(6), 1_000);

    /** Making the data takes longest, so most tests share them; each begins with a server that does not run. */
    @TempDir
    static Path home;

    private final Path folder = home.resolve("postgres");
    private final EmbeddedPostgresServer server = new EmbeddedPostgresServer(folder);

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void keeps_what_was_committed_and_lets_in_only_who_has_the_password() throws Exception {
        PostgresAddress address = server.start();
        assertThat(ask(address, "show fsync")).isEqualTo("on");
        assertThat(ask(address, "show synchronous_commit")).isEqualTo("on");
        assertThat(ask(address, "show full_page_writes")).isEqualTo("on");
        assertThat(ask(address, "show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(ask(address, "show unix_socket_directories")).isEmpty();
        assertThat(ask(address, "select distinct auth_method from pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
    }

    @Test
    void is_found_at_the_same_port_with_the_same_data_again() throws Exception {
        PostgresAddress first = server.start();
        TestPostgres.execute(first, "create schema kept; create table kept.word as select 'here' as word");
        server.stop();
        assertThat(new Postmaster(folder.resolve("data")).running()).isEmpty();

        PostgresAddress second = new EmbeddedPostgresServer(folder).start();
        assertThat(second).hasToString(first.toString());
        assertThat(ask(second, "select word from kept.word")).isEqualTo("here");
    }

    @Test
    void stops_one_that_was_left_behind_before_it_starts() throws Exception {
        PostgresAddress first = server.start();
        long leftBehind = pid();
        TestPostgres.execute(first, "create schema kept_too; create table kept_too.word as select 'here' as word");

        PostgresAddress second = new EmbeddedPostgresServer(folder).start();
        assertThat(pid()).isNotEqualTo(leftBehind);
        assertThat(ProcessHandle.of(leftBehind)
                        .flatMap(process -> process.info().command()))
                .isEmpty();
        assertThat(second).hasToString(first.toString());
        assertThat(ask(second, "select word from kept_too.word")).isEqualTo("here");
    }

    @Test
    void takes_a_process_that_only_has_the_old_number_for_what_it_is() throws Exception {
        server.start();
        server.stop();
        List<String> lines = List.of(
                Long.toString(ProcessHandle.current().pid()),
                folder.resolve("data").toString());
        Files.write(folder.resolve("data").resolve("postmaster.pid"), lines);
        assertThat(ask(server.start(), "select 1")).isEqualTo("1");
    }

    @Test
    void moves_to_another_port_if_its_own_is_taken() throws Exception {
        PostgresAddress first = server.start();
        server.stop();
        int port = Integer.parseInt(Files.readString(folder.resolve("port")));
        try (var socket = new java.net.ServerSocket(port, 1, java.net.InetAddress.getByName("127.0.0.1"))) {
            assertThat(socket.isBound()).isTrue();
            PostgresAddress second = server.start();
            assertThat(second.toString()).isNotEqualTo(first.toString());
            assertThat(ask(second, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void begins_anew_where_making_it_was_interrupted(@TempDir Path other) throws Exception {
        Path half = Files.createDirectories(other.resolve("binaries/PG-half"));
        Files.createDirectories(other.resolve("data/base"));
        Files.writeString(other.resolve("data/PG_VERSION"), "18");
        EmbeddedPostgresServer interrupted = new EmbeddedPostgresServer(other);
        try {
            assertThat(ask(interrupted.start(), "select 1")).isEqualTo("1");
            assertThat(half).doesNotExist();
        } finally {
            interrupted.stop();
        }
    }

    @Test
    void views_come_back_by_themselves_with_all_they_had_after_it_was_killed() throws Exception {
        Database database = new Database(server, OpenView.BOUNDS);
        EventStore store = new EventStore(database, Duration.ofDays(7));
        Events events = new Events(database);
        StepVerifier.create(events.oldestDay()).verifyError(ViewUnavailable.class);
        database.start();
        try {
            OpenView.awaitUp(database);
            store.read(
                            STORY.batches().getFirst(),
                            Answers.reached(STORY.batches().getFirst()))
                    .block();
            ProcessHandle.of(pid()).orElseThrow().destroyForcibly();
            await().atMost(OpenView.PATIENCE).until(() -> fails(events));
            await().atMost(OpenView.PATIENCE).until(() -> !fails(events));
            STORY.batches().stream()
                    .skip(1)
                    .forEach(batch -> store.read(batch, Answers.reached(batch)).block());
            assertThat(Answers.all(events.between(Story.START, null, List.of(), 0, 100_000)))
                    .isEqualTo(STORY.events().toList());
        } finally {
            database.stop();
        }
        assertThat(new Postmaster(folder.resolve("data")).running()).isEmpty();
    }

    @Test
    void a_start_that_is_killed_is_not_waited_for() throws Exception {
        CompletableFuture<Boolean> killed = CompletableFuture.supplyAsync(this::killOnce);
        assertThatThrownBy(server::start)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Postgres does not start in " + folder.resolve("data"));
        assertThat(killed).isCompletedWithValue(true);
        assertThat(ask(server.start(), "select 1")).isEqualTo("1");
    }

    /** Its first process to be seen. */
    private boolean killOnce() {
        Postmaster postmaster = new Postmaster(folder.resolve("data"));
        try {
            while (postmaster.running().isEmpty()) {
                Thread.onSpinWait();
            }
            return postmaster.running().map(ProcessHandle::destroyForcibly).orElse(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells who works in a folder")
    void children_that_outlive_their_postmaster_do_not_hold_up_the_next() throws Exception {
        server.start();
        ProcessHandle postmaster = ProcessHandle.of(pid()).orElseThrow();
        ProcessHandle child = postmaster.children().findFirst().orElseThrow();
        // Stopped, it cannot notice that it is an orphan, like one that waits for a disk.
        signal("STOP", child);
        postmaster.destroyForcibly();
        postmaster.onExit().join();
        assertThat(ask(server.start(), "select 1")).isEqualTo("1");
        assertThat(child.isAlive() && child.info().command().isPresent()).isFalse();
    }

    private static void signal(String name, ProcessHandle process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void views_of_a_postgres_that_somebody_else_runs_come_back_with_it() throws Exception {
        TestPostgres.execute(server.start(), "create database foreign_shop");
        try (var view = OpenView.of(PostgresAddress.of(
                "127.0.0.1",
                Integer.parseInt(Files.readString(folder.resolve("port"))),
                "foreign_shop",
                "postgres",
                Files.readString(folder.resolve("password"))))) {
            view.read(STORY.batches().getFirst());
            server.stop();
            StepVerifier.create(view.events.oldestDay()).verifyError(ViewUnavailable.class);
            StepVerifier.create(view.store.read(
                            STORY.batches().get(1),
                            Answers.reached(STORY.batches().get(1))))
                    .verifyError(ViewUnavailable.class);
            server.start();
            assertThat(Answers.the(view.store.resumeAt()).position())
                    .isEqualTo(STORY.batches().getFirst().last());
            STORY.batches().stream().skip(1).forEach(view::read);
            assertThat(Answers.all(view.events.between(Story.START, null, List.of(), 0, 100_000)))
                    .isEqualTo(STORY.events().toList());
        }
    }

    @Test
    void stops_while_it_makes_its_data(@TempDir Path other) {
        Database database = new Database(new EmbeddedPostgresServer(other), OpenView.BOUNDS);
        database.start();
        await().atMost(OpenView.PATIENCE).until(() -> Files.exists(other.resolve("data/base")));
        database.stop();
        assertThat(ProcessHandle.current()
                        .children()
                        .filter(child -> commandLine(child).contains(other.toString())))
                .isEmpty();
        assertThat(other.resolve("ready")).doesNotExist();
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    private static boolean fails(Events events) {
        return Answers.the(events.oldestDay().thenReturn(false).onErrorReturn(ViewUnavailable.class, true));
    }

    private long pid() throws IOException {
        return new Postmaster(folder.resolve("data")).running().orElseThrow().pid();
    }

    private static String ask(PostgresAddress address, String question) throws SQLException {
        try (Connection connection = address.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            assertThat(answer.next()).isTrue();
            return answer.getString(1);
        }
    }
}
