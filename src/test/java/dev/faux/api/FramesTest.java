package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.log.Batch;
import dev.faux.log.JsonLines;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** What a client of a stream is written, and when: in virtual time, without a network. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FramesTest {

    private static final String RETRY = "retry: 2000\n\n";
    private static final String COMMENT = ": \n\n";
    private static final Set<String> NAMES = Set.of("type", "customer");

    private static final History HISTORY = TestShop.history();
    private static final List<Occurrence> RECORD = record(Duration.ofMinutes(10));

    private final JsonLines lines = new JsonLines(HISTORY);
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void a_stream_opens_with_the_time_to_wait_before_coming_back() {
        StepVerifier.withVirtualTime(() -> sse(Flux.never()))
                .expectSubscription()
                .thenAwait(Frames.OPENING)
                .expectNext(RETRY)
                .thenCancel()
                .verify();
    }

    @Test
    void an_idle_stream_shows_every_15_seconds_that_it_lives() {
        StepVerifier.withVirtualTime(() -> sse(Flux.never()))
                .expectSubscription()
                .thenAwait(Frames.OPENING)
                .expectNext(RETRY)
                .expectNoEvent(Duration.ofSeconds(15).minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(COMMENT)
                .expectNoEvent(Duration.ofSeconds(15).minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(COMMENT)
                .thenCancel()
                .verify();
    }

    @Test
    void an_event_puts_the_heartbeat_off_but_never_past_15_seconds() {
        TestPublisher<Batch> batches = TestPublisher.create();
        StepVerifier.withVirtualTime(() -> sse(batches.flux()))
                .thenAwait(Frames.OPENING)
                .expectNext(RETRY)
                .expectNoEvent(Duration.ofSeconds(7))
                .then(() -> batches.next(events(1, 1)))
                .assertNext(frame -> assertThat(frame).startsWith("id: " + history() + "-1\ndata: {"))
                .expectNoEvent(Duration.ofSeconds(12))
                .thenAwait(Duration.ofSeconds(1))
                .expectNext(COMMENT)
                .thenCancel()
                .verify();
    }

    @Test
    void while_the_filter_skips_everything_the_id_is_told_every_5_seconds() {
        TestPublisher<Batch> batches = TestPublisher.create();
        StepVerifier.withVirtualTime(
                        () -> frames(batches.flux(), MediaType.TEXT_EVENT_STREAM, Map.of("type", "order.failed")))
                .then(() -> batches.next(events(1, 40)))
                .expectNext(RETRY)
                .thenAwait(Frames.OPENING)
                .expectNext("id: " + history() + "-40\n\n")
                .then(() -> batches.next(events(41, 50)))
                .expectNoEvent(Duration.ofSeconds(5).minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext("id: " + history() + "-50\n\n")
                .expectNoEvent(Duration.ofSeconds(15).minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(COMMENT)
                .thenCancel()
                .verify();
    }

    @Test
    void lines_of_json_have_neither_opening_nor_heartbeat() {
        Batch batch = events(1, 3);
        TestPublisher<Batch> batches = TestPublisher.create();
        StepVerifier.withVirtualTime(() -> frames(batches.flux(), MediaType.APPLICATION_NDJSON, Map.of()))
                .thenAwait(Frames.OPENING)
                .expectNext("")
                .expectNoEvent(Duration.ofSeconds(60))
                .then(() -> batches.next(batch))
                .expectNext(line(batch, 0) + "\n" + line(batch, 1) + "\n" + line(batch, 2) + "\n")
                .thenCancel()
                .verify();
    }

    @Test
    void a_data_line_is_the_event_byte_for_byte() {
        Batch batch = events(1, 2);
        StepVerifier.withVirtualTime(() -> sse(Flux.just(batch)))
                .expectNext(RETRY)
                .expectNext(sse(batch, 0) + sse(batch, 1))
                .verifyComplete();
        assertThat(written).hasValue(2);
    }

    @Test
    void a_batch_is_one_buffer_unless_it_is_large() {
        Batch batch = everything();
        List<String> frames = sse(Flux.just(batch)).collectList().block(Duration.ofSeconds(10));
        assertThat(frames)
                .hasSizeGreaterThan(3)
                .allSatisfy(frame -> assertThat(frame.length()).isLessThan(Frames.BUFFER_BYTES + 4096));
        StringBuilder all = new StringBuilder(RETRY);
        for (int i = 0; i < batch.size(); i++) {
            all.append(sse(batch, i));
        }
        assertThat(String.join("", frames)).isEqualTo(all.toString());
    }

    @Test
    void only_the_chosen_types_are_written() {
        Batch batch = everything();
        String all = String.join(
                "",
                frames(Flux.just(batch), MediaType.APPLICATION_NDJSON, Map.of("type", "session.started,page.*"))
                        .collectList()
                        .block(Duration.ofSeconds(10)));
        assertThat(all.lines())
                .isNotEmpty()
                .allMatch(line -> line.contains("dev.faux.session.started") || line.contains("dev.faux.page.viewed"));
        assertThat(all).contains("dev.faux.session.started").contains("dev.faux.page.viewed");
    }

    @Test
    void only_what_the_chosen_customer_does_is_written() {
        Batch batch = everything();
        String someone = new String(batch.line(indexOf("customer.introduced", batch)), StandardCharsets.UTF_8)
                .replaceFirst(".*\"user_id\":\"([^\"]*)\".*", "$1");
        String all = String.join(
                "",
                frames(Flux.just(batch), MediaType.APPLICATION_NDJSON, Map.of("customer", someone))
                        .collectList()
                        .block(Duration.ofSeconds(10)));
        assertThat(all.lines()).hasSizeGreaterThan(1).allMatch(line -> line.contains(someone));
    }

    @Test
    void nothing_is_read_ahead_of_a_client_who_asks_for_nothing() {
        AtomicLong asked = new AtomicLong();
        Flux<Batch> endless = Flux.generate(() -> 1L, (next, sink) -> {
            sink.next(everything());
            return next + 1;
        });
        StepVerifier.create(sse(endless.doOnRequest(asked::addAndGet)), 0)
                .expectSubscription()
                .thenRequest(2)
                .expectNextCount(2)
                .thenCancel()
                .verify(Duration.ofSeconds(10));
        assertThat(asked.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void a_client_who_leaves_takes_his_reading_with_him() {
        TestPublisher<Batch> batches = TestPublisher.create();
        StepVerifier.withVirtualTime(() -> sse(batches.flux()))
                .thenAwait(Frames.OPENING)
                .expectNext(RETRY)
                .thenCancel()
                .verify();
        batches.assertCancelled();
    }

    private Flux<String> sse(Flux<Batch> batches) {
        return frames(batches, MediaType.TEXT_EVENT_STREAM, Map.of());
    }

    private Flux<String> frames(Flux<Batch> batches, MediaType form, Map<String, String> query) {
        MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
        query.forEach(values::add);
        EventFilter filter = EventFilter.of(new Query(values, NAMES), HISTORY.uuids());
        Frames frames = new Frames(
                Form.of(form, history()), filter, DefaultDataBufferFactory.sharedInstance, written::addAndGet);
        return frames.of(batches, Schedulers.immediate()).map(FramesTest::text);
    }

    private static String history() {
        return HISTORY.id();
    }

    private static List<Occurrence> record(Duration time) {
        List<Occurrence> record = new ArrayList<>();
        new World(HISTORY).advance(HISTORY.start() + time.toMillis(), Integer.MAX_VALUE, record);
        return record;
    }

    /** These events of the history. */
    private Batch events(int first, int last) {
        return lines.encode(RECORD.subList(first - 1, last));
    }

    /** What the customers did. */
    private Batch everything() {
        return events(RECORD.size() - 400, RECORD.size());
    }

    private static int indexOf(String type, Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            if (batch.type(i).wireName().equals(type)) {
                return i;
            }
        }
        throw new AssertionError("no " + type + " in the batch");
    }

    private static String sse(Batch batch, int index) {
        return "id: " + history() + "-" + batch.position(index) + "\ndata: " + line(batch, index) + "\n\n";
    }

    private static String line(Batch batch, int index) {
        return new String(batch.line(index), StandardCharsets.UTF_8);
    }

    private static String text(DataBuffer buffer) {
        return buffer.toString(StandardCharsets.UTF_8);
    }
}
