package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faux.api.Client.Answer;
import dev.faux.log.Checkpoint;
import dev.faux.log.Delivery;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** A manager sees where the events go, and can interfere. */
@AtTheFrontDoor
class SinksApiTest {

    @Autowired
    private Tokens tokens;

    @Autowired
    private TestShop.Tape tape;

    @Autowired
    private Notebook notebook;

    @Autowired
    private List<Delivery> deliveries;

    @LocalServerPort
    private int port;

    private Client manager;

    @BeforeEach
    void openNotebook() {
        manager = Client.manager(port, tokens);
        notebook.kept = null;
        notebook.isClosed = false;
        deliveries.getFirst().start();
        await().until(() ->
                Objects.equals(sink().get("position"), (int) tape.log.head().position()));
    }

    @Test
    void each_sink_is_told_with_what_it_has_and_what_the_log_says_of_it() {
        Answer all = manager.get("/api/v1/sinks");
        assertThat(all.status()).isEqualTo(HttpStatus.OK);
        assertThat(all.get("events_per_minute")).isEqualTo(Map.of("asked", 60.0, "achieved", 40.0));

        Map<String, Object> sink = sink();
        int head = (int) tape.log.head().position();
        String digest = HexFormat.of().toHexDigits(tape.log.head().digest());
        assertThat(sink)
                .containsEntry("name", "notebook")
                .containsEntry("state", "reading")
                .containsEntry("lag_events", 0)
                .containsEntry("types", List.of())
                .containsEntry("limit", null)
                .containsEntry("failure", null);
        assertThat((Integer) sink.get("delivered_per_minute")).isGreaterThanOrEqualTo(head);
        assertThat(at(sink, "sample").get("sequence")).isEqualTo("%020d".formatted(head));
        assertThat(at(sink, "kept"))
                .containsEntry("position", head)
                .containsEntry("since", 1)
                .containsEntry("count", head)
                .containsEntry("count_of_log", head)
                .containsEntry("digest", digest)
                .containsEntry("digest_of_log", digest)
                .containsEntry("agrees", true);
    }

    @Test
    void a_sink_that_has_something_else_than_the_log_is_seen() {
        Checkpoint right = Objects.requireNonNull(notebook.kept);
        notebook.kept =
                new Checkpoint(right.history(), right.position(), right.digest(), right.since(), right.count() - 1);
        assertThat(at(sink(), "kept")).containsEntry("agrees", false);
        notebook.kept = new Checkpoint(right.history(), right.position(), 1, right.since(), right.count());
        assertThat(at(sink(), "kept")).containsEntry("agrees", false);
        notebook.isClosed = true;
        assertThat(sink()).containsEntry("kept", null);
    }

    @Test
    void a_sink_is_paused_and_resumed() {
        assertThat(post("notebook/pause").get("state")).isEqualTo("paused");
        long before = tape.log.head().position();
        tape.playOn(Duration.ofMinutes(5));
        Map<String, Object> paused = sink();
        assertThat(paused).containsEntry("position", (int) before).containsEntry("lag_events", (int)
                (tape.log.head().position() - before));
        assertThat(post("notebook/resume").get("state")).isEqualTo("reading");
        await().until(() ->
                Objects.equals(sink().get("position"), (int) tape.log.head().position()));
    }

    @Test
    void a_sink_is_reset_or_says_why_it_cannot_be() {
        Answer reset = post("notebook/reset");
        assertThat(reset.status()).isEqualTo(HttpStatus.OK);
        await().until(() ->
                Objects.equals(sink().get("position"), (int) tape.log.head().position()));

        notebook.isClosed = true;
        Answer refused = post("notebook/reset");
        assertThat(refused.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(refused.get("detail")).isEqualTo("notebook cannot be reset now: the notebook is closed");
    }

    @Test
    void a_sink_that_fails_says_why() {
        notebook.isClosed = true;
        tape.playOn(Duration.ofMinutes(1));
        await().until(() -> Objects.equals(sink().get("state"), "failing"));
        assertThat(sink()).containsEntry("failure", "the notebook is closed");
    }

    @Test
    void a_sink_that_there_is_not_is_told_with_those_that_there_are() {
        Answer missing = manager.get("/api/v1/sinks/kafak");
        assertThat(missing.status()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(missing.get("detail")).isEqualTo("sink is \"kafak\", expected one of notebook");
        assertThat(post("kafak/pause").status()).isEqualTo(HttpStatus.NOT_FOUND);
    }

    @Test
    void nobody_but_a_manager_sees_or_touches_them() {
        Client reader = Client.with("events:read", port, tokens);
        assertThat(reader.get("/api/v1/sinks").status()).isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(reader.post("/api/v1/sinks/notebook/pause", MediaType.APPLICATION_JSON, "")
                        .status())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    private Answer post(String path) {
        return manager.post("/api/v1/sinks/" + path, MediaType.APPLICATION_JSON, "");
    }

    private Map<String, Object> sink() {
        return manager.get("/api/v1/sinks/notebook").json();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> json, String name) {
        return (Map<String, Object>) Objects.requireNonNull(json.get(name));
    }
}
