package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What can be asked of the stored events. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventsTest {

    private static final Story STORY = Story.of(3, 8, Duration.ofDays(2), 5_000);
    private static final List<StoredEvent> EVENTS = STORY.events().toList();
    private static final Instant NOON = Story.START.plus(Duration.ofHours(36));

    private static OpenView view;

    @BeforeAll
    static void read() {
        view = OpenView.empty();
        view.read(STORY);
    }

    @AfterAll
    static void close() {
        view.close();
    }

    @Test
    void a_span_begins_with_its_first_instant_and_ends_before_its_last() {
        StoredEvent first = EVENTS.get(2_000);
        StoredEvent last = EVENTS.get(6_000);
        assertThat(span(first.occurredAt(), last.occurredAt(), List.of(), 0, 100_000))
                .isEqualTo(EVENTS.stream()
                        .filter(event -> !event.occurredAt().isBefore(first.occurredAt())
                                && event.occurredAt().isBefore(last.occurredAt()))
                        .toList());
    }

    @Test
    void a_span_without_an_end_goes_on_to_the_newest() {
        assertThat(span(NOON, null, List.of(), 0, 100_000))
                .isEqualTo(EVENTS.stream()
                        .filter(event -> !event.occurredAt().isBefore(NOON))
                        .toList());
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        assertThat(pages(List.of(), 777)).isEqualTo(EVENTS);
    }

    @Test
    void pages_of_some_types_hold_these_only() {
        var types = List.of("order.placed", "order.shipped", "product.viewed");
        assertThat(pages(types, 501)).isEqualTo(ofTypes(types));
    }

    @Test
    void a_type_that_is_named_twice_is_not_given_twice() {
        assertThat(pages(List.of("order.placed", "order.placed"), 100)).isEqualTo(ofTypes(List.of("order.placed")));
    }

    @Test
    void a_type_that_nobody_knows_has_no_events() {
        assertThat(pages(List.of("order.eaten"), 100)).isEmpty();
    }

    @Test
    void an_event_is_found_where_it_is() {
        StoredEvent event = EVENTS.get(4_711);
        StepVerifier.create(view.events.find(event.position(), event.occurredAt()))
                .expectNext(event)
                .verifyComplete();
    }

    @Test
    void no_event_is_found_where_there_is_none() {
        StoredEvent event = EVENTS.get(4_711);
        StepVerifier.create(
                        view.events.find(event.position(), event.occurredAt().plusMillis(1)))
                .verifyComplete();
        StepVerifier.create(view.events.find(1, Instant.parse("2011-01-01T00:00:00Z")))
                .verifyComplete();
    }

    @Test
    void the_oldest_day_is_the_first_one_while_all_are_kept() {
        StepVerifier.create(view.events.oldestDay()).expectNext(Story.START).verifyComplete();
    }

    @Test
    void there_is_no_oldest_day_before_the_first_event() {
        try (var empty = OpenView.empty()) {
            StepVerifier.create(empty.events.oldestDay()).verifyComplete();
            assertThat(Answers.all(empty.events.between(Story.START, null, List.of(), 0, 10)))
                    .isEmpty();
        }
    }

    private static List<StoredEvent> ofTypes(Collection<String> types) {
        return EVENTS.stream()
                .filter(event -> types.stream().anyMatch(type -> event.body().contains("\"dev.faux." + type + "\"")))
                .toList();
    }

    private static List<StoredEvent> pages(Collection<String> types, int limit) {
        List<StoredEvent> all = new ArrayList<>();
        Instant from = Story.START;
        long after = 0;
        List<StoredEvent> next;
        do {
            next = span(from, null, types, after, limit);
            assertThat(next.size()).isLessThanOrEqualTo(limit);
            all.addAll(next);
            from = next.isEmpty() ? from : next.getLast().occurredAt();
            after = next.isEmpty() ? after : next.getLast().position();
        } while (next.size() == limit);
        return all;
    }

    private static List<StoredEvent> span(
            Instant from, @Nullable Instant to, Collection<String> types, long after, int limit) {
        return Answers.all(view.events.between(from, to, types, after, limit));
    }
}
