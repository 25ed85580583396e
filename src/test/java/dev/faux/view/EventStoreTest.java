package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What is written is what is read: every event once, byte for byte, in step with the checkpoint, whatever fails. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class EventStoreTest {

    private static final Story STORY = Story.of(7, 10, Duration.ofDays(2), 3_000);
    private static final Instant BEFORE = Story.START.minusSeconds(1);
    private static final int ALL = 1_000_000;

    @Test
    void stores_every_event_byte_for_byte() {
        try (var view = OpenView.empty()) {
            view.read(STORY);
            assertThat(stored(view)).isEqualTo(STORY.events().toList());
        }
    }

    @Test
    void stores_a_batch_that_needs_several_copies() {
        try (var view = OpenView.empty()) {
            var story = Story.of(7, 10, Duration.ofDays(2), ALL);
            assertThat(story.last().size()).isGreaterThan(EventRows.MOST);
            view.read(story);
            assertThat(stored(view)).isEqualTo(story.events().toList());
        }
    }

    @Test
    void keeps_its_checkpoint_with_what_it_wrote() {
        try (var view = OpenView.empty()) {
            StepVerifier.create(view.store.resumeAt()).verifyComplete();
            for (var batch : STORY.batches()) {
                view.read(batch);
                assertThat(Answers.the(view.store.resumeAt()))
                        .isEqualTo(new Checkpoint(STORY.history(), batch.last(), batch.digest(), 1, batch.last()));
            }
        }
    }

    @Test
    void resumes_where_another_run_has_ended() {
        try (var first = OpenView.empty()) {
            first.read(STORY.batches().getFirst());
            first.database.stop();
            try (var second = OpenView.of(first.address)) {
                long position = Answers.the(second.store.resumeAt()).position();
                assertThat(position).isEqualTo(STORY.batches().getFirst().last());
                STORY.batches().stream().skip(1).forEach(second::read);
                assertThat(stored(second)).isEqualTo(STORY.events().toList());
            }
        }
    }

    @Test
    void goes_on_in_the_middle_of_a_batch() {
        try (var view = OpenView.empty()) {
            Batch first = STORY.batches().getFirst();
            view.read(first);
            Batch whole = Story.of(7, 10, Duration.ofDays(2), ALL).last();
            view.read(whole.from(first.last() + 1));
            assertThat(stored(view)).isEqualTo(STORY.events().toList());
        }
    }

    @Test
    void refuses_a_batch_that_is_out_of_step_and_changes_nothing() {
        try (var view = OpenView.empty()) {
            Batch first = STORY.batches().getFirst();
            Batch third = STORY.batches().get(2);
            view.read(first);
            for (var wrong : List.of(first, third)) {
                StepVerifier.create(view.store.read(wrong, Answers.reached(wrong)))
                        .verifyErrorSatisfies(failure -> assertThat(failure)
                                .isInstanceOf(OutOfStep.class)
                                .hasMessage("the batch begins at position " + wrong.first() + ", expected "
                                        + (first.last() + 1)));
            }
            assertThat(stored(view)).isEqualTo(Story.events(first).toList());
        }
    }

    @Test
    void refuses_another_history_and_changes_nothing() {
        var other = Story.of(8, 10, Duration.ofHours(1), 3_000);
        try (var view = OpenView.empty()) {
            Batch first = STORY.batches().getFirst();
            view.read(first);
            for (var wrong : other.batches()) {
                StepVerifier.create(view.store.read(wrong, Answers.reached(wrong)))
                        .verifyErrorSatisfies(failure -> assertThat(failure)
                                .isInstanceOf(OtherHistory.class)
                                .hasMessageContainingAll(
                                        STORY.history(), other.history(), "SPRING_R2DBC_URL", "FAUX_HOME"));
            }
            StepVerifier.create(view.events.find(1, Story.START)).verifyError(ViewUnavailable.class);
            view.read(STORY.batches().get(1));
            assertThat(stored(view))
                    .isEqualTo(STORY.batches().stream()
                            .limit(2)
                            .flatMap(Story::events)
                            .toList());
        }
    }

    @Test
    void forgets_everything_and_takes_another_history_then() {
        var other = Story.of(8, 10, Duration.ofHours(1), 3_000);
        try (var view = OpenView.empty()) {
            STORY.batches().forEach(view::read);
            StepVerifier.create(view.store.reset()).verifyComplete();
            StepVerifier.create(view.store.resumeAt()).verifyComplete();
            assertThat(stored(view)).isEmpty();
            other.batches().forEach(view::read);
            assertThat(stored(view)).isEqualTo(other.events().toList());
        }
    }

    @Test
    void goes_on_after_postgres_has_refused_a_copy() {
        try (var view = OpenView.empty()) {
            view.read(STORY.batches().getFirst());
            TestPostgres.execute(view.address, "drop table events_20260105, events_20260106");
            StepVerifier.create(view.store.read(
                            STORY.batches().get(1),
                            Answers.reached(STORY.batches().get(1))))
                    .verifyErrorSatisfies(failure -> assertThat(failure).hasMessageContaining("no partition"));
            STORY.batches().stream().skip(1).forEach(view::read);
            assertThat(stored(view))
                    .isEqualTo(STORY.batches().stream()
                            .skip(1)
                            .flatMap(Story::events)
                            .toList());
        }
    }

    @Test
    void writes_once_what_was_cut_off_in_the_middle() throws SQLException {
        try (var view = OpenView.empty()) {
            Batch first = STORY.batches().getFirst();
            Batch second = STORY.batches().get(1);
            view.read(first);

            cutOff(view, second);

            assertThat(Answers.the(view.store.resumeAt()).position()).isEqualTo(first.last());
            STORY.batches().stream().skip(1).forEach(view::read);
            assertThat(stored(view)).isEqualTo(STORY.events().toList());
        }
    }

    /** The writer waits at a locked table, its events copied already, when its connection is cut. */
    private static void cutOff(OpenView view, Batch batch) throws SQLException {
        try (Connection other = view.address.dataSource().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table users, orders in access exclusive mode");
            var reading = view.store.read(batch, Answers.reached(batch)).toFuture();
            await().atMost(OpenView.PATIENCE).until(() -> cutWaiting(statement));
            StepVerifier.create(Mono.fromFuture(reading))
                    .expectError(ViewUnavailable.class)
                    .verify(OpenView.PATIENCE);
            other.rollback();
        }
    }

    private static boolean cutWaiting(Statement statement) throws SQLException {
        try (ResultSet cut = statement.executeQuery("select pg_terminate_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and wait_event_type = 'Lock'")) {
            return cut.next();
        }
    }

    private static List<StoredEvent> stored(OpenView view) {
        return Answers.all(view.events.between(BEFORE, null, List.of(), 0, ALL));
    }
}
