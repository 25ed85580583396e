package dev.faux.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.Event;
import dev.faux.shop.OrderEvent.Line;
import dev.faux.shop.OrderEvent.OrderCancelled;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.OrderEvent.OrderPreparing;
import dev.faux.shop.OrderStatus;
import dev.faux.shop.SessionEvent.ProductAdded;
import dev.faux.shop.SessionEvent.ProductRemoved;
import dev.faux.shop.Uuids;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.ScenarioFile;
import dev.faux.simulation.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What hardly ever happens in a story, told by hand at the end of one, in one batch and in batches of one event. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnusualEventsTest {

    private static final History HISTORY = new History(
            ScenarioFile.read("weekday", List.of("catalogue.products=40", "population=500")),
            7,
            Story.START.toEpochMilli(),
            14.5);

    /** Up to an order that somebody placed in a visit. */
    private static final List<Occurrence> OPENING = opening();

    private static final OrderPlaced PLACED = (OrderPlaced) OPENING.getLast().event();

    private static List<Occurrence> opening() {
        List<Occurrence> occurrences = new ArrayList<>();
        new World(HISTORY).advance(Long.MAX_VALUE, 20_000, occurrences);
        int orders = 0;
        int end = 0;
        while (orders < 3) {
            orders += occurrences.get(end++).event() instanceof OrderPlaced ? 1 : 0;
        }
        return occurrences.subList(0, end);
    }

    @Test
    void what_is_put_in_again_comes_on_top() {
        ProductAdded added = added();
        expect(Map.of("quantity", "" + (added.quantity() + 5)), added, with(added, 2), with(added, 3));
    }

    @Test
    void what_is_taken_out_is_gone() {
        ProductAdded added = added();
        expect(Map.of(), added, with(added, 2), removed(added));
    }

    @Test
    void what_is_put_in_again_after_it_was_taken_out_counts_alone() {
        ProductAdded added = added();
        expect(Map.of("quantity", "7"), added, with(added, 2), removed(added), with(added, 4), with(added, 3));
    }

    @Test
    void what_is_put_in_again_after_it_was_ordered_begins_anew() {
        ProductAdded ordered = ordered();
        expect(Map.of("quantity", "5"), ordered, with(ordered, 2), with(ordered, 3));
    }

    @Test
    void what_was_ordered_is_kept_and_says_when() {
        ProductAdded ordered = ordered();
        expect(
                Map.of(
                        "quantity",
                        "" + PLACED.lines().getFirst().quantity(),
                        "ordered_at",
                        Instant.ofEpochMilli(OPENING.getLast().at()).toString()),
                ordered);
    }

    @Test
    void a_shipment_that_is_told_of_and_then_cancelled_in_one_batch_is_cancelled() {
        Story story = with(List.of(
                new OrderPreparing(
                        PLACED.order(),
                        PLACED.customer(),
                        OrderStatus.PREPARATION,
                        PLACED.lines().getFirst().shipment()),
                new OrderCancelled(PLACED.order(), PLACED.customer(), "changed_mind")));
        for (Story each : List.of(story, story.cut(OPENING.size()))) {
            try (var view = OpenView.empty()) {
                view.read(each);
                StoredTables stored = new StoredTables(view.address);
                assertThat(stored.table("shipments")).isEqualTo(stored.expected(Fold.of(story), "shipments"));
                assertThat(Fold.of(story).values("shipments", "status")).contains("cancelled");
            }
        }
    }

    private static Story with(List<Event> events) {
        List<Occurrence> all = new ArrayList<>(OPENING);
        for (Event event : events) {
            all.add(new Occurrence(all.size() + 1, OPENING.getLast().at(), null, event, 0));
        }
        return Story.of(HISTORY, all);
    }

    /** The last thing that was put into a cart and is still in it. */
    private static ProductAdded added() {
        return OPENING.reversed().stream()
                .flatMap(each -> each.event() instanceof ProductAdded added ? Stream.of(added) : Stream.empty())
                .filter(added -> OPENING.stream().noneMatch(each -> endsIt(each.event(), added)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean endsIt(Event event, ProductAdded added) {
        return switch (event) {
            case ProductRemoved removed ->
                removed.session().equals(added.session()) && removed.variant().equals(added.variant());
            case OrderPlaced placed -> added.session().equals(placed.session());
            default -> false;
        };
    }

    /** The first line of the order that the opening ends with, as it would be put into the cart again. */
    private static ProductAdded ordered() {
        Line line = PLACED.lines().getFirst();
        return new ProductAdded(
                Objects.requireNonNull(PLACED.session()),
                PLACED.customer(),
                line.product(),
                line.variant(),
                line.quantity(),
                line.price());
    }

    private static ProductAdded with(ProductAdded added, int quantity) {
        return new ProductAdded(
                added.session(), added.customer(), added.product(), added.variant(), quantity, added.price());
    }

    private static ProductRemoved removed(ProductAdded added) {
        return new ProductRemoved(added.session(), added.customer(), added.product(), added.variant(), 1);
    }

    /** That these columns of the row of something that was put in stand so once the events are in; that there is none, if empty. */
    private static void expect(Map<String, String> columns, ProductAdded put, Event... events) {
        Story story = with(List.of(events));
        Uuids uuids = HISTORY.uuids();
        String key = uuids.of(put.session()) + " " + uuids.of(put.variant());
        int[] oneByOne = IntStream.concat(
                        IntStream.of(OPENING.size() - 20),
                        IntStream.generate(() -> 1).limit(40))
                .toArray();
        for (Story each : List.of(story, story.cut(oneByOne))) {
            try (var view = OpenView.empty()) {
                view.read(each);
                StoredTables stored = new StoredTables(view.address);
                assertThat(stored.table("carts")).isEqualTo(stored.expected(Fold.of(story), "carts"));
                Map<String, String> row = stored.table("carts").getOrDefault(key, Map.of());
                assertThat(row).containsAllEntriesOf(columns);
                assertThat(row.containsKey("ordered_at")).isEqualTo(columns.containsKey("ordered_at"));
                assertThat(row.isEmpty()).isEqualTo(columns.isEmpty());
            }
        }
    }
}
