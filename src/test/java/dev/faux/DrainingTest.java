package dev.faux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.emitter.Home.Drained;
import dev.faux.emitter.HomeException;
import dev.faux.emitter.OpenShop;
import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Delivery;
import dev.faux.log.Histories;
import dev.faux.log.Reader;
import dev.faux.simulation.History;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The scheduler is the clock, so the tests turn it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DrainingTest {

    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final History history = Histories.small(NOW.minus(Duration.ofMinutes(30)), "intensity.per_minute=600");
    private OpenShop shop;

    @BeforeEach
    void openTwice() {
        clock.advanceTimeTo(NOW);
        shop = new OpenShop(history, folder, clock).start();
        clock.advanceTimeBy(Duration.ofSeconds(1));
        shop.close();
        shop = new OpenShop(history, folder, clock);
    }

    @AfterEach
    void close() {
        shop.close();
        clock.dispose();
    }

    @Test
    void without_a_reader_it_ends_where_the_shop_may_have_been_seen() {
        CompletableFuture<@Nullable Drained> drained = drain();
        clock.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(drained).isCompletedWithValue(new Drained(history.id(), shop.log.head()));
        assertThat(shop.log.shadow().agreed()).isEqualTo(shop.log.head().position());
        shop.close();
        shop = new OpenShop(history, folder, clock);
        assertThat(shop.home().drained()).isNull();
        assertThat(shop.log.head().position())
                .isEqualTo(Objects.requireNonNull(drained.join()).head().position());
    }

    @Test
    @Timeout(60)
    void a_slow_reader_is_waited_for_as_long_as_he_comes_further() throws InterruptedException {
        Notebook notebook = new Notebook(null);
        CompletableFuture<@Nullable Drained> drained = drain(notebook);
        long begun = clock.now(TimeUnit.MILLISECONDS);
        while (!drained.isDone()) {
            Sinks.Empty<Void> read = notebook.reading.poll(10, TimeUnit.MILLISECONDS);
            clock.advanceTimeBy(read == null ? Duration.ofMillis(100) : PATIENCE.minusMinutes(1));
            if (read != null) {
                read.tryEmitEmpty();
            }
        }

        assertThat(clock.now(TimeUnit.MILLISECONDS) - begun).isGreaterThan(PATIENCE.toMillis());
        assertThat(Objects.requireNonNull(drained.join()).head().position()).isEqualTo(notebook.last);
    }

    @Test
    void a_reader_who_comes_no_further_is_waited_for_so_long() {
        Notebook notebook = new Notebook(null);
        CompletableFuture<@Nullable Drained> drained = drain(notebook);
        clock.advanceTimeBy(PATIENCE.minusSeconds(1));
        assertThat(drained).isNotDone();
        clock.advanceTimeBy(Duration.ofSeconds(2));

        assertThat(drained)
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(HomeException.class)
                .withMessageContaining("notebook has come no further than position 0 of "
                        + shop.log.head().position() + " for PT10M");
    }

    @Test
    void a_reader_of_something_else_is_told_at_once() {
        CompletableFuture<@Nullable Drained> drained =
                drain(new Notebook(new Checkpoint("somethingelse", 10, 1, 1, 10)));
        clock.advanceTimeBy(Duration.ofSeconds(1));

        assertThat(drained)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(HomeException.class)
                .withMessageContaining("notebook has read history somethingelse");
    }

    private CompletableFuture<@Nullable Drained> drain(Reader... readers) {
        List<Delivery> deliveries = List.of(readers).stream()
                .map(reader -> new Delivery(shop.log, reader, clock))
                .toList();
        return new Draining(shop.emitter, deliveries, shop.log, shop.home(), clock, clock)
                .drain(PATIENCE)
                .toFuture();
    }

    /** Has read what he is told to have read. */
    private static final class Notebook implements Reader {

        private final LinkedBlockingQueue<Sinks.Empty<Void>> reading = new LinkedBlockingQueue<>();
        private final @Nullable Checkpoint checkpoint;
        private volatile long last;

        Notebook(@Nullable Checkpoint checkpoint) {
            this.checkpoint = checkpoint;
        }

        @Override
        public String name() {
            return "notebook";
        }

        @Override
        public Mono<Void> reset() {
            return Mono.error(new AssertionError("asked to forget"));
        }

        @Override
        public Mono<Checkpoint> kept() {
            return Mono.justOrEmpty(checkpoint);
        }

        @Override
        public Mono<Void> read(Batch batch, Checkpoint reached) {
            return Mono.defer(() -> {
                Sinks.Empty<Void> read = Sinks.empty();
                reading.add(read);
                return read.asMono().doOnSuccess(done -> last = batch.last());
            });
        }
    }
}
