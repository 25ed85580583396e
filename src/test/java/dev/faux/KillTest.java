package dev.faux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.cli.Child;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
 * A server that is killed again and again, at instants that a seed chooses, while somebody reads it and somebody else acts on it. Who
 * reads ends with exactly what {@code emit} makes of the recipe; what was acknowledged happened once.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class KillTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> SETTINGS =
            Map.of("FAUX_VIEW_ENABLED", "false", "FAUX_BACKFILL", "10m", "FAUX_LOG_SNAPSHOT_EVERY", "2000");
    private static final Pattern PRODUCT = Pattern.compile("\"product_id\":\"([0-9a-f-]{36})\"");

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void nothing_that_was_seen_or_promised_is_lost_in_6_kills() throws Exception {
        survive(6, 1);
    }

    @Test
    @Tag("full")
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void nothing_that_was_seen_or_promised_is_lost_in_100_kills() throws Exception {
        survive(100, 2);
    }

    private void survive(int kills, long seed) throws Exception {
        Random random = new Random(seed);
        Path home = folder.resolve("home");
        Client client = new Client(home, random.nextLong());
        int midway = 0;
        for (int i = 0; i <= kills; i++) {
            try (ServerProcess server = new ServerProcess(home, SETTINGS)) {
                client.meet(server.address());
                client.actFor(Duration.ofMillis(200 + random.nextInt(1_500)));
                if (i < kills) {
                    midway += client.isWaiting() ? 1 : 0;
                    continue;
                }
                client.finish();
                byte[] made = Child.run(
                                "emit",
                                "--quiet",
                                "--recipe",
                                client.recipe().toString(),
                                "--limit",
                                client.position() + "")
                        .out();
                assertThat(client.read(made.length)).isEqualTo(made);
                assertThat(new String(made, StandardCharsets.UTF_8).lines().count())
                        .isEqualTo(client.position());
                client.verify(new String(made, StandardCharsets.UTF_8));
            }
        }
        System.out.printf(
                "%d kills, %d of them while an answer was awaited; %d commands acknowledged, %d asked again, %d events read%n",
                kills, midway, client.acknowledged.size(), client.repeated, client.position());
        assertThat(midway).isGreaterThanOrEqualTo(kills / 4);
    }

    /** Reads the stream on a thread of its own, coming back where it was, and acts on the shop on another. */
    private static final class Client {

        private final HttpClient http = HttpClient.newHttpClient();
        private final Path home;
        private final Random random;
        private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
        /** By the name of the request: the id of the order. */
        private final Map<String, String> acknowledged = new HashMap<>();

        private String address = "";
        private @Nullable String lastId;
        private long read;
        private long last;
        private int repeated;
        private @Nullable String product;
        /** The name of the request that has not been answered. */
        private @Nullable String pending;

        private @Nullable CompletableFuture<HttpResponse<Void>> waiting;
        private @Nullable Thread reading;

        Client(Path home, long seed) {
            this.home = home;
            this.random = new Random(seed);
        }

        void meet(String place) throws Exception {
            address = place;
            Thread before = reading;
            if (before != null) {
                before.join();
            }
            reading = Thread.ofPlatform().daemon().start(this::follow);
        }

        private HttpRequest.Builder request(String path) throws IOException {
            return new Visitor(home, address).request(path).timeout(Duration.ofSeconds(30));
        }

        private void follow() {
            try (InputStream body =
                            http.send(following(), BodyHandlers.ofInputStream()).body();
                    BufferedReader events = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
                String id = null;
                String data = null;
                for (String line = events.readLine(); line != null; line = events.readLine()) {
                    if (line.startsWith("id: ")) {
                        id = line.substring(4);
                    } else if (line.startsWith("data: ")) {
                        data = line.substring(6);
                    } else if (line.isEmpty() && id != null && data != null) {
                        take(id, data);
                        data = null;
                    }
                }
            } catch (IOException e) {
                // Killed: whoever comes next goes on from the last id.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private HttpRequest following() throws IOException {
            HttpRequest.Builder request = new Visitor(home, address)
                    .request("/api/v1/events/stream?from=start")
                    .header("Accept", "text/event-stream");
            if (lastId != null) {
                request.header("Last-Event-ID", lastId);
            }
            return request.build();
        }

        private synchronized void take(String id, String data) {
            long position = Long.parseLong(id.substring(id.indexOf('-') + 1));
            if (position != read + 1) {
                throw new AssertionError("read " + position + " after " + read);
            }
            read = position;
            lastId = id;
            lines.writeBytes((data + "\n").getBytes(StandardCharsets.UTF_8));
            if (product == null) {
                Matcher found = PRODUCT.matcher(data);
                product = found.find() ? found.group(1) : null;
            }
            notifyAll();
        }

        /** Asks for one thing after the other, and leaves the last one waiting. */
        void actFor(Duration duration) throws Exception {
            long end = System.nanoTime() + duration.toNanos();
            String unanswered = pending;
            if (unanswered != null) {
                repeated++;
                order(unanswered);
            }
            while (System.nanoTime() < end) {
                if (random.nextInt(4) == 0) {
                    change();
                } else {
                    order(Long.toHexString(random.nextLong()));
                }
                LockSupport.parkNanos(random.nextInt(50_000_000));
            }
            String left = Long.toHexString(random.nextLong());
            pending = left;
            waiting = http.sendAsync(placing(left), BodyHandlers.discarding());
            LockSupport.parkNanos(random.nextInt(150_000_000));
        }

        boolean isWaiting() {
            return waiting != null && !waiting.isDone();
        }

        private void order(String name) throws Exception {
            HttpResponse<String> answer = http.send(placing(name), BodyHandlers.ofString());
            if (answer.statusCode() == 201) {
                String order = JSON.readTree(answer.body()).get("order_id").stringValue();
                assertThat(acknowledged.put(name, order)).isIn(null, order);
            } else {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
            }
            pending = null;
        }

        private HttpRequest placing(String name) throws InterruptedException, IOException {
            String body = "{\"items\":[{\"product_id\":\"" + product() + "\",\"quantity\":1}]}";
            return request("/api/v1/orders")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", name)
                    .POST(BodyPublishers.ofString(body))
                    .build();
        }

        private synchronized String product() throws InterruptedException {
            while (product == null) {
                wait();
            }
            return product;
        }

        private void change() throws Exception {
            HttpResponse<String> answer = http.send(
                    request("/api/v1/intensity")
                            .header("Content-Type", "application/json")
                            .PUT(BodyPublishers.ofString("{\"per_minute\":" + random.nextInt(3_000) + "}"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }

        /** What has happened up to now is what is compared. */
        void finish() throws Exception {
            String unanswered = pending;
            if (unanswered != null) {
                order(unanswered);
            }
            JsonNode status = JSON.readTree(http.send(
                            request("/api/v1/simulation/pause")
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
            assertThat(status.get("paused").booleanValue()).isTrue();
            last = JSON.readTree(http.send(request("/api/v1/simulation").build(), BodyHandlers.ofString())
                            .body())
                    .get("position")
                    .longValue();
            synchronized (this) {
                while (read < last) {
                    wait();
                }
            }
        }

        Path recipe() throws Exception {
            return http.send(
                            request("/api/v1/simulation/recipe").build(),
                            BodyHandlers.ofFile(home.resolveSibling("recipe.ndjson")))
                    .body();
        }

        long position() {
            return last;
        }

        synchronized byte[] read(int length) {
            return Arrays.copyOf(lines.toByteArray(), length);
        }

        /** Every order that was acknowledged was placed, once, and none that was not asked for. */
        void verify(String made) {
            List<String> placed = new ArrayList<>();
            made.lines()
                    .filter(line -> line.contains("\"type\":\"dev.faux.order.placed\"")
                            && line.contains("\"origin\":\"person\""))
                    .forEach(line ->
                            placed.add(JSON.readTree(line).at("/data/order_id").stringValue()));
            assertThat(placed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(acknowledged.values());
        }
    }
}
