package dev.faux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faux.cli.Child;
import dev.faux.sink.TestKafka;
import dev.faux.sink.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The whole server, asked over HTTP by somebody who has nothing but the file that it writes for him. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        useMainMethod = UseMainMethod.ALWAYS,
        properties = {"faux.backfill=PT1H", "faux.seed=7", "faux.sinks.kafka.partitions=2"})
@DirtiesContext
@DisplayNameGeneration(ReplaceUnderscores.class)
class ServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Map<String, String> PAGES =
            Map.of("state.customer.v1", "users", "state.product.v1", "products", "state.order.v1", "orders");

    /** So many of each are asked for. */
    private static final int SOME = 30;

    @TempDir
    private static Path folder;

    private static final String PREFIX = TestKafka.newPrefix();

    private final JsonMapper json = new JsonMapper();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry properties) {
        properties.add("faux.home", () -> folder.resolve("home"));
        properties.add("faux.sinks.kafka.bootstrap-servers", TestKafka::bootstrapServers);
        properties.add("faux.sinks.kafka.prefix", () -> PREFIX);
    }

    @Test
    void what_it_streams_is_byte_for_byte_what_emit_prints() throws Exception {
        List<String> streamed = data("/api/v1/events/stream?from=start", 12_000);

        assertThat(String.join("\n", streamed) + "\n").isEqualTo(emitted("--limit", "12000"));
    }

    @Test
    void what_comes_live_is_what_emit_prints_too() throws Exception {
        List<String> streamed = data("/api/v1/events/stream", 5);
        String first = json.readTree(streamed.getFirst()).get("sequence").stringValue();

        assertThat(String.join("\n", streamed) + "\n")
                .isEqualTo(emitted("--from", Long.toString(Long.parseLong(first)), "--limit", "5"));
    }

    @Test
    void the_line_it_tells_reproduces_it() throws Exception {
        String line = simulation().get("emit").stringValue();
        String[] words = line.substring(line.indexOf("emit")).replace("'", "").split(" ");
        List<String> printed = Child.run(words).lines();

        JsonNode last = json.readTree(printed.getLast());
        assertThat(data(
                        "/api/v1/events/stream?from="
                                + Long.parseLong(last.get("sequence").stringValue()),
                        1))
                .containsExactly(printed.getLast());
    }

    @Test
    void what_is_stored_is_what_was_streamed() throws Exception {
        String first =
                data("/api/v1/events/stream?type=order.placed&from=start", 1).getFirst();
        JsonNode event = json.readTree(first);

        JsonNode stored = eventually("/api/v1/events/" + event.get("id").stringValue());
        assertThat(stored).isEqualTo(event);
        JsonNode order =
                eventually("/api/v1/orders/" + event.get("data").get("order_id").stringValue());
        assertThat(order.get("total")).isEqualTo(event.get("data").get("total"));
        // A page says so where there is none.
        order.get("items").forEach(item -> ((ObjectNode) item).remove("promotion_id"));
        event.get("data").get("items").forEach(item -> ((ObjectNode) item).remove("promotion_id"));
        assertThat(order.get("items")).isEqualTo(event.get("data").get("items"));
        JsonNode user =
                eventually("/api/v1/users/" + event.get("data").get("user_id").stringValue());
        assertThat(user.get("email").stringValue()).contains("example.");
        JsonNode launched = json.readTree(data("/api/v1/events/stream?type=product.launched&from=start", 1)
                        .getFirst())
                .get("data");
        assertThat(eventually("/api/v1/products/" + launched.get("product_id").stringValue())
                        .get("unit_price"))
                .isEqualTo(launched.get("unit_price"));
    }

    @Test
    void topics_of_states_hold_what_the_pages_show() throws Exception {
        post("/api/v1/simulation/pause");
        await().atMost(PATIENCE).until(this::isAllDelivered);
        Topics topics = new Topics(TestKafka.bootstrapServers(), PREFIX);
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            Map<String, JsonNode> states = topics.newest(page.getKey());
            assertThat(states).as(page.getKey()).hasSizeGreaterThan(SOME);
            int step = states.size() / SOME;
            int at = 0;
            for (Map.Entry<String, JsonNode> state : states.entrySet()) {
                if (at++ % step == 0) {
                    HttpResponse<String> shown = get("/api/v1/" + page.getValue() + "/" + state.getKey());
                    assertThat(json.readTree(shown.body())).isEqualTo(state.getValue());
                }
            }
        }
        post("/api/v1/simulation/resume");
    }

    private boolean isAllDelivered() throws IOException, InterruptedException {
        JsonNode sinks = json.readTree(get("/api/v1/sinks").body());
        return sinks.findValues("lag_events").stream()
                                .mapToLong(JsonNode::longValue)
                                .sum()
                        == 0
                && sinks.findValues("position").getFirst().longValue() > 0;
    }

    private void post(String path) throws IOException, InterruptedException {
        assertThat(visitor()
                        .send(visitor().request(path).POST(BodyPublishers.noBody()), BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void it_is_up_and_tells_how_it_is() throws Exception {
        assertThat(get("/actuator/health").body()).contains("UP");
        assertThat(get("/actuator/prometheus").body()).contains("faux_");
        assertThat(get("/docs").statusCode()).isIn(200, 302);
        assertThat(simulation().get("scenario").stringValue()).isEqualTo("weekday");
        assertThat(simulation().get("seed").longValue()).isEqualTo(7);
    }

    private JsonNode simulation() throws IOException, InterruptedException {
        return json.readTree(get("/api/v1/simulation").body());
    }

    /** The view may be a moment behind the stream. */
    private JsonNode eventually(String path) {
        return Mono.fromCallable(() -> get(path))
                .subscribeOn(Schedulers.boundedElastic())
                .filter(response -> response.statusCode() == 200)
                .switchIfEmpty(Mono.error(() -> new AssertionError(path + " is not there")))
                .retryWhen(Retry.fixedDelay(300, Duration.ofMillis(250)))
                .map(response -> json.readTree(response.body()))
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private Visitor visitor() {
        return new Visitor(folder.resolve("home"), "http://localhost:" + port);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return visitor().get(path);
    }

    /** What stands behind {@code data:} in so many frames of a stream. */
    private List<String> data(String path, int count) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = visitor()
                .send(visitor().request(path).header("Accept", "text/event-stream"), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> line.startsWith("data: "))
                    .map(line -> line.substring(6))
                    .limit(count)
                    .toList();
        }
    }

    private String emitted(String... range) throws IOException, InterruptedException {
        String[] words = new String[range.length + 5];
        words[0] = "emit";
        words[1] = "--seed";
        words[2] = "7";
        words[3] = "--start";
        words[4] = simulation().get("start").stringValue();
        System.arraycopy(range, 0, words, 5, range.length);
        return Child.run(words).text();
    }
}
