package dev.faux.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faux.simulation.History;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DeliveryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final History history = Histories.small();
    private final List<Batch> batches = Histories.batches(history, 10_000);
    private HistoryLog log;

    @BeforeEach
    void openLog() throws IOException {
        log = Histories.log(history, folder, 64 << 20);
    }

    @AfterEach
    void closeLog() {
        log.close();
        clock.dispose();
    }

    @Test
    void a_reader_is_fed_everything_in_order_with_small_batches_joined() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        deliverAll(notebook);

        assertHasEverything(notebook);
        assertThat(notebook.pages).hasSizeLessThan(batches.size());
    }

    @Test
    void after_a_failure_it_goes_on_where_the_reader_says_he_is() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        notebook.failuresLeft = 3;
        deliverAll(notebook);

        assertThat(notebook.resumed).isEqualTo(4);
        assertHasEverything(notebook);
    }

    @Test
    void what_was_taken_in_is_not_given_again_though_its_acknowledgement_was_lost() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        notebook.answersLost = 2;
        deliverAll(notebook);

        assertThat(notebook.answersLost).isZero();
        assertHasEverything(notebook);
    }

    @Test
    void it_stands_where_the_last_acknowledgement_was() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        notebook.silentAfter = 1;
        Delivery delivery = new Delivery(log, notebook, clock);
        Disposable running = delivery.start();
        awaitState(delivery, state -> notebook.pages.size() == 2);
        clock.advanceTimeBy(Duration.ofMinutes(1));

        assertThat(delivery.state().position())
                .isEqualTo(notebook.pages.getFirst().last());
        running.dispose();
    }

    @Test
    void while_it_fails_it_is_not_healthy_and_says_why() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        notebook.failuresLeft = Integer.MAX_VALUE;
        Delivery delivery = new Delivery(log, notebook, clock);
        Disposable running = delivery.start();
        clock.advanceTimeBy(Duration.ofMinutes(1));

        assertThat(delivery.state().isWell()).isFalse();
        assertThat(delivery.state().failure()).hasMessage("torn page");
        // With pauses of five seconds at most, and half of that at least: not less often, and not in a tight loop.
        assertThat(notebook.resumed).isBetween(8, 40);
        running.dispose();
    }

    @Test
    void a_reader_that_comes_back_resumes_after_his_checkpoint() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        Batch third = batches.get(3);
        notebook.checkpoint = new Checkpoint(history.id(), third.position(10), third.digest(10), 1, third.position(10));
        deliverAll(notebook);

        assertThat(notebook.pages.getFirst().first()).isEqualTo(third.position(10) + 1);
        assertThat(Histories.bytes(notebook.pages, 1)).isEqualTo(Histories.bytes(batches, third.position(10) + 1));
    }

    @Test
    void a_reader_of_another_history_is_not_fed() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        notebook.checkpoint = new Checkpoint("somethingelse", 10, 1, 1, 10);

        assertRefused(
                notebook,
                "notebook has read history somethingelse up to position 10, expected history " + history.id());
    }

    @Test
    void a_reader_of_a_former_history_begins_anew() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        notebook.pages.add(batches.getLast());
        notebook.checkpoint = new Checkpoint(Histories.FORMER, 10, 1, 1, 10);
        deliverAll(notebook);

        assertHasEverything(notebook);
    }

    @Test
    void a_reader_of_other_events_is_not_fed() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        notebook.checkpoint = new Checkpoint(history.id(), 10, 1, 1, 10);

        assertRefused(notebook, "notebook has read other events up to position 10");
    }

    @Test
    void a_reader_that_is_paused_is_not_fed_and_then_goes_on_where_he_was() {
        log.append(batches.getFirst());
        Notebook notebook = new Notebook();
        Delivery delivery = new Delivery(log, notebook, clock);
        Disposable running = delivery.start();
        awaitHead(delivery);
        assertThat(delivery.lagEvents()).isZero();

        delivery.pause();
        batches.subList(1, batches.size()).forEach(log::append);
        clock.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(delivery.state().isWell()).isFalse();
        assertThat(delivery.state().status()).isEqualTo(Delivery.Status.PAUSED);
        assertThat(notebook.pages).hasSize(1);
        assertThat(delivery.lagEvents())
                .isEqualTo(batches.getLast().last() - batches.getFirst().last());
        assertThat(delivery.lag()).isPositive();

        delivery.resume();
        awaitHead(delivery);
        assertThat(delivery.lagEvents()).isZero();
        assertThat(delivery.lag()).isZero();
        assertHasEverything(notebook);
        running.dispose();
    }

    @Test
    void a_reader_that_is_reset_forgets_everything_and_begins_anew() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        notebook.checkpoint = new Checkpoint("somethingelse", 10, 1, 1, 10);
        Delivery delivery = new Delivery(log, notebook, clock);
        Disposable running = delivery.start();
        clock.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(delivery.state().isWell()).isFalse();

        delivery.reset().block();
        awaitHead(delivery);
        assertHasEverything(notebook);

        delivery.pause();
        delivery.reset().block();
        clock.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(notebook.pages).isEmpty();
        assertThat(delivery.state().position()).isZero();
        running.dispose();
    }

    @Test
    void a_route_of_some_types_counts_those_only() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        notebook.route = new Route(TypeFilter.of(List.of("order.*")), From.START, Long.MAX_VALUE);
        deliverAll(notebook);

        assertHasEverything(notebook);
        assertThat(kept(notebook).count())
                .isEqualTo(wanted(notebook, 1))
                .isBetween(1L, kept(notebook).position() - 1);
    }

    @Test
    void a_route_begins_with_a_position() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        notebook.route = new Route(TypeFilter.of(List.of()), new From.Position(5_000), Long.MAX_VALUE);
        deliverAll(notebook);

        assertThat(Histories.bytes(notebook.pages, 1)).isEqualTo(Histories.bytes(batches, 5_000));
        assertThat(kept(notebook).since()).isEqualTo(5_000);
        assertThat(kept(notebook).count()).isEqualTo(kept(notebook).position() - 4_999);
    }

    @Test
    void a_reader_that_looks_back_is_given_what_comes_before_too() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        notebook.looksBack = true;
        notebook.route = new Route(TypeFilter.of(List.of()), new From.Position(5_000), Long.MAX_VALUE);
        deliverAll(notebook);

        assertHasEverything(notebook);
        assertThat(kept(notebook).count()).isEqualTo(kept(notebook).position() - 4_999);
    }

    @Test
    void a_route_begins_with_an_instant_or_with_what_comes_next() {
        Batch first = batches.getFirst();
        log.append(first);
        log.live();
        Notebook later = new Notebook();
        later.route = new Route(TypeFilter.of(List.of()), new From.Now(), Long.MAX_VALUE);
        Delivery delivery = new Delivery(log, later, clock);
        Disposable running = delivery.start();
        batches.subList(1, batches.size()).forEach(log::append);
        awaitHead(delivery);
        running.dispose();
        assertThat(kept(later).since()).isEqualTo(first.last() + 1);

        Notebook since = new Notebook();
        long instant = batches.get(2).time(7);
        since.route = new Route(TypeFilter.of(List.of()), new From.Since(instant), Long.MAX_VALUE);
        deliverAll(since);
        assertThat(since.pages.getFirst().time(0)).isGreaterThanOrEqualTo(instant);
        assertThat(kept(since).since())
                .isBetween(batches.get(2).first(), batches.get(2).position(7));
    }

    @Test
    void a_route_ends_with_its_limit_and_stays_so() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        notebook.failuresLeft = 2;
        notebook.route = new Route(TypeFilter.of(List.of("order.placed")), From.START, 10);
        Delivery delivery = deliverToTheEnd(notebook);

        Checkpoint end = kept(notebook);
        assertThat(end.count()).isEqualTo(10).isEqualTo(wanted(notebook, 1));
        Batch last = notebook.pages.getLast();
        assertThat(last.type(last.size() - 1).wireName()).isEqualTo("order.placed");
        assertThat(delivery.lagEvents()).isZero();
        assertThat(delivery.lag()).isZero();
        assertThat(delivery.sample()).isEqualTo(last.line(last.size() - 1));

        int pages = notebook.pages.size();
        deliverToTheEnd(notebook);
        assertThat(notebook.pages).hasSize(pages);
        assertThat(kept(notebook)).isEqualTo(end);
    }

    @Test
    void a_reader_with_a_memory_sees_the_last_while_again_before_it_goes_on() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        Batch third = batches.get(3);
        notebook.memory = Duration.ofMinutes(5);
        notebook.checkpoint = new Checkpoint(history.id(), third.position(10), third.digest(10), 1, third.position(10));
        deliverAll(notebook);

        assertThat(Histories.bytes(notebook.pages, 1)).isEqualTo(Histories.bytes(batches, third.position(10) + 1));
        long oldest = third.time(10) - notebook.memory.toMillis();
        assertThat(notebook.recalled).isNotEmpty();
        assertThat(notebook.recalled.getLast().last()).isEqualTo(third.position(10));
        Batch first = notebook.recalled.getFirst();
        assertThat(first.time(0)).isGreaterThanOrEqualTo(oldest);
        long before = first.first() - 1;
        Batch of = batches.stream()
                .filter(each -> each.last() >= before)
                .findFirst()
                .orElseThrow();
        assertThat(of.time((int) (before - of.first()))).isLessThan(oldest);
    }

    @Test
    void a_reader_that_was_refused_is_asked_again_when_somebody_says_so() {
        batches.forEach(log::append);
        Notebook notebook = new Notebook();
        notebook.checkpoint = new Checkpoint("somethingelse", 10, 1, 1, 10);
        Delivery delivery = new Delivery(log, notebook, clock);
        Disposable running = delivery.start();
        clock.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(delivery.state().status()).isEqualTo(Delivery.Status.REFUSED);

        notebook.checkpoint = null;
        delivery.resume();
        awaitHead(delivery);
        assertThat(delivery.state().status()).isEqualTo(Delivery.Status.READING);
        running.dispose();
    }

    private Delivery deliverToTheEnd(Notebook notebook) {
        Delivery delivery = new Delivery(log, notebook, clock);
        Disposable running = delivery.start();
        awaitState(delivery, state -> state.status() == Delivery.Status.DONE);
        running.dispose();
        return delivery;
    }

    private static Checkpoint kept(Notebook notebook) {
        return Objects.requireNonNull(notebook.checkpoint);
    }

    /** How many of the events on its pages a notebook wants. */
    private static long wanted(Notebook notebook, long since) {
        return notebook.pages.stream()
                .flatMap(page -> IntStream.range(0, page.size())
                        .filter(i -> page.position(i) >= since)
                        .mapToObj(page::type))
                .filter(notebook.route.types()::accepts)
                .count();
    }

    private void assertRefused(Notebook notebook, String words) {
        Delivery delivery = new Delivery(log, notebook, clock);
        delivery.start();
        clock.advanceTimeBy(Duration.ofMinutes(1));

        assertThat(notebook.pages).isEmpty();
        assertThat(notebook.resumed).isEqualTo(1);
        assertThat(delivery.state().isWell()).isFalse();
        assertThat(delivery.state().failure()).hasMessageContaining(words);
    }

    private void assertHasEverything(Notebook notebook) {
        assertThat(Histories.bytes(notebook.pages, 1)).isEqualTo(Histories.bytes(batches, 1));
    }

    private void deliverAll(Notebook notebook) {
        Delivery delivery = new Delivery(log, notebook, clock);
        Disposable running = delivery.start();
        awaitHead(delivery);
        running.dispose();
    }

    private void awaitHead(Delivery delivery) {
        awaitState(delivery, state -> state.position() == log.head().position());
    }

    /** The log tells what there is on a thread of its own, so that time has to pass more than once. */
    private void awaitState(Delivery delivery, Predicate<Delivery.State> expected) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> {
            clock.advanceTimeBy(Duration.ofSeconds(10));
            return expected.test(delivery.state());
        });
    }

    /** Keeps what it reads, and fails as often as it is told to. */
    private static final class Notebook implements Reader {

        private final List<Batch> pages = new ArrayList<>();
        private @Nullable Checkpoint checkpoint;
        private Route route = Route.EVERYTHING;
        private boolean looksBack;
        private Duration memory = Duration.ZERO;
        private final List<Batch> recalled = new ArrayList<>();
        private int failuresLeft;
        private int answersLost;
        private int silentAfter = Integer.MAX_VALUE;
        private int resumed;

        @Override
        public String name() {
            return "notebook";
        }

        @Override
        public Route route() {
            return route;
        }

        @Override
        public Duration memory() {
            return memory;
        }

        @Override
        public void recall(Batch batch) {
            recalled.add(batch);
        }

        @Override
        public boolean looksBack() {
            return looksBack;
        }

        @Override
        public Mono<Void> reset() {
            return Mono.fromRunnable(() -> {
                pages.clear();
                checkpoint = null;
            });
        }

        @Override
        public Mono<Checkpoint> kept() {
            return Mono.fromSupplier(() -> {
                resumed++;
                return checkpoint;
            });
        }

        @Override
        public Mono<Void> read(Batch batch, Checkpoint reached) {
            return Mono.defer(() -> {
                if (failuresLeft > 0) {
                    failuresLeft--;
                    return Mono.error(new IllegalStateException("torn page"));
                }
                pages.add(batch);
                checkpoint = reached;
                if (answersLost > 0) {
                    answersLost--;
                    return Mono.error(new IllegalStateException("lost answer"));
                }
                return pages.size() > silentAfter ? Mono.never() : Mono.empty();
            });
        }
    }
}
