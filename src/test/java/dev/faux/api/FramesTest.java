package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.log.Batch;
import dev.faux.log.Head;
import dev.faux.log.JsonLines;
import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.World;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.test.subscriber.TestSubscriber;

/** What a client of a stream is written, and when: in virtual time, without a network. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Isolated("virtual time is that of all who run beside it")
class FramesTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final String COMMENT = ": \n\n";
    private static final Set<String> NAMES = Set.of("type", "customer");

    private static final NettyDataBufferFactory BUFFERS = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);
    private static final Head HEAD = new Head(Long.MAX_VALUE, 0, 0);

    private static final History HISTORY = TestShop.history();
    private static final List<Occurrence> RECORD = record(Duration.ofMinutes(10));

    private final JsonLines lines = new JsonLines(HISTORY);
    private final AtomicInteger written = new AtomicInteger();
    private final UnpooledByteBufAllocator allocated = new UnpooledByteBufAllocator(false);

    @Test
    void an_idle_stream_shows_every_15_seconds_that_it_lives() {
        StepVerifier.withVirtualTime(() -> sse(Flux.never()))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(15).minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(COMMENT)
                .expectNoEvent(Duration.ofSeconds(15).minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(COMMENT)
                .thenCancel()
                .verify(LONG);
    }

    @Test
    void an_event_puts_the_heartbeat_off_but_never_past_15_seconds() {
        TestPublisher<Batch> batches = TestPublisher.create();
        StepVerifier.withVirtualTime(() -> sse(batches.flux()))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(7))
                .then(() -> batches.next(events(1, 1)))
                .assertNext(frame -> assertThat(frame).startsWith("id: " + history() + "-1\ndata: {"))
                .expectNoEvent(Duration.ofSeconds(12))
                .thenAwait(Duration.ofSeconds(1))
                .expectNext(COMMENT)
                .thenCancel()
                .verify(LONG);
    }

    @Test
    void while_the_filter_skips_everything_the_id_is_told_every_5_seconds() {
        TestPublisher<Batch> batches = TestPublisher.create();
        StepVerifier.withVirtualTime(
                        () -> frames(batches.flux(), MediaType.TEXT_EVENT_STREAM, Map.of("type", "order.failed")))
                .then(() -> batches.next(events(1, 40)))
                .thenAwait(LiveGroup.BEAT)
                .expectNext("id: " + history() + "-40\n\n")
                .then(() -> batches.next(events(41, 50)))
                .expectNoEvent(Duration.ofSeconds(5).minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext("id: " + history() + "-50\n\n")
                .expectNoEvent(Duration.ofSeconds(15).minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectNext(COMMENT)
                .thenCancel()
                .verify(LONG);
    }

    @Test
    void lines_of_json_have_no_heartbeat() {
        Batch batch = events(1, 3);
        TestPublisher<Batch> batches = TestPublisher.create();
        StepVerifier.withVirtualTime(() -> frames(batches.flux(), MediaType.APPLICATION_NDJSON, Map.of()))
                .expectSubscription()
                .expectNoEvent(Duration.ofSeconds(60))
                .then(() -> batches.next(batch))
                .expectNext(line(batch, 0) + "\n" + line(batch, 1) + "\n" + line(batch, 2) + "\n")
                .thenCancel()
                .verify(LONG);
    }

    @Test
    void a_data_line_is_the_event_byte_for_byte() {
        Batch batch = events(1, 2);
        StepVerifier.withVirtualTime(() -> sse(Flux.just(batch)))
                .expectNext(sse(batch, 0) + sse(batch, 1))
                .thenCancel()
                .verify(LONG);
        assertThat(written).hasValue(2);
    }

    @Test
    void a_batch_is_one_buffer_unless_it_is_large() {
        Batch batch = everything();
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < batch.size(); i++) {
            all.append(sse(batch, i));
        }
        List<String> frames = upTo(sse(batch, batch.size() - 1), sse(Flux.just(batch)));
        assertThat(frames)
                .hasSizeGreaterThan(3)
                .allSatisfy(frame -> assertThat(frame.length()).isLessThan(Frames.BUFFER_BYTES + 4096));
        assertThat(String.join("", frames)).isEqualTo(all.toString());
    }

    @Test
    void only_the_chosen_types_are_written() {
        Batch batch = everything();
        List<String> wanted = lines(batch)
                .filter(line -> line.contains("dev.faux.session.started") || line.contains("dev.faux.page.viewed"))
                .toList();
        Flux<String> frames =
                frames(Flux.just(batch), MediaType.APPLICATION_NDJSON, Map.of("type", "session.started,page.*"));
        assertThat(String.join("", upTo(wanted.getLast() + "\n", frames)).lines())
                .hasSizeGreaterThan(10)
                .containsExactlyElementsOf(wanted);
    }

    @Test
    void only_what_the_chosen_customer_does_is_written() {
        Batch batch = everything();
        String someone = new String(batch.line(indexOf("customer.introduced", batch)), StandardCharsets.UTF_8)
                .replaceFirst(".*\"user_id\":\"([^\"]*)\".*", "$1");
        List<String> wanted =
                lines(batch).filter(line -> line.contains(someone)).toList();
        Flux<String> frames = frames(Flux.just(batch), MediaType.APPLICATION_NDJSON, Map.of("customer", someone));
        assertThat(String.join("", upTo(wanted.getLast() + "\n", frames)).lines())
                .hasSizeGreaterThan(1)
                .containsExactlyElementsOf(wanted);
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
                .verify(LONG);
        assertThat(asked.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void a_client_who_leaves_takes_his_reading_with_him() {
        TestPublisher<Batch> batches = TestPublisher.create();
        StepVerifier.withVirtualTime(() -> sse(batches.flux()))
                .thenAwait(Duration.ofSeconds(1))
                .thenCancel()
                .verify(LONG);
        batches.assertCancelled();
    }

    /** However clients, gatherings, heartbeats and their own readings cross each other. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everybody_is_written_every_event_once_in_order_and_nothing_is_kept(long seed) {
        Random random = new Random(seed);
        Told told = new Told(random);
        List<Listening> clients = new ArrayList<>();
        for (int step = 0; step < 600; step++) {
            switch (random.nextInt(8)) {
                case 0 -> {
                    clients.add(told.come());
                    if (random.nextInt(4) == 0) {
                        clients.remove(random.nextInt(clients.size()))
                                .subscriber
                                .cancel();
                    }
                }
                case 1, 2 -> told.happen();
                case 3, 4 -> told.gather();
                case 5 -> told.time.advanceTimeBy(Duration.ofSeconds(random.nextInt(10)));
                default -> clients.forEach(client -> client.subscriber.request(random.nextInt(3)));
            }
        }
        clients.forEach(client -> client.subscriber.request(Long.MAX_VALUE));
        told.gather();
        told.time.advanceTimeBy(Duration.ofSeconds(30));

        assertThat(clients.size()).isGreaterThan(30);
        for (Listening client : clients) {
            assertThat(client.data()).isEqualTo(told.from((int) client.start));
            client.subscriber.cancel();
        }
        assertThat(told.shared).hasPositiveValue();
        assertThat(allocated.metric().usedHeapMemory() + allocated.metric().usedDirectMemory())
                .isZero();
    }

    private record Listening(long start, TestSubscriber<DataBuffer> subscriber, List<String> frames) {

        /** All that is no heartbeat, and no id alone. */
        List<String> data() {
            return frames.stream()
                    .flatMap(frame -> Arrays.stream(frame.split("(?<=\n\n)")))
                    .filter(each -> each.contains("data: "))
                    .map(String::strip)
                    .toList();
        }
    }

    /** A history that goes on by hand, and its gatherings. */
    private final class Told {

        private static final int MOST = 4_000;

        private final Random random;
        private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
        private final LiveGroup group =
                new LiveGroup(time, new NettyDataBufferFactory(allocated), each -> Flux.never());
        private final Sinks.Many<Long> heads = Sinks.many().replay().latest();
        private final AtomicInteger shared = new AtomicInteger();
        private final List<String> all = new ArrayList<>();
        private long head;
        private long gathered;

        Told(Random random) {
            this.random = random;
            Batch batch = events(1, MOST);
            IntStream.range(0, MOST).forEach(index -> all.add(sse(batch, index).strip()));
            happen();
            gathered = head;
        }

        List<String> from(int start) {
            return all.subList(start - 1, (int) head);
        }

        void happen() {
            head = Math.min(MOST, head + 1 + random.nextInt(20));
            heads.tryEmitNext(head);
        }

        void gather() {
            if (gathered < head) {
                Batch batch = events((int) gathered + 1, (int) head);
                gathered = head;
                group.tell(batch).subscribe();
                time.advanceTime();
            }
        }

        Listening come() {
            long start = 1L + random.nextInt((int) head + 1);
            EventFilter filter = EventFilter.of(new Query(new LinkedMultiValueMap<>(), NAMES), HISTORY.uuids());
            TestSubscriber<DataBuffer> subscriber =
                    TestSubscriber.builder().initialRequest(0).build();
            List<String> frames = new ArrayList<>();
            Flux.using(
                            () -> group.enter(Form.of(MediaType.TEXT_EVENT_STREAM, HISTORY, Privacy.FULL), filter),
                            audience -> new Frames(
                                            group, audience, this::from, () -> new Head(head, 0, 0), events -> {})
                                    .from(Mono.just(start)),
                            group::leave)
                    .doOnNext(buffer -> {
                        if (((NettyDataBuffer) buffer).getNativeBuffer().unwrap() != null) {
                            shared.incrementAndGet();
                        }
                        frames.add(text(buffer));
                    })
                    .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                    .subscribe(subscriber);
            return new Listening(start, subscriber, frames);
        }

        private Flux<Batch> from(long position) {
            AtomicLong next = new AtomicLong(position);
            return Mono.<Batch>defer(() -> {
                        long first = next.get();
                        if (first > head) {
                            return heads.asFlux()
                                    .filter(each -> each >= first)
                                    .next()
                                    .then(Mono.<Batch>empty());
                        }
                        long last = Math.min(head, first + random.nextInt(40));
                        next.set(last + 1);
                        return Mono.just(events((int) first, (int) last));
                    })
                    .repeat();
        }
    }

    private Flux<String> sse(Flux<Batch> batches) {
        return frames(batches, MediaType.TEXT_EVENT_STREAM, Map.of());
    }

    private Flux<String> frames(Flux<Batch> batches, MediaType form, Map<String, String> query) {
        return frames(batches, new LiveGroup(Schedulers.parallel(), BUFFERS, each -> Flux.never()), form, query);
    }

    private Flux<String> frames(Flux<Batch> batches, LiveGroup group, MediaType form, Map<String, String> query) {
        MultiValueMap<String, String> values = new LinkedMultiValueMap<>();
        query.forEach(values::add);
        EventFilter filter = EventFilter.of(new Query(values, NAMES), HISTORY.uuids());
        return Flux.using(
                () -> group.enter(Form.of(form, HISTORY, Privacy.FULL), filter),
                audience -> new Frames(group, audience, position -> batches, () -> HEAD, written::addAndGet)
                        .from(Mono.just(1L))
                        .map(FramesTest::text),
                group::leave);
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

    private static List<String> upTo(String end, Flux<String> frames) {
        return frames.takeUntil(frame -> frame.endsWith(end))
                .collectList()
                .blockOptional(LONG)
                .orElseThrow();
    }

    private static Stream<String> lines(Batch batch) {
        return IntStream.range(0, batch.size()).mapToObj(index -> line(batch, index));
    }

    private static String line(Batch batch, int index) {
        return new String(batch.line(index), StandardCharsets.UTF_8);
    }

    private static String text(DataBuffer buffer) {
        String text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }
}
