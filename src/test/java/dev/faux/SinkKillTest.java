package dev.faux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faux.cli.Child;
import dev.faux.sink.Broker;
import dev.faux.sink.KafkaOnTrial;
import dev.faux.sink.KinesisProxy;
import dev.faux.sink.KinesisReading;
import dev.faux.sink.KinesisServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
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
import java.util.stream.Stream;
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
 * A server that is killed again and again, at instants that a seed chooses, while it sends all it can to Kafka, Kinesis, Postgres and
 * files; every tenth time Kafka or Postgres is killed with it. {@code check --against} finds every event there once and in order; in
 * Kinesis some twice, no more than were on their way.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class SinkKillTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern POSITION = Pattern.compile("faux_reader_position\\{reader=\"(\\w+)\"} ([0-9.E]+)");
    private static final int OFTEN = 10_000;
    /** Kills go on until each busy instant was hit, but for not more than so many times as many. */
    private static final int MOST = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> SINKS = List.of("view", "kafka", "kinesis", "files");

    @TempDir
    private Path folder;

    private int inTransaction;
    private int inCopy;
    private int ofPostgres;
    private int ofBroker;
    private int inRequests;
    private int inFile;
    private long twice;
    private long allowed;

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void nothing_is_lost_or_twice_or_out_of_order_in_6_kills_or_more() throws Exception {
        survive(6, 3);
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
        int killed = 0;
        try (KinesisServer server = KinesisServer.start();
                KinesisProxy proxy = new KinesisProxy(server.endpoint(), seed);
                KinesisReading kinesis = new KinesisReading(server.endpoint(), "faux");
                Broker broker = Broker.start(folder.resolve("kafka"));
                KafkaOnTrial kafka = new KafkaOnTrial("faux", broker.bootstrapServers(), broker.bootstrapServers())) {
            while (killed < kills || inRequests * inFile == 0 && killed < MOST * kills) {
                killed++;
                try (ServerProcess faux = new ServerProcess(home, settings(broker, proxy))) {
                    awaitProgress(faux.visitor());
                    LockSupport.parkNanos(random.nextInt(800) * 1_000_000L);
                    kill(faux, home, kafka, killed, broker, proxy);
                }
            }
            try (ServerProcess last = new ServerProcess(home, settings(broker, proxy))) {
                compare(home, last, kafka, kinesis);
            }
        }
        System.out.printf(
                "%d kills, %d in an open transaction of Kafka, %d in an open one of Postgres, %d while records were on their way to"
                        + " Kinesis, %d while a file was longer than its checkpoint; with Postgres %d, with the broker %d; %d came"
                        + " twice to Kinesis, %d were allowed%n",
                killed, inTransaction, inCopy, inRequests, inFile, ofPostgres, ofBroker, twice, allowed);
        assertThat(Math.max(inTransaction, inCopy)).isGreaterThanOrEqualTo(kills * 3 / 10);
        assertThat(inRequests).isPositive();
        assertThat(inFile).isPositive();
        assertThat(twice).isLessThanOrEqualTo(allowed);
    }

    private Map<String, String> settings(Broker broker, KinesisProxy proxy) {
        return Map.ofEntries(
                // So long ago that there is always more to be made.
                Map.entry("FAUX_START", "2026-01-01T00:00:00Z"),
                Map.entry("FAUX_CATCH_UP_MAX", "36500d"),
                Map.entry("FAUX_RETENTION", "3650d"),
                Map.entry("FAUX_LOG_WINDOW", "16MB"),
                Map.entry("FAUX_SINKS_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()),
                Map.entry("FAUX_SINKS_KINESIS_ENDPOINT", proxy.endpoint().toString()),
                Map.entry("AWS_ACCESS_KEY_ID", "test"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "test"),
                Map.entry("CBOR_ENABLED", "false"),
                Map.entry("FAUX_SINKS_FILES_FOLDER", files().toString()),
                // So small that several are made durable between two checkpoints, which takes long enough to be hit.
                Map.entry("FAUX_SINKS_FILES_ROLL_SIZE", "64KB"));
    }

    private Path files() {
        return folder.resolve("files");
    }

    /** All take in events. */
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

    private void kill(
            ServerProcess server, Path home, KafkaOnTrial kafka, int number, Broker broker, KinesisProxy proxy)
            throws Exception {
        boolean isWriting = isWriting(home);
        long onTheWay = proxy.counts.copy().onTheWay;
        if (number % 3 == 1) {
            // Files are written for a few milliseconds only.
            for (int i = 0; i < OFTEN && !isLonger(); i++) {
                LockSupport.parkNanos(100_000);
            }
        }
        server.close();
        allowed += proxy.mostOnTheWay();
        inRequests += onTheWay > 0 ? 1 : 0;
        inFile += isLonger() ? 1 : 0;
        inCopy += isWriting ? 1 : 0;
        inTransaction += kafka.isInTransaction() ? 1 : 0;
        if (number % 20 == 6) {
            ofPostgres++;
            long postmaster = Long.parseLong(Files.readAllLines(home.resolve("postgres/data/postmaster.pid"))
                    .getFirst());
            ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
        } else if (number % 10 == 3) {
            // So that six kills have one of each.
            ofBroker++;
            broker.kill();
            broker.startAgain();
        }
    }

    /** Whether there is something in a file that nobody was told to be there. */
    private boolean isLonger() throws IOException {
        JsonNode kept = JSON.readTree(Files.readAllBytes(files().resolve("files.checkpoint")));
        Path part = files().resolve(kept.at("/events/file").asString() + ".part");
        return !Files.exists(part)
                || Files.size(part) > kept.at("/events/length").asLong();
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

    private void compare(Path home, ServerProcess server, KafkaOnTrial kafka, KinesisReading kinesis) throws Exception {
        Visitor visitor = server.visitor();
        awaitProgress(visitor);
        Path recipe = Files.writeString(
                folder.resolve("recipe.ndjson"),
                visitor.get("/api/v1/simulation/recipe").body());
        long inKinesis = 0;
        for (String sink : SINKS) {
            HttpRequest.Builder pause =
                    visitor.request("/api/v1/sinks/" + sink + "/pause").POST(BodyPublishers.noBody());
            JsonNode paused =
                    JSON.readTree(visitor.send(pause, BodyHandlers.ofString()).body());
            assertThat(paused.get("state").asString()).isEqualTo("paused");
            inKinesis = sink.equals("kinesis") ? paused.get("position").asLong() : inKinesis;
        }
        Path ofKafka = folder.resolve("kafka.got");
        long inKafka = kafka.print(ofKafka);
        Path ofView = folder.resolve("view.got");
        long inView = print(home, ofView);
        Path ofFiles = folder.resolve("files.got");
        long inFiles = printFiles(ofFiles);
        List<String> ofKinesis = kinesis.lines();
        // Else it would go on to make events for nobody, on the cores that the comparison needs.
        server.stop();

        assertThat(inKafka).isGreaterThan(10_000);
        expectAll(recipe, inKafka, ofKafka);
        expectAll(recipe, inView, ofView);
        expectAll(recipe, inFiles, ofFiles);
        compareKinesis(recipe, ofKinesis, inKinesis);
    }

    /** What is finished, and the one that is not. */
    private long printFiles(Path file) throws IOException {
        long count = 0;
        try (Stream<Path> all = Files.list(files());
                OutputStream out = Files.newOutputStream(file)) {
            for (Path each : all.filter(path -> path.toString().contains(".ndjson"))
                    .sorted()
                    .toList()) {
                byte[] lines = Files.readAllBytes(each);
                out.write(lines);
                count += new String(lines, StandardCharsets.UTF_8).lines().count();
            }
        }
        return count;
    }

    /** What comes twice is all that is not as it should be; what is beyond its checkpoint was on its way when it was paused. */
    private void compareKinesis(Path recipe, List<String> got, long reached) throws IOException, InterruptedException {
        List<String> lines = got.stream()
                .filter(line ->
                        Long.parseLong(JSON.readTree(line).get("sequence").asString()) <= reached)
                .toList();
        JsonNode report = check(recipe, reached, Files.write(folder.resolve("kinesis.got"), lines));
        twice = report.get("duplicated").get("count").asLong();
        assertThat(reached).isGreaterThan(10_000);
        assertThat(lines).hasSize((int) (reached + twice));
        for (String difference : List.of("lost", "reordered", "altered", "foreign", "malformed")) {
            assertThat(report.get(difference).get("count").asLong())
                    .as(difference)
                    .isZero();
        }
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
        JsonNode report = check(recipe, events, got);
        assertThat(report.get("passed").asBoolean()).as(report.toString()).isTrue();
        assertThat(report.get("events").asLong()).isEqualTo(events);
    }

    private static JsonNode check(Path recipe, long limit, Path got) throws IOException, InterruptedException {
        Process check = Child.command(
                        "check", "--quiet", "--json", "--against", recipe.toString(), "--limit", limit + "", "-")
                .redirectInput(got.toFile())
                .start();
        String report = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        check.waitFor();
        return JSON.readTree(report);
    }
}
