package dev.faux.shop;

import static dev.faux.shop.Story.ANN;
import static dev.faux.shop.Story.KETTLE;
import static dev.faux.shop.Story.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.CatalogueEvent.IntensityChanged;
import dev.faux.shop.CatalogueEvent.Surge;
import dev.faux.shop.Command.AcceptPayment;
import dev.faux.shop.Command.AddToCart;
import dev.faux.shop.Command.AddToWishlist;
import dev.faux.shop.Command.AdmitVendor;
import dev.faux.shop.Command.CancelCheckout;
import dev.faux.shop.Command.CancelOrder;
import dev.faux.shop.Command.ChangeIntensity;
import dev.faux.shop.Command.ChangePrice;
import dev.faux.shop.Command.CloseTicket;
import dev.faux.shop.Command.CreateCategory;
import dev.faux.shop.Command.Deliver;
import dev.faux.shop.Command.EditProduct;
import dev.faux.shop.Command.EndPromotion;
import dev.faux.shop.Command.EndSession;
import dev.faux.shop.Command.EnterPaymentInfo;
import dev.faux.shop.Command.FailCheckout;
import dev.faux.shop.Command.FailDelivery;
import dev.faux.shop.Command.FinishPreparing;
import dev.faux.shop.Command.IntroduceCustomer;
import dev.faux.shop.Command.LaunchProduct;
import dev.faux.shop.Command.OpenTicket;
import dev.faux.shop.Command.OpenWarehouse;
import dev.faux.shop.Command.PostReview;
import dev.faux.shop.Command.ReceiveReturn;
import dev.faux.shop.Command.RegisterCustomer;
import dev.faux.shop.Command.RemoveFromCart;
import dev.faux.shop.Command.RequestReturn;
import dev.faux.shop.Command.Requeue;
import dev.faux.shop.Command.Restock;
import dev.faux.shop.Command.RetireProduct;
import dev.faux.shop.Command.SearchProducts;
import dev.faux.shop.Command.Ship;
import dev.faux.shop.Command.StartCheckout;
import dev.faux.shop.Command.StartPreparing;
import dev.faux.shop.Command.StartPromotion;
import dev.faux.shop.Command.UpdateCustomer;
import dev.faux.shop.Command.ViewCategory;
import dev.faux.shop.Command.ViewPage;
import dev.faux.shop.Command.ViewProduct;
import dev.faux.shop.Id.Kind;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DigestTest {

    private static final long AT = Story.OPENING;
    private static final Id SESSION = new Id(Kind.SESSION, 1, AT);

    @Test
    void a_new_chain_starts_from_what_it_is_given() {
        assertThat(new Digest(0).value()).isZero();
        assertThat(new Digest(-7).value()).isEqualTo(-7);
    }

    @Test
    void the_same_events_give_the_same_chain_wherever_it_is_taken_up_again() {
        List<Event> events = each().toList();
        Digest whole = new Digest(0);
        long value = 0;
        for (Event event : events) {
            whole.add(AT, SESSION, event);
            Digest piece = new Digest(value);
            piece.add(AT, SESSION, event);
            value = piece.value();
            assertThat(value).isEqualTo(whole.value());
        }
    }

    @Test
    void there_is_an_example_of_each_event() {
        assertThat(each().map(Event::type).distinct()).containsExactlyInAnyOrder(EventType.values());
    }

    @ParameterizedTest
    @MethodSource("each")
    void any_field_that_changes_changes_it(Event event) throws ReflectiveOperationException {
        long before = digest(AT, SESSION, event);
        List<Object> others = variants(event);
        assertThat(others).as("variants of " + event).isNotEmpty();
        for (Object other : others) {
            assertThat(digest(AT, SESSION, (Event) other))
                    .as("%s instead of %s", other, event)
                    .isNotEqualTo(before);
        }
    }

    /** Some fields say again what an id has said; they count all the same. */
    @Test
    void each_kind_of_field_counts() {
        List<Fields.Described> fields = List.of(
                any -> {},
                any -> any.id("a", SESSION),
                any -> any.number("a", 1),
                any -> any.number("a", 2),
                any -> any.text("a", "b"),
                any -> any.text("a", "c"),
                any -> any.money("a", Story.usd(3)),
                any -> any.money("a", Story.usd(4)),
                any -> any.currency(Story.usd(3)),
                any -> any.time("a", 5),
                any -> any.time("a", 6),
                any -> any.profile(ANN, 0, 7),
                any -> any.profile(ANN, 1, 7),
                any -> any.profile(ANN, 0, 8),
                any -> any.decimal("a", 1.5),
                any -> any.decimals("a", List.of(1.5)),
                any -> any.decimals("a", List.of(1.5, 1.0)),
                any -> any.flag("a", true),
                any -> any.flag("a", false),
                any -> any.address("a", Story.BOB),
                any -> any.list(
                        "a",
                        List.of(each -> {}, each -> {}, each -> {}, each -> {}, each -> {}, each -> {}, each -> {})));
        assertThat(fields.stream().map(each -> {
                    Digest digest = new Digest(9);
                    each.describe(digest);
                    return digest.value();
                }))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("each")
    void instant_and_session_are_part_of_it(Event event) {
        assertThat(Stream.of(
                        digest(AT, SESSION, event),
                        digest(AT + 1, SESSION, event),
                        digest(AT, null, event),
                        digest(AT, new Id(Kind.SESSION, 2, AT), event)))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_order_of_events_is_part_of_it() {
        List<Event> events = each().toList();
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).equals(events.get(i - 1))) {
                continue;
            }
            Digest there = new Digest(0);
            there.add(AT, SESSION, events.get(i - 1));
            there.add(AT, SESSION, events.get(i));
            Digest back = new Digest(0);
            back.add(AT, SESSION, events.get(i));
            back.add(AT, SESSION, events.get(i - 1));
            assertThat(there.value()).isNotEqualTo(back.value());
        }
    }

    @Test
    void an_event_less_is_another_chain_for_ever() {
        Event event = new CatalogueEvent.ProductLaunched(KETTLE);
        Digest one = new Digest(0);
        Digest two = new Digest(0);
        two.add(AT, null, event);
        for (int i = 0; i < 1_000; i++) {
            one.add(AT, null, event);
            two.add(AT, null, event);
            assertThat(one.value()).isNotEqualTo(two.value());
        }
    }

    /** Every event that one shop's day can tell, made by that shop. */
    static Stream<Event> each() {
        Shop shop = new Shop(
                List.of(new Market("US", Currency.USD, 725, false), Story.BRITAIN), Story.PEOPLE, Story.CARTS_KEPT);
        Id second = new Id(Kind.SESSION, 2, AT);
        List<Event> events = new ArrayList<>();
        List<Command> commands = new ArrayList<>(List.of(
                new OpenWarehouse("Central", "Columbus", "US", List.of("US")),
                new AdmitVendor("Acme", "US"),
                new CreateCategory("Kitchen", null),
                new LaunchProduct(KETTLE),
                new Restock(Story.variant(1), 0, 4),
                new IntroduceCustomer(ANN, 12),
                new RegisterCustomer(1),
                new UpdateCustomer(ANN),
                new LaunchProduct(Story.SPOON),
                new EditProduct(2, "Acme Bent Spoon"),
                new ChangePrice(2, Story.prices(449)),
                new RetireProduct(2),
                new StartPromotion("Spring", 10, 1, AT + 1_000),
                new ChangeIntensity(new IntensityChanged(60.5, List.of(1.0), List.of(2.0), new Surge(3, 4, 5, 6))),
                Story.enter(ANN, "search", "mobile"),
                Story.enter(ANN, "email", "tablet"),
                new ViewPage(SESSION, "home"),
                new ViewCategory(SESSION, 1),
                new SearchProducts(SESSION, "kettle", 1),
                new AddToWishlist(SESSION, 1),
                new ViewProduct(SESSION, 1),
                new AddToCart(SESSION, Story.variant(1), 2),
                new StartCheckout(SESSION),
                new CancelCheckout(SESSION),
                new EnterPaymentInfo(SESSION, Story.CARD),
                new FailCheckout(SESSION, "out_of_stock"),
                new RemoveFromCart(SESSION, Story.variant(1)),
                order(ANN, SESSION, 499, new CartItem(Story.variant(1), 1)),
                order(ANN, second, 499, new CartItem(Story.variant(1), 1)),
                order(ANN, null, 499, new CartItem(Story.variant(1), 2)),
                Story.decline(),
                new AcceptPayment(1, Story.CARD),
                new CancelOrder(3, "changed_mind"),
                new StartPreparing(1, shipment(1)),
                new Requeue(1, shipment(1)),
                new StartPreparing(1, shipment(1)),
                new FinishPreparing(1, shipment(1)),
                new Ship(1, shipment(1), "swiftship"),
                new Deliver(1, shipment(1)),
                new RequestReturn(1, List.of(0), "damaged"),
                new ReceiveReturn(1, new Id(Kind.RETURN, 64, AT)),
                new PostReview(1, 0, 4, "Fine"),
                new OpenTicket(1, "invoice"),
                new CloseTicket(1, new Id(Kind.TICKET, 64, AT), "answered"),
                new AcceptPayment(2, Story.CARD),
                new StartPreparing(2, shipment(2)),
                new FinishPreparing(2, shipment(2))));
        for (int i = 0; i < Order.MAX_ATTEMPTS; i++) {
            commands.add(new Ship(2, shipment(2), "parcelway"));
            commands.add(new FailDelivery(2, shipment(2), "nobody_home"));
        }
        commands.add(new EndPromotion(1));
        commands.add(new EndSession(SESSION));
        commands.add(new AddToCart(second, Story.variant(1), 1));
        commands.add(new EndSession(second));
        commands.add(Story.enter(ANN, "social", "desktop"));
        for (Command command : commands) {
            events.addAll(((Decision.Accepted) shop.handle(command, AT)).events());
        }
        return events.stream();
    }

    private static Id shipment(long order) {
        return new Id(Kind.SHIPMENT, order * 50, AT);
    }

    private static long digest(long at, @Nullable Id correlation, Event event) {
        Digest digest = new Digest(0);
        digest.add(at, correlation, event);
        return digest.value();
    }

    /** Everything that differs from this value in one place. */
    private static List<Object> variants(Object value) throws ReflectiveOperationException {
        return switch (value) {
            case Id(Kind kind, long number, long at) ->
                List.of(
                        new Id(kind, number + 1, at),
                        new Id(kind, number + (1L << 40), at),
                        new Id(kind, number, at + 1),
                        new Id(kind, number, at - 86_400_000));
            case Money(long minor, Currency currency) ->
                List.of(new Money(minor + 1, currency), new Money(minor * 2 + 100, currency));
            case String text -> List.of(text + "x", text.substring(1), "");
            case Boolean flag -> List.of(!flag);
            case Double number -> List.of(number + 1, -number);
            case Origin origin -> List.of(origin == Origin.PERSON ? Origin.SHOPPER : Origin.PERSON);
            case OrderStatus status -> List.of(status == OrderStatus.READY ? OrderStatus.FAILED : OrderStatus.READY);
            case Long number -> List.of(number + 1, number + (1L << 20));
            case Integer number -> List.of(number + 1, number - 1, number + (1 << 20));
            case List<?> list -> variantsOfList(list);
            case Record record -> variantsOfRecord(record);
            default -> throw new AssertionError("no idea how to change a " + value.getClass());
        };
    }

    private static List<Object> variantsOfList(List<?> list) throws ReflectiveOperationException {
        if (list.isEmpty()) {
            return List.of();
        }
        List<Object> variants = new ArrayList<>();
        if (list.isEmpty()) {
            return List.of(List.of("BR"));
        }
        List<Object> more = new ArrayList<>(list);
        more.add(list.getFirst());
        variants.add(more);
        if (list.size() > 1 || !(list.getFirst() instanceof Variant)) {
            variants.add(list.subList(1, list.size()));
        }
        for (Object other : variants(list.getFirst())) {
            List<Object> changed = new ArrayList<>(list);
            changed.set(0, other);
            variants.add(changed);
        }
        return variants;
    }

    private static List<Object> variantsOfRecord(Record record) throws ReflectiveOperationException {
        RecordComponent[] components = record.getClass().getRecordComponents();
        List<Object> variants = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            Object value = components[i].getAccessor().invoke(record);
            List<Object> others = new ArrayList<>();
            if (value == null) {
                others.add(sample(components[i].getType()));
            } else {
                others.addAll(variants(value));
                if (record instanceof OrderEvent.OrderPlaced
                        && components[i].getName().equals("session")) {
                    others.add(null);
                }
            }
            for (Object other : others) {
                variants.add(copy(record, components, i, other));
            }
        }
        return variants;
    }

    private static Object sample(Class<?> type) {
        if (type == Season.class) {
            return Season.SUMMER;
        }
        return type == String.class ? "some" : new Id(Kind.SHIPMENT, 9, AT);
    }

    private static Object copy(Record record, RecordComponent[] components, int changed, @Nullable Object other)
            throws ReflectiveOperationException {
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = i == changed ? other : components[i].getAccessor().invoke(record);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return record.getClass().getDeclaredConstructor(types).newInstance(values);
    }
}
