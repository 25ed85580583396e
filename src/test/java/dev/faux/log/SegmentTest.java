package dev.faux.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** A file of the window, read by those who ask for it at any moment. */
class SegmentTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int READERS = 5_000;

    private final Batch batch =
            Histories.batches(Histories.small(), 1).getFirst().from(500);

    @TempDir
    private Path folder;

    private Segment segment;
    private Mono<Batch> frame;

    @BeforeEach
    void write() throws Exception {
        segment = new Segment(folder, 1);
        segment.write(ByteBuffer.allocate(7));
        ByteBuffer bytes = batch.toFrame();
        int length = bytes.remaining();
        frame = segment.read(segment.write(bytes), length);
    }

    @AfterEach
    void drop() {
        segment.drop();
    }

    @Test
    void a_frame_is_read_when_it_is_asked_for() {
        StepVerifier.create(frame.map(Batch::head), 0)
                .expectSubscription()
                .then(segment::drop)
                .thenRequest(1)
                .verifyError(ClosedChannelException.class);
    }

    @Test
    void who_goes_while_it_is_read_leaves_the_file_open_for_the_others() {
        for (int reader = 0; reader < 1_000; reader++) {
            frame.subscribe().dispose();
        }
        StepVerifier.create(frame.map(Batch::head)).expectNext(batch.head()).verifyComplete();
    }

    /** The asking comes from another thread than the subscribing, and meets it at every stage. */
    @Test
    void who_asks_while_he_is_still_subscribing_is_answered() throws Exception {
        var subscriptions = new AtomicReference<@Nullable Subscription>();
        var asking = Thread.ofPlatform().daemon().start(() -> {
            for (int asked = 0; asked < READERS; ) {
                Subscription subscription = subscriptions.getAndSet(null);
                if (subscription == null) {
                    Thread.onSpinWait();
                } else {
                    subscription.request(1);
                    asked++;
                }
            }
        });
        for (int reader = 1; reader <= READERS; reader++) {
            Sinks.One<Head> answer = Sinks.one();
            frame.subscribe(new BaseSubscriber<>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                    subscriptions.set(subscription);
                }

                @Override
                protected void hookOnNext(Batch read) {
                    answer.tryEmitValue(read.head());
                }
            });
            assertThat(answer.asMono().block(LONG)).as("reader " + reader).isEqualTo(batch.head());
        }
        asking.join();
    }
}
