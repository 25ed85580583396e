package dev.faux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faux.cli.Child;
import dev.faux.sink.Broker;
import dev.faux.sink.KafkaOnTrial;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server that is killed again and again, at instants that a seed chooses, while it sends all it can to Kafka and to Postgres; every
 * tenth time one of these two is killed with it. {@code check --against} finds every event there once and in order.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class SinkKillTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern POSITION = Pattern.compile("faux_reader_position\\{reader=\"(\\w+)\"} ([0-9.E]+)");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> SINKS = List.of("view", "kafka");

    @TempDir
    private Path folder;

    private int inTransaction;
    private int inCopy;
    private int ofPostgres;
    private int ofBroker;

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void nothing_is_lost_or_twice_or_out_of_order_in_10_kills() throws Exception {
        survive(10, 3);
    }

    @Test
    @Tag("full")
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void nothing_is_lost_or_twice_or_out_of_order_in_100_kills() throws Exception {
        survive(100, 4);
    }

    private void survive(int kills, long seed) throws Exception {
        Random random = new Random(seed);
        Path home = folder.resolve("home");
        try (Broker broker = Broker.start(folder.resolve("kafka"));
                KafkaOnTrial kafka = new KafkaOnTrial("faux", broker.bootstrapServers(), broker.bootstrapServers())) {
            for (int i = 1; i <= kills; i++) {
                try (ServerProcess server = new ServerProcess(home, settings(broker))) {
                    awaitProgress(server.visitor());
                    LockSupport.parkNanos(random.nextInt(800) * 1_000_000L);
                    kill(server, home, kafka, i, broker);
                }
            }
            try (ServerProcess last = new ServerProcess(home, settings(broker))) {
                compare(home, last.visitor(), kafka);
                last.stop();
            }
        }
        System.out.printf(
                "%d kills, %d in an open transaction of Kafka, %d in an open one of Postgres; with Postgres %d, with the broker %d%n",
                kills, inTransaction, inCopy, ofPostgres, ofBroker);
        assertThat(Math.max(inTransaction, inCopy)).isGreaterThanOrEqualTo(kills * 3 / 10);
    }

    private static Map<String, String> settings(Broker broker) {
        return Map.of(
                // So long ago that there is always more to be made.
                "FAUX_START",
                "2026-01-01T00:00:00Z",
                "FAUX_CATCH_UP_MAX",
                "36500d",
                "FAUX_RETENTION",
                "3650d",
                "FAUX_LOG_WINDOW",
                "16MB",
                "FAUX_SINKS_KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers());
    }

    /** Both take in events. */
    private static void awaitProgress(Visitor visitor) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
            Matcher told = POSITION.matcher(visitor.get("/actuator/prometheus").body());
            List<String> moving = new ArrayList<>();
            while (told.find()) {
                if (Double.parseDouble(told.group(2)) > 0) {
                    moving.add(told.group(1));
                }
            }
            assertThat(moving).as(() -> sinks(visitor)).containsAll(SINKS);
        });
    }

    private static String sinks(Visitor visitor) {
        try {
            return visitor.get("/api/v1/sinks").body();
        } catch (IOException | InterruptedException e) {
            return e.toString();
        }
    }

    private void kill(ServerProcess server, Path home, KafkaOnTrial kafka, int number, Broker broker) throws Exception {
        boolean isWriting = isWriting(home);
        server.close();
        inCopy += isWriting ? 1 : 0;
        inTransaction += kafka.isInTransaction() ? 1 : 0;
        if (number % 20 == 10) {
            ofPostgres++;
            long postmaster = Long.parseLong(Files.readAllLines(home.resolve("postgres/data/postmaster.pid"))
                    .getFirst());
            ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
        } else if (number % 10 == 0 || number == 5) {
            // The fifth, so that ten kills have one of each.
            ofBroker++;
            broker.kill();
            broker.startAgain();
        }
    }

    private static boolean isWriting(Path home) throws IOException {
        try (Connection connection = postgres(home);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select count(*) from pg_stat_activity where datname = 'faux'"
                        + " and pid <> pg_backend_pid() and xact_start is not null")) {
            found.next();
            return found.getInt(1) > 0;
        } catch (SQLException e) {
            return false;
        }
    }

    private static Connection postgres(Path home) throws IOException, SQLException {
        String port = Files.readString(home.resolve("postgres/port")).strip();
        String password = Files.readString(home.resolve("postgres/password")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/faux", "postgres", password);
    }

    private void compare(Path home, Visitor visitor, KafkaOnTrial kafka) throws Exception {
        awaitProgress(visitor);
        Path recipe = Files.writeString(
                folder.resolve("recipe.ndjson"),
                visitor.get("/api/v1/simulation/recipe").body());
        for (String sink : SINKS) {
            HttpRequest.Builder pause =
                    visitor.request("/api/v1/sinks/" + sink + "/pause").POST(BodyPublishers.noBody());
            JsonNode paused =
                    JSON.readTree(visitor.send(pause, BodyHandlers.ofString()).body());
            assertThat(paused.get("state").asString()).isEqualTo("paused");
        }
        Path ofKafka = folder.resolve("kafka.got");
        long inKafka = kafka.print(ofKafka);
        assertThat(inKafka).isGreaterThan(10_000);
        expectAll(recipe, inKafka, ofKafka);

        Path ofView = folder.resolve("view.got");
        expectAll(recipe, print(home, ofView), ofView);
    }

    private static long print(Path home, Path file) throws IOException, SQLException {
        try (Connection connection = postgres(home);
                BufferedWriter out = Files.newBufferedWriter(file)) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(10_000);
                long count = 0;
                try (ResultSet rows =
                        statement.executeQuery("select body from events order by occurred_at, position")) {
                    while (rows.next()) {
                        out.write(rows.getString(1));
                        out.write('\n');
                        count++;
                    }
                }
                return count;
            }
        }
    }

    private static void expectAll(Path recipe, long events, Path got) throws IOException, InterruptedException {
        Process check = Child.command(
                        "check", "--quiet", "--json", "--against", recipe.toString(), "--limit", events + "", "-")
                .redirectInput(got.toFile())
                .start();
        String report = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(report).isZero();
        assertThat(JSON.readTree(report).get("events").asLong()).isEqualTo(events);
    }
}
