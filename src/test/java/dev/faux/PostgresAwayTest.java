package dev.faux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A server whose database is killed, and comes back. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        useMainMethod = UseMainMethod.ALWAYS,
        properties = {"faux.backfill=PT10M"})
@DirtiesContext
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class PostgresAwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern PRODUCT = Pattern.compile("\"product_id\":\"([0-9a-f-]{36})\"");
    private static final Pattern ORDER = Pattern.compile("\"order_id\":\"([0-9a-f-]{36})\"");

    @TempDir
    private static Path folder;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry properties) {
        properties.add("faux.home", () -> folder.resolve("home"));
    }

    @Test
    void while_it_is_away_the_shop_goes_on_and_what_happened_is_stored_when_it_is_back() throws Exception {
        await().atMost(PATIENCE).until(() -> status("/api/v1/orders") == 200);
        try (BufferedReader stream = stream()) {
            String product = found(PRODUCT, nextOf(stream, "\"product_id\""));
            AtomicBoolean isHeldOff = new AtomicBoolean(true);
            Thread holding = Thread.ofPlatform().daemon().start(() -> holdOff(isHeldOff));
            await().atMost(PATIENCE).until(() -> status("/api/v1/orders") == 503);

            String placed = found(ORDER, order(product).body());
            assertThat(nextOf(stream, placed)).contains("dev.faux.order.placed", "\"origin\":\"person\"");
            HttpResponse<String> refused = get("/api/v1/orders/" + placed);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).contains("the stream of events goes on");
            assertThat(get("/actuator/health").body()).contains("\"status\":\"UP\"", "Postgres");
            isHeldOff.set(false);
            holding.join();

            await().atMost(PATIENCE).until(() -> status("/api/v1/orders/" + placed) == 200);
            assertThat(found(ORDER, get("/api/v1/orders/" + placed).body())).isEqualTo(placed);
        }
    }

    /** It is started again by itself, so it is killed whenever it runs. */
    private static void holdOff(AtomicBoolean isHeldOff) {
        Path pid = folder.resolve("home/postgres/data/postmaster.pid");
        while (isHeldOff.get()) {
            try (Stream<String> lines = Files.lines(pid)) {
                lines.findFirst()
                        .filter(number -> number.matches("[0-9]+"))
                        .flatMap(number -> ProcessHandle.of(Long.parseLong(number)))
                        .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                        .ifPresent(ProcessHandle::destroyForcibly);
            } catch (IOException e) {
                // Not there for now.
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private BufferedReader stream() throws IOException, InterruptedException {
        InputStream body = visitor()
                .send(visitor().request("/api/v1/events/stream?from=start"), BodyHandlers.ofInputStream())
                .body();
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    private static String nextOf(BufferedReader stream, String words) throws IOException {
        String line = stream.readLine();
        while (!line.contains(words)) {
            line = stream.readLine();
        }
        return line;
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private HttpResponse<String> order(String product) throws IOException, InterruptedException {
        HttpRequest.Builder request = visitor()
                .request("/api/v1/orders")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "while-it-is-away")
                .POST(BodyPublishers.ofString("{\"items\":[{\"product_id\":\"" + product + "\",\"quantity\":1}]}"));
        HttpResponse<String> answer = visitor().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private int status(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return visitor().get(path);
    }

    private Visitor visitor() {
        return new Visitor(folder.resolve("home"), "http://localhost:" + port);
    }
}
