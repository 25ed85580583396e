package dev.faux.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.shop.CartItem;
import dev.faux.shop.CatalogueEvent.IntensityChanged;
import dev.faux.shop.CatalogueEvent.Surge;
import dev.faux.shop.CustomerEvent.CustomerRegistered;
import dev.faux.shop.Decision;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Event;
import dev.faux.shop.Id;
import dev.faux.shop.OrderEvent.OrderCancelled;
import dev.faux.shop.OrderEvent.OrderConfirmed;
import dev.faux.shop.OrderEvent.OrderDelivered;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.Origin;
import dev.faux.shop.Refusal;
import dev.faux.shop.SessionEvent.SessionStarted;
import dev.faux.shop.Variant;
import dev.faux.simulation.Instruction.Cancel;
import dev.faux.simulation.Instruction.ChangeIntensity;
import dev.faux.simulation.Instruction.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people ask of a world from outside. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class JournalTest {

    private static final long START = Worlds.MONDAY;
    private static final long END = START + 2 * Intensity.DAY;
    private static final long NOON = START + 12 * Intensity.HOUR;
    private static final CartItem SPOON = new CartItem(Variant.number(1, 0), 1);

    private final History history = new History(
            Worlds.scenario(
                    "steady",
                    "catalogue.products=100",
                    "intensity.per_minute=120",
                    "catalogue.restrictions={}",
                    "stock.least=50"),
            7,
            START,
            19);
    private final Notes journal = new Notes();
    private final List<Occurrence> occurrences = new ArrayList<>();
    private World world = new World(history, journal, null);

    /** A journal in memory, with what came of its entries. */
    private static final class Notes implements Journal {

        private final List<Entry> entries = new ArrayList<>();
        private final List<Decision> decisions = new ArrayList<>();

        @Override
        public @Nullable Entry entry(long number) {
            return number < entries.size() ? entries.get((int) number) : null;
        }

        @Override
        public void decided(long number, Decision decision) {
            assertThat(number).isEqualTo(decisions.size());
            decisions.add(decision);
        }

        Notes add(long at, Instruction instruction) {
            entries.add(new Entry(at, instruction));
            return this;
        }
    }

    private void liveUntil(long instant) {
        world.advance(instant, Integer.MAX_VALUE, occurrences);
    }

    private <E extends Event> List<E> told(Class<E> type) {
        return occurrences.stream()
                .map(Occurrence::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private OrderPlaced placed(int decision) {
        return (OrderPlaced)
                ((Accepted) journal.decisions.get(decision)).events().getFirst();
    }

    @Test
    void who_orders_is_a_customer_from_then_on() {
        journal.add(NOON, new Order("ann", List.of(SPOON), null))
                .add(NOON + 5, new Order("bob", List.of(SPOON), "express"))
                .add(NOON + 9, new Order("ann", List.of(SPOON), "express"));
        liveUntil(NOON + 10);

        OrderPlaced first = placed(0);
        assertThat(first.origin()).isEqualTo(Origin.PERSON);
        assertThat(first.session()).isNull();
        assertThat(first.order().at()).isEqualTo(NOON);
        assertThat(first.market()).isEqualTo("US");
        assertThat(first.shippingMethod()).isEqualTo("standard");
        assertThat(placed(1).customer()).isNotEqualTo(first.customer());
        assertThat(placed(2).customer()).isEqualTo(first.customer());
        assertThat(placed(2).shippingMethod()).isEqualTo("express");
        assertThat(told(CustomerRegistered.class))
                .extracting(CustomerRegistered::customer)
                .contains(first.customer());
        assertThat(told(CustomerRegistered.class).stream()
                        .filter(each -> each.customer().equals(first.customer())))
                .hasSize(1);
    }

    @Test
    void what_a_person_ordered_is_paid_and_comes() {
        journal.add(NOON, new Order("ann", List.of(SPOON), null));
        liveUntil(START + 7 * Intensity.DAY);

        Id order = placed(0).order();
        assertThat(told(OrderConfirmed.class)).extracting(OrderConfirmed::order).contains(order);
        assertThat(told(OrderDelivered.class)).extracting(OrderDelivered::order).contains(order);
        assertThat(world.shop().order(order.number())).isNotNull();
        liveUntil(START + 30 * Intensity.DAY);
        assertThat(world.shop().order(order.number())).isNull();
    }

    @Test
    void a_person_is_refused_for_the_same_reasons_as_a_shopper() {
        journal.add(NOON, new Order("ann", List.of(new CartItem(Variant.number(5_000, 0), 1)), null));
        CartItem many = new CartItem(Variant.number(1, 0), CartItem.MAX_QUANTITY);
        for (int i = 0; i < 200; i++) {
            journal.add(NOON, new Order("ann", List.of(many), null));
        }
        liveUntil(NOON + 1);

        assertThat(journal.decisions.getFirst())
                .isEqualTo(new Rejected(new Refusal.UnknownVariant(Variant.number(5_000, 0))));
        assertThat(journal.decisions.getLast())
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isInstanceOf(Refusal.OutOfStock.class));
    }

    @Test
    void only_who_ordered_can_cancel() {
        journal.add(NOON, new Order("ann", List.of(SPOON), null));
        liveUntil(NOON + 1);
        long order = placed(0).order().number();
        journal.add(NOON + 10, new Cancel("bob", order, "changed_mind"))
                .add(NOON + 10, new Cancel("ann", order, "changed_mind"))
                .add(NOON + 10, new Cancel("ann", order, "changed_mind"))
                .add(NOON + 10, new Cancel("ann", 1_000_000, "changed_mind"));
        liveUntil(NOON + 11);

        assertThat(journal.decisions.get(1)).isEqualTo(new Rejected(new Refusal.UnknownOrder(order)));
        assertThat(journal.decisions.get(2))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.events().getFirst()).isInstanceOf(OrderCancelled.class));
        assertThat(journal.decisions.get(3)).isEqualTo(new Rejected(new Refusal.TooOld(order)));
        assertThat(journal.decisions.get(4)).isEqualTo(new Rejected(new Refusal.UnknownOrder(1_000_000)));
    }

    @Test
    void an_entry_comes_before_everything_else_of_its_instant() {
        liveUntil(NOON);
        long instant = occurrences.stream()
                .filter(each -> each.event() instanceof SessionStarted && each.at() > NOON - Intensity.HOUR)
                .findFirst()
                .orElseThrow()
                .at();
        world = new World(history, journal.add(instant, new Order("ann", List.of(SPOON), null)), null);
        occurrences.clear();
        liveUntil(instant + 1);

        assertThat(occurrences.stream()
                        .filter(each -> each.at() == instant)
                        .toList()
                        .getFirst()
                        .event())
                .isInstanceOf(CustomerRegistered.class);
    }

    @Test
    void a_journal_that_goes_back_in_time_is_refused() {
        journal.add(NOON, new Order("ann", List.of(SPOON), null)).add(NOON - 1, new Order("ann", List.of(SPOON), null));
        assertThatThrownBy(() -> liveUntil(NOON + 1))
                .hasMessage("entry 1 of the journal is of 2026-01-05T11:59:59.999Z, expected not before"
                        + " 2026-01-05T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 12, 1_200})
    void a_change_of_rate_shapes_arrivals_from_its_instant_on(double perMinute) {
        journal.add(NOON, new ChangeIntensity(perMinute, null, null, null));
        liveUntil(NOON + 12 * Intensity.HOUR);

        assertThat(told(IntensityChanged.class))
                .singleElement()
                .extracting(IntensityChanged::perMinute)
                .isEqualTo(perMinute);
        long before = sessions(START, NOON);
        long after = sessions(NOON, NOON + 12 * Intensity.HOUR);
        assertThat((double) before).isBetween(720 * 120 / 19.0 * 0.95, 720 * 120 / 19.0 * 1.05);
        assertThat((double) after).isBetween(720 * perMinute / 19 * 0.9, 720 * perMinute / 19 * 1.1);
        if (perMinute > 120) {
            assertThat(sessions(NOON, NOON + Intensity.SECOND)).isPositive();
        }
    }

    @Test
    void a_surge_comes_on_top_and_goes_by_itself() {
        journal.add(NOON, new ChangeIntensity(null, null, null, new Surge(10, 0, Intensity.HOUR, 0)));
        liveUntil(NOON + 2 * Intensity.HOUR);

        double normal = 60 * 120 / 19.0;
        assertThat((double) sessions(NOON, NOON + Intensity.HOUR)).isBetween(9 * normal, 11 * normal);
        assertThat((double) sessions(NOON + Intensity.HOUR, NOON + 2 * Intensity.HOUR))
                .isBetween(0.8 * normal, 1.2 * normal);
    }

    @Test
    void a_profile_has_other_hours() {
        List<Double> hours = new ArrayList<>(Collections.nCopies(24, 0.0));
        hours.set((int) ((NOON - 5 * Intensity.HOUR - START) / Intensity.HOUR), 1.0);
        journal.add(START, new ChangeIntensity(null, hours, null, null));
        liveUntil(START + Intensity.DAY);

        assertThat(sessions(START, START + Intensity.DAY)).isPositive();
        assertThat(world.intensity().setting().hours()).isEqualTo(hours);
        assertThat(world.intensity().setting().perMinute()).isEqualTo(120);
    }

    private long sessions(long from, long to) {
        return occurrences.stream()
                .filter(each -> each.event() instanceof SessionStarted && each.at() >= from && each.at() < to)
                .count();
    }

    /** However time is cut, and wherever a world went on from its state. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void random_journals_make_the_same_history_again(long seed) {
        Random random = new Random(seed);
        for (long at = START; at < START + Intensity.DAY; at += random.nextLong(Intensity.HOUR)) {
            journal.add(at, instruction(random));
        }
        liveUntil(END);
        List<Decision> decisions = List.copyOf(journal.decisions);
        assertThat(decisions).hasSize(journal.entries.size()).hasAtLeastOneElementOfType(Accepted.class);

        journal.decisions.clear();
        World again = new World(history, journal, null);
        List<Occurrence> made = new ArrayList<>();
        while (again.now() < END) {
            long until = Math.min(END, again.now() + random.nextLong(Intensity.HOUR));
            boolean isReached = false;
            while (!isReached) {
                List<Occurrence> some = new ArrayList<>();
                isReached = again.advance(until, 1 + random.nextInt(1_000), some);
                made.addAll(some);
                if (random.nextInt(50) == 0) {
                    again = new World(history, journal, again.state());
                }
            }
        }
        assertThat(made).isEqualTo(occurrences);
        assertThat(journal.decisions).isEqualTo(decisions);
    }

    private static Instruction instruction(Random random) {
        String person = "person " + random.nextInt(4);
        return switch (random.nextInt(4)) {
            case 0 -> new Cancel(person, 1 + random.nextLong(2_000), "changed_mind");
            case 1 ->
                new ChangeIntensity(
                        random.nextBoolean() ? null : 200 * random.nextDouble(),
                        null,
                        random.nextBoolean() ? null : List.of(1.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0),
                        random.nextBoolean() ? null : new Surge(3, random.nextLong(60_000), 60_000, 60_000));
            default -> new Order(person, List.of(new CartItem(Variant.number(1 + random.nextInt(100), 0), 1)), null);
        };
    }
}
