package dev.faux.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.api.Client.Answer;
import dev.faux.log.Batch;
import dev.faux.log.PrivateEvents;
import dev.faux.shop.Privacy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The stream over a real connection: where it begins, what it shows, how it ends, and what it refuses. */
@AtTheFrontDoor
class EventStreamTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final MediaType SSE = MediaType.TEXT_EVENT_STREAM;
    private static final MediaType NDJSON = MediaType.APPLICATION_NDJSON;
    private static final String STREAM = "/api/v1/events/stream";

    @Autowired
    private TestShop.Tape tape;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Listeners listeners;

    @LocalServerPort
    private int port;

    private Client manager;

    @BeforeEach
    void comeIn() {
        manager = Client.manager(port, tokens);
        awaitClients(0);
    }

    @Test
    void who_names_no_form_is_given_server_sent_events() {
        List<String> lines = manager.lines("?from=start", MediaType.ALL)
                .take(5)
                .collectList()
                .block(LONG);
        assertThat(lines).containsExactly("retry: 2000", "", "id: " + history() + "-1", "data: " + event(1), "");
    }

    @Test
    void lines_of_json_are_the_events_byte_for_byte() {
        List<String> lines =
                manager.lines("?from=start", NDJSON).take(2_000).collectList().block(LONG);
        assertThat(lines).isEqualTo(events(1, 2_000));
    }

    @Test
    void text_is_one_line_for_each_event() {
        List<String> lines = manager.lines("?from=5", MediaType.TEXT_PLAIN)
                .take(2)
                .collectList()
                .block(LONG);
        assertThat(lines).hasSize(2).allMatch(line -> line.startsWith("2026-01-01 00:00:00.000  "));
    }

    /** So many at once that some share a thread, where what is written for one must not be given to the other. */
    @Test
    void personal_data_are_shown_to_each_as_he_asked() {
        long last = tape.log.head().position();
        List<String> full = events(last - 999, last);
        PrivateEvents events =
                new PrivateEvents(Privacy.GDPR_TEST, tape.log.history().seed());
        List<String> marked = full.stream().map(events::of).toList();
        assertThat(marked).isNotEqualTo(full);
        Flux.range(0, 3)
                .concatMap(round -> Flux.range(0, 3)
                        .flatMap(place -> manager.lines(
                                        "?from=" + (last - 999) + (place.equals(round) ? "&pii=gdpr-test" : ""), NDJSON)
                                .take(1_000)
                                .collectList()
                                .doOnNext(lines -> assertThat(lines).isEqualTo(place.equals(round) ? marked : full))))
                .blockLast(LONG);
    }

    @Test
    void headers_keep_the_answer_out_of_caches_and_buffers() {
        HttpHeaders headers = requireNonNull(WebClient.create()
                .get()
                .uri("http://localhost:" + port + STREAM + "?from=start")
                .header("Authorization", "Bearer " + manager.token())
                .retrieve()
                .toEntityFlux(DataBuffer.class)
                .flatMap(answer -> requireNonNull(answer.getBody())
                        .next()
                        .doOnNext(DataBufferUtils::release)
                        .thenReturn(answer.getHeaders()))
                .block(LONG));
        assertThat(headers.getFirst("X-Accel-Buffering")).isEqualTo("no");
        assertThat(headers.getCacheControl()).isEqualTo("no-store");
        assertThat(headers.getContentType()).isEqualTo(SSE);
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @CsvSource({
        "from=7, 7",
        "after=7, 8",
        "from=start, 1",
        "after=0, 1",
        "from=2026-01-01T00:00:00Z, 1",
        "from=2026-01-01, 1"
    })
    void a_stream_begins_where_it_is_asked_to(String query, long first) {
        assertThat(manager.lines("?" + query, NDJSON).blockFirst(LONG)).isEqualTo(event(first));
    }

    @Test
    void a_stream_from_an_instant_begins_with_the_first_event_not_before_it() {
        String line = requireNonNull(
                manager.lines("?from=2026-01-01T00:10:00Z", NDJSON).blockFirst(LONG));
        long position = Long.parseLong(line.replaceFirst(".*\"sequence\":\"0*([0-9]+)\".*", "$1"));
        assertThat(time(event(position))).isGreaterThanOrEqualTo("2026-01-01T00:10:00.000Z");
        assertThat(time(event(position - 1))).isLessThan("2026-01-01T00:10:00.000Z");
    }

    @Test
    void a_stream_that_is_not_told_where_begins_with_what_comes_next() {
        long head = tape.log.head().position();
        StepVerifier.create(manager.lines("", SSE).filter(line -> line.startsWith("id: ") || line.startsWith("retry")))
                .expectNext("retry: 2000")
                .then(() -> tape.playOn(Duration.ofMinutes(2)))
                .expectNext("id: " + history() + "-" + (head + 1))
                .thenCancel()
                .verify(LONG);
    }

    @Test
    void who_comes_back_goes_on_after_the_last_event_he_had_whatever_the_query_says() {
        String line = manager.get(STREAM + "?from=start", "Last-Event-ID", history() + "-99999999")
                .body();
        assertThat(line).contains("409");
        String next = WebClient.create()
                .get()
                .uri("http://localhost:" + port + STREAM + "?from=start")
                .header("Authorization", "Bearer " + manager.token())
                .header("Last-Event-ID", history() + "-41")
                .accept(NDJSON)
                .retrieve()
                .bodyToFlux(String.class)
                .blockFirst(LONG);
        assertThat(next).startsWith(event(42));
    }

    @Test
    void types_can_be_chosen_by_name_glob_and_repetition() {
        List<String> lines = manager.lines("?from=start&type=order.*,session.started&type=payment.captured", NDJSON)
                .take(60)
                .collectList()
                .block(LONG);
        assertThat(lines)
                .allMatch(line -> line.matches(".*\"dev.faux.(order\\.[a-z]+|session.started|payment.captured)\".*"));
        assertThat(String.join("", lines)).contains("dev.faux.order.").contains("dev.faux.session.started");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from=abc | 400 | abc | now, start, a position",
                "from=0 | 400 | 0 | a position from 1",
                "from=-5 | 400 | -5 | now, start",
                "from=2026-01 | 400 | 2026-01 | an instant such as",
                "after=x | 400 | x | a position from 0",
                "from=1&after=2 | 400 | 2 | to stand alone",
                "from=1&from=2 | 400 | 1, 2 | a single value",
                "type=order.exploded | 400 | order.exploded | order.placed",
                "type=nothing.* | 400 | nothing.* | order.placed",
                "type= | 400 | | order.placed",
                "customer=me | 400 | me | a UUID",
                "customer=00000000-0000-7000-8000-000000000000 | 400 | 00000000-0000-7000-8000-000000000000 | of this history",
                "speed=x2 | 400 | speed | after, customer, from, pace, pii, type",
                "pii=none | 400 | none | one of full, anonymised, gdpr-test",
                "pace=2 | 400 | 2 | xN with N above 0",
                "from=000000000000-5 | 410 | 000000000000 | bf5e9074b587",
                "after=0123456789ab-5 | 410 | 0123456789ab | the other one is of an older era of this shop, and has ended",
                "after=99999999 | 409 | 99999999 | at most",
                "from=99999999 | 409 | 99999999 | at most",
            })
    void what_makes_no_sense_is_refused_with_what_would(String query, int status, String found, String expected) {
        Answer answer = manager.get(STREAM + "?" + query);
        assertThat(answer.status().value()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.get("status")).isEqualTo(status);
        assertThat(answer.get("found")).isEqualTo(found == null ? "" : found);
        assertThat((String) answer.get("expected")).contains(expected.equals("bf5e9074b587") ? history() : expected);
        assertThat((String) answer.get("detail")).contains((String) answer.get("expected"));
        assertThat(answer.get("instance")).isEqualTo(STREAM);
    }

    @Test
    void who_finds_no_seat_is_told_when_to_come_again_and_a_seat_is_free_once_somebody_leaves() {
        Disposable first = manager.stream("", SSE).subscribe();
        Disposable second = manager.stream("", SSE).subscribe();
        Disposable third = manager.stream("", SSE).subscribe();
        awaitClients(3);
        Answer refused = manager.get(STREAM);
        assertThat(refused.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(refused.header("Retry-After")).isEqualTo("10");
        assertThat((String) refused.get("detail")).contains("all 3 places").contains("faux.sse.max-clients");
        second.dispose();
        awaitClients(2);
        assertThat(manager.stream("", SSE).blockFirst(LONG)).isEqualTo("retry: 2000\n\n");
        first.dispose();
        third.dispose();
        awaitClients(0);
    }

    @Test
    void a_stream_ends_with_its_token() {
        Client brief = new Client(port, tokens.issue("brief", Scopes.MANAGER, Duration.ofSeconds(2)));
        StepVerifier.create(brief.stream("", SSE))
                .expectNext("retry: 2000\n\n")
                .expectComplete()
                .verify(LONG);
        awaitClients(0);
    }

    @Test
    void who_does_not_read_slows_nobody_and_misses_nothing() throws IOException {
        try (Socket slow = new Socket()) {
            slow.setSoTimeout((int) LONG.toMillis());
            slow.setReceiveBufferSize(4_096);
            slow.connect(new InetSocketAddress("localhost", port));
            slow.getOutputStream().write(request("?from=start").getBytes(StandardCharsets.US_ASCII));
            awaitClients(1);
            int all = (int) tape.log.head().position();
            assertThat(manager.lines("?from=start", NDJSON).take(all).count().block(LONG))
                    .isEqualTo(all);
            var reader = new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8));
            for (int position = 1; position <= all; ) {
                String line = reader.readLine();
                if (line.startsWith("id: ")) {
                    assertThat(line).isEqualTo("id: " + history() + "-" + position);
                    position++;
                }
            }
        }
        awaitClients(0);
    }

    private String request(String query) {
        return "GET " + STREAM + query + " HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer " + manager.token()
                + "\r\n\r\n";
    }

    /** As long as it takes a server to notice. */
    private void awaitClients(int wanted) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(10))
                .filter(tick -> listeners.present() == wanted)
                .blockFirst(LONG);
    }

    private String history() {
        return tape.log.history().id();
    }

    private String event(long position) {
        return events(position, position).getFirst();
    }

    private List<String> events(long first, long last) {
        return requireNonNull(tape.log
                .from(first)
                .concatMapIterable(EventStreamTest::lines)
                .take(last - first + 1)
                .collectList()
                .block(LONG));
    }

    private static List<String> lines(Batch batch) {
        return IntStream.range(0, batch.size())
                .mapToObj(index -> new String(batch.line(index), StandardCharsets.UTF_8))
                .toList();
    }

    private static String time(String event) {
        return event.replaceFirst(".*\"time\":\"([^\"]*)\".*", "$1");
    }
}
