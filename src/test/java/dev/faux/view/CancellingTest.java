package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.pool.PoolMetrics;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Whoever stops listening keeps no connection, whatever the moment; more of them stop here than there are connections. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CancellingTest {

    private static final int TIMES = 40;

    private static OpenView view;

    @BeforeAll
    static void read() {
        view = OpenView.empty();
        view.read(Story.of(3, 8, Duration.ofDays(1), 3_000));
    }

    @AfterAll
    static void close() {
        view.close();
    }

    @Test
    void before_a_connection_is_there() {
        IntStream.range(0, TIMES).forEach(i -> query().subscribe().dispose());
        expectAllGivenBack();
    }

    @Test
    void with_others_waiting_for_a_connection() {
        List<Disposable> queries =
                IntStream.range(0, TIMES).mapToObj(i -> query().subscribe()).toList();
        queries.forEach(Disposable::dispose);
        expectAllGivenBack();
    }

    @Test
    void among_the_rows() {
        for (int i = 0; i < TIMES; i++) {
            StepVerifier.create(query(), 1).expectNextCount(1).thenCancel().verify();
        }
        expectAllGivenBack();
    }

    @Test
    void after_some_microseconds() {
        for (int i = 0; i < TIMES; i++) {
            Disposable query = query().subscribe();
            Mono.delay(Duration.ofNanos(50_000L * i)).block();
            query.dispose();
        }
        expectAllGivenBack();
    }

    @Test
    void in_the_middle_of_writing() {
        try (var other = OpenView.empty()) {
            Story story = Story.of(3, 8, Duration.ofDays(1), 3_000);
            for (var batch : story.batches()) {
                other.store.read(batch, Answers.reached(batch)).subscribe().dispose();
                await().atMost(OpenView.PATIENCE)
                        .until(() -> other.store
                                                .resumeAt()
                                                .blockOptional()
                                                .map(at -> at.position())
                                                .orElse(0L)
                                        == batch.last()
                                || readAgain(other, batch));
            }
            assertThat(Answers.all(other.events.between(Story.START, null, List.of(), 0, 1_000_000)))
                    .isEqualTo(story.events().toList());
        }
    }

    /** What was cancelled before it began has to be read again. */
    private static boolean readAgain(OpenView view, dev.faux.log.Batch batch) {
        return Answers.the(
                view.store.read(batch, Answers.reached(batch)).thenReturn(true).onErrorReturn(false));
    }

    private static Flux<StoredEvent> query() {
        return view.events.between(Story.START, null, List.of(), 0, 1_000);
    }

    private static void expectAllGivenBack() {
        await().atMost(OpenView.PATIENCE)
                .until(() ->
                        view.database.metrics().map(PoolMetrics::acquiredSize).orElse(-1) == 0);
        PoolMetrics pool = view.database.metrics().orElseThrow();
        assertThat(pool.pendingAcquireSize()).isZero();
        assertThat(pool.allocatedSize()).isLessThanOrEqualTo(OpenView.BOUNDS.connections());
        StepVerifier.create(Flux.range(0, TIMES).flatMap(i -> query().count(), 8))
                .expectNextCount(TIMES)
                .verifyComplete();
    }
}
