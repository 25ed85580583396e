package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.dataset.Table;
import dev.faux.dataset.Tables;
import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.From;
import dev.faux.log.Reader;
import dev.faux.log.Route;
import dev.faux.log.TypeFilter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** A store that takes a part of a history has all that this part refers to: Postgres itself sees to that, and a plain fold. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class PartialStoreTest {

    private static final Duration FOR_EVER = Duration.ofDays(3650);
    private static final Story STORY = Story.of(11, 8, Duration.ofDays(4), 2_000);
    private static final Fold FOLD = Fold.of(STORY);

    @ParameterizedTest
    @ValueSource(strings = {"order.*", "review.posted", "stock.*", "session.*", "customer.*", "payment.*", "ticket.*"})
    void it_has_the_events_that_it_is_asked_for_and_whole_tables_of_all_that_they_are_about(String types) {
        try (var view = OpenView.empty(FOR_EVER)) {
            TypeFilter filter = TypeFilter.of(List.of(types));
            read(view, new EventStore(view.database, "part", route(filter), FOR_EVER), 1);

            assertThat(Answers.all(view.events.between(Story.START, null, List.of(), 0, 1_000_000)))
                    .isNotEmpty()
                    .isEqualTo(STORY.events()
                            .filter(event -> filter.names().contains(type(event)))
                            .toList());
            expectTables(view, filter);
        }
    }

    @Test
    void one_that_starts_late_has_later_events_only_and_still_whole_tables() {
        try (var view = OpenView.empty(FOR_EVER)) {
            long since = STORY.batches().get(3).first() + 10;
            TypeFilter all = TypeFilter.of(List.of());
            EventStore store = new EventStore(view.database, "part", route(all), FOR_EVER);
            read(view, store, since);

            assertThat(store.looksBack()).isTrue();
            assertThat(Answers.all(view.events.between(Story.START, null, List.of(), 0, 1_000_000)))
                    .isEqualTo(STORY.events()
                            .filter(event -> event.position() >= since)
                            .toList());
            assertThat(Answers.the(store.kept()).since()).isEqualTo(since);
            expectTables(view, all);
        }
    }

    @Test
    void a_database_that_somebody_else_writes_to_is_refused() {
        try (var view = OpenView.empty(FOR_EVER)) {
            view.read(STORY.batches().getFirst());
            StepVerifier.create(new EventStore(view.database, "part", Route.EVERYTHING, FOR_EVER).resumeAt())
                    .expectErrorSatisfies(refused -> assertThat(refused)
                            .isInstanceOf(Reader.Refused.class)
                            .hasMessage("part would write to the tables of view: give it a database of its own"))
                    .verify(OpenView.PATIENCE);
        }
    }

    @Test
    void reviews_need_what_was_ordered_and_stock_needs_what_there_is() {
        assertThat(names(Tables.neededBy(TypeFilter.of(List.of("stock.*")))))
                .containsExactlyInAnyOrder("inventory", "variants", "products", "categories", "vendors", "warehouses");
        assertThat(names(Tables.neededBy(TypeFilter.of(List.of("review.posted")))))
                .contains("reviews", "orders", "order_items", "users", "addresses", "sessions")
                .doesNotContain("support_tickets", "returns", "payments", "inventory");
        assertThat(Tables.neededBy(TypeFilter.of(List.of()))).containsExactlyInAnyOrderElementsOf(Tables.ALL);
        assertThat(Tables.neededBy(TypeFilter.of(List.of("page.viewed")))).isEmpty();
    }

    private static Route route(TypeFilter types) {
        return new Route(types, From.START, Long.MAX_VALUE);
    }

    private static void read(OpenView view, EventStore store, long since) {
        StepVerifier.create(store.resumeAt()).verifyComplete();
        for (Batch batch : STORY.batches()) {
            Checkpoint reached = Answers.reached(batch);
            store.read(batch, new Checkpoint(reached.history(), reached.position(), reached.digest(), since, 0))
                    .block(OpenView.PATIENCE);
        }
    }

    /** Those that the types need are what the fold gives, all others are empty; Postgres has checked the keys at every commit. */
    private static void expectTables(OpenView view, TypeFilter types) {
        Set<String> needed = names(Tables.neededBy(types));
        StoredTables stored = new StoredTables(view.address);
        for (Table table : Tables.ALL) {
            Map<String, Map<String, String>> rows = stored.table(table.name());
            if (needed.contains(table.name())) {
                assertThat(rows).as(table.name()).isEqualTo(stored.expected(FOLD, table.name()));
            } else {
                assertThat(rows).as(table.name()).isEmpty();
            }
        }
    }

    private static Set<String> names(Set<Table> tables) {
        return tables.stream().map(Table::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String type(StoredEvent event) {
        return event.body().replaceFirst(".*?\"type\":\"dev.faux.", "").replaceFirst("\".*", "");
    }
}
