package dev.faux.view;

import dev.faux.log.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One real Postgres for all tests: in a container where there is Docker, else the embedded one. Each caller is given an empty
 * database of his own.
 */
final class TestPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    private static final class Shared {
        static final Where WHERE = start();
    }

    private record Where(String host, int port, String user, String password) {

        PostgresAddress database(String name) {
            return PostgresAddress.of(host, port, name, user, password);
        }
    }

    static PostgresAddress emptyDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        execute(Shared.WHERE.database("postgres"), "create database " + name);
        return Shared.WHERE.database(name);
    }

    /** As R2DBC has it, with who comes in. */
    static String url(PostgresAddress database) {
        Where where = Shared.WHERE;
        return "r2dbc:postgresql://" + where.user + ":" + where.password + "@" + database;
    }

    static void execute(PostgresAddress address, String sql) {
        try (Connection connection = address.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Where start() {
        return DockerClientFactory.instance().isDockerAvailable() ? container() : embedded();
    }

    private static Where container() {
        var container = new PostgreSQLContainer("postgres:18").withDatabaseName("postgres");
        container.start();
        return new Where(
                container.getHost(), container.getMappedPort(5432), container.getUsername(), container.getPassword());
    }

    private static Where embedded() {
        try {
            Path folder = Files.createTempDirectory("faux-test-postgres");
            EmbeddedPostgresServer server = new EmbeddedPostgresServer(folder);
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.stop();
                Folders.delete(folder);
            }));
            return new Where(
                    "127.0.0.1",
                    Integer.parseInt(Files.readString(folder.resolve("port"))),
                    "postgres",
                    Files.readString(folder.resolve("password")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
