package dev.faux.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.Command.AcceptPayment;
import dev.faux.shop.Command.AddToCart;
import dev.faux.shop.Command.AdmitVendor;
import dev.faux.shop.Command.CreateCategory;
import dev.faux.shop.Command.DeclinePayment;
import dev.faux.shop.Command.Deliver;
import dev.faux.shop.Command.FailDelivery;
import dev.faux.shop.Command.FinishPreparing;
import dev.faux.shop.Command.IntroduceCustomer;
import dev.faux.shop.Command.LaunchProduct;
import dev.faux.shop.Command.OpenWarehouse;
import dev.faux.shop.Command.PlaceOrder;
import dev.faux.shop.Command.Restock;
import dev.faux.shop.Command.Ship;
import dev.faux.shop.Command.StartPreparing;
import dev.faux.shop.Command.StartSession;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Id.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One story of a shop: what is given, when something is asked for, then what comes of it. All goes through {@link Shop#handle}.
 * Each command comes a second after the one before.
 */
final class Story {

    static final long OPENING = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
    static final long POPULATION = 100;
    static final long TAX = 725;
    static final Duration CARTS_KEPT = Duration.ofDays(30);
    static final Id WAREHOUSE = new Id(Kind.WAREHOUSE, 1, OPENING);
    static final Id VENDOR = new Id(Kind.VENDOR, 1, OPENING);
    static final Id CATEGORY = new Id(Kind.CATEGORY, 1, OPENING);

    /** Costs 19.99; 10 pieces. */
    static final Product KETTLE = product(1, 1999);
    /** Costs 5.00; 10 pieces. */
    static final Product SPOON = product(2, 500);
    /** Costs 0.01; 10 pieces. */
    static final Product NEEDLE = product(3, 1);

    /** The only one of order 1 in those stories that have one. */
    static final Id SHIPMENT = new Id(Kind.SHIPMENT, 50, OPENING + 5_000);

    static final long PROMISED = OPENING + 5 * 86_400_000L;

    /** Has been introduced and has a session. */
    static final Id ANN = new Id(Kind.CUSTOMER, 1, OPENING - 1_000_000);
    /** Nobody knows him yet. */
    static final Id BOB = new Id(Kind.CUSTOMER, 2, OPENING - 2_000_000);

    static final PaymentMethod CARD = card(ANN);
    /** All prices are twice as high there. */
    static final Market BRITAIN = new Market("GB", Currency.GBP, 2_000, true);

    /** Those of before the history buy in the first market. */
    static final People PEOPLE = new People() {
        @Override
        public CustomerNumbers numbers() {
            return new CustomerNumbers(POPULATION, 2);
        }

        @Override
        public int market(Id customer) {
            return numbers().isRegistered(customer.number()) ? numbers().market(customer.number()) : 0;
        }

        @Override
        public int age(Id customer, long at) {
            return 20;
        }
    };

    private final Shop shop;
    private final long tax;
    private long now = OPENING;
    private @Nullable Decision decision;
    private final List<Event> told = new ArrayList<>();

    private Story(long tax) {
        this.tax = tax;
        this.shop = new Shop(List.of(new Market("US", Currency.USD, tax, false), BRITAIN), PEOPLE, CARTS_KEPT);
    }

    /** A shop that nothing has happened in. */
    static Story ofAnEmptyShop() {
        return new Story(TAX);
    }

    /** A shop with goods on its shelves and nobody in it. */
    static Story ofAShop() {
        return ofAShop(TAX);
    }

    static Story ofAShop(long taxBasisPoints) {
        Story story = new Story(taxBasisPoints);
        for (Command command : List.of(
                new OpenWarehouse("Central", "Columbus", "US", List.of("US")),
                new AdmitVendor("Acme", "US"),
                new CreateCategory("Kitchen", null),
                new LaunchProduct(KETTLE),
                new LaunchProduct(SPOON),
                new LaunchProduct(NEEDLE),
                new Restock(variant(1), 0, 10),
                new Restock(variant(2), 0, 10),
                new Restock(variant(3), 0, 10))) {
            story.accept(command, OPENING);
        }
        return story;
    }

    /** Ann is in the shop, and her cart is empty. */
    static Story ofAVisit() {
        return ofAShop().given(new IntroduceCustomer(ANN, 0), enter(ANN, "search", "mobile"));
    }

    /** Ann has ordered two kettles and a spoon for 44.98 and 4.99 shipping; it is order 1. */
    static Story ofAnOrder() {
        Story story = ofAVisit();
        return story.given(
                new AddToCart(story.session(), variant(1), 2),
                new AddToCart(story.session(), variant(2), 1),
                order(ANN, story.session(), 499, new CartItem(variant(1), 2), new CartItem(variant(2), 1)));
    }

    static Story ofAPaidOrder() {
        return ofAnOrder().given(new AcceptPayment(1, CARD));
    }

    static Story ofAReadyOrder() {
        return ofAPaidOrder().given(new StartPreparing(1, SHIPMENT), new FinishPreparing(1, SHIPMENT));
    }

    static Story ofAShippedOrder() {
        return ofAReadyOrder().given(new Ship(1, SHIPMENT, "swiftship"));
    }

    static Story ofADeliveredOrder() {
        return ofAShippedOrder().given(new Deliver(1, SHIPMENT));
    }

    static Story ofAFailedOrder() {
        return ofAShippedOrder()
                .given(
                        new FailDelivery(1, SHIPMENT, "nobody_home"),
                        new Ship(1, SHIPMENT, "swiftship"),
                        new FailDelivery(1, SHIPMENT, "nobody_home"),
                        new Ship(1, SHIPMENT, "swiftship"),
                        new FailDelivery(1, SHIPMENT, "nobody_home"));
    }

    static Story ofAnOrderDeclinedThreeTimes() {
        return ofAnOrder().given(decline(), decline(), decline());
    }

    static DeclinePayment decline() {
        return new DeclinePayment(1, CARD, "do_not_honour");
    }

    static StartSession enter(Id customer, String channel, String device) {
        return new StartSession(customer, channel, device, List.of());
    }

    static PlaceOrder order(Id customer, @Nullable Id session, long shipping, CartItem... items) {
        return new PlaceOrder(
                Origin.SHOPPER, customer, session, home(customer), "standard", usd(shipping), PROMISED, List.of(items));
    }

    static Product product(int number, long price) {
        return product(number, price, null, 0, List.of(), false);
    }

    static Product product(
            int number,
            long price,
            @Nullable Season season,
            int minimumAge,
            List<String> excluded,
            boolean takesBackOrders) {
        return new Product(
                new Id(Kind.PRODUCT, number, OPENING),
                "SKU-" + number,
                "Acme Thing " + number,
                "Acme",
                CATEGORY,
                VENDOR,
                List.of(new Variant(variantId(number), "SKU-" + number + "-1", null, "red", null)),
                prices(price),
                season,
                minimumAge,
                excluded,
                takesBackOrders);
    }

    /** The number of the only variant of a product. */
    static int variant(int product) {
        return Variant.number(product, 0);
    }

    static Id variantId(int product) {
        return new Id(Kind.VARIANT, variant(product), OPENING);
    }

    static List<Product.Price> prices(long price) {
        return List.of(
                new Product.Price("US", usd(price)), new Product.Price("GB", new Money(price * 2, Currency.GBP)));
    }

    static Id home(Id customer) {
        return Belonging.id(Kind.ADDRESS, customer, 0, 0);
    }

    static PaymentMethod card(Id customer) {
        return new PaymentMethod(Belonging.id(Kind.PAYMENT_METHOD, customer, 0, 0), "card");
    }

    static Money usd(long minor) {
        return new Money(minor, Currency.USD);
    }

    Shop shop() {
        return shop;
    }

    long tax() {
        return tax;
    }

    /** The instant of the last command. */
    long now() {
        return now;
    }

    /** The session that began last. */
    Id session() {
        return told.stream()
                .filter(SessionEvent.SessionStarted.class::isInstance)
                .map(Event::key)
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    /** The order that was placed last. */
    Id order() {
        return told.stream()
                .filter(OrderEvent.OrderPlaced.class::isInstance)
                .map(Event::key)
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    /** So many milliseconds go by. */
    Story later(long millis) {
        now += millis;
        return this;
    }

    /** These have happened. */
    Story given(Command... commands) {
        for (Command command : commands) {
            accept(command, now + 1_000);
        }
        return this;
    }

    private void accept(Command command, long at) {
        handle(command, at);
        assertThat(decision).as("given " + command).isInstanceOf(Accepted.class);
    }

    /** So much later. */
    Story after(Duration time) {
        now += time.toMillis();
        return this;
    }

    Story when(Command command) {
        handle(command, now + 1_000);
        return this;
    }

    private void handle(Command command, long at) {
        now = at;
        decision = shop.handle(command, at);
        if (decision instanceof Accepted accepted) {
            told.addAll(accepted.events());
        }
    }

    /** Exactly these events came of it. */
    Story then(Event... events) {
        assertThat(accepted().events()).containsExactly(events);
        return this;
    }

    /** Events of exactly these names came of it. */
    Story thenNamed(String... names) {
        assertThat(accepted().events().stream().map(event -> event.type().wireName()))
                .containsExactly(names);
        return this;
    }

    Story thenRefused(Refusal reason) {
        assertThat(decision).isEqualTo(new Rejected(reason));
        return this;
    }

    Story becauseOf(@Nullable Id session) {
        assertThat(accepted().correlation()).isEqualTo(session);
        return this;
    }

    Decision decision() {
        if (decision == null) {
            throw new AssertionError("nothing was asked for yet");
        }
        return decision;
    }

    Accepted accepted() {
        assertThat(decision).isInstanceOf(Accepted.class);
        return (Accepted) decision();
    }

    /** The one event of this type that came of the last command. */
    <E extends Event> E told(Class<E> type) {
        List<Event> events =
                accepted().events().stream().filter(type::isInstance).toList();
        assertThat(events).as(type.getSimpleName()).hasSize(1);
        return type.cast(events.getFirst());
    }

    /** How many pieces of kettle, spoon and needle can be ordered. */
    List<Integer> available() {
        return Arrays.asList(shop.available(variant(1)), shop.available(variant(2)), shop.available(variant(3)));
    }
}
