package dev.faux.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.CatalogueEvent.IntensityChanged;
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
import dev.faux.shop.Command.DeclinePayment;
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
import dev.faux.shop.Command.PlaceOrder;
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
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Id.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Throws commands at a shop without sense, one in eight of them about things that do not exist, and keeps its books a second
 * time. Whatever comes is answered by events that follow from those before, or by a refusal that changes nothing.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ShopStormTest {

    private static final int COMMANDS = 200_000;
    private static final int POPULATION = 20;
    private static final int PRODUCTS = 12;
    /** How many more are launched, so that they can be retired. */
    private static final int RETIRING = 8;

    private static final long TAX = 725;
    /** So short that many are over. */
    private static final Duration CARTS_KEPT = Duration.ofSeconds(1);

    private static final Market UNITED_STATES = new Market("US", Currency.USD, TAX, false);

    private final Shop shop = new Shop(List.of(UNITED_STATES, Story.BRITAIN), Story.PEOPLE, CARTS_KEPT);
    private final Books books = new Books(TAX, CARTS_KEPT);
    private final Map<EventType, Integer> told = new EnumMap<>(EventType.class);
    private final Map<String, Integer> refused = new TreeMap<>();
    private final List<Id> sessions = new ArrayList<>();
    private final List<Id> customers = new ArrayList<>();
    /** By order. */
    private final List<List<Id>> shipments = new ArrayList<>();

    private final List<AftersalesEvent.ReturnRequested> returns = new ArrayList<>();
    private final List<AftersalesEvent.TicketOpened> tickets = new ArrayList<>();
    /** The first order that was shipped, so that it cannot be cancelled any more. */
    private long troublesome;

    private long now = Story.OPENING;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void nothing_happens_that_does_not_follow(long seed) {
        Random chance = new Random(seed);
        open();
        for (int i = 0; i < COMMANDS; i++) {
            now += chance.nextInt(3);
            perform(command(chance));
            if (i % 4_000 == 0) {
                compare();
            }
        }
        compare();
        assertThat(told.keySet()).as("each event came").containsExactlyInAnyOrder(EventType.values());
        assertThat(refused.keySet())
                .as("each refusal came")
                .containsExactlyInAnyOrder(Arrays.stream(Refusal.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toArray(String[]::new));
    }

    private void open() {
        perform(new OpenWarehouse("Central", "Columbus", "US", List.of("US")));
        perform(new AdmitVendor("Acme", "US"));
        perform(new CreateCategory("Kitchen", null));
        for (int product = 1; product <= PRODUCTS; product++) {
            perform(new LaunchProduct(product(product)));
        }
        for (int customer = 1; customer <= POPULATION; customer++) {
            customers.add(new Id(Kind.CUSTOMER, customer, Story.OPENING - customer));
        }
    }

    private void perform(Command command) {
        Decision decision = shop.handle(command, now);
        switch (decision) {
            case Accepted(Id correlation, List<Event> events) -> {
                if (events.isEmpty()) {
                    throw new AssertionError("accepted without an event: " + command);
                }
                for (Event event : events) {
                    told.merge(event.type(), 1, Integer::sum);
                    books.enter(event, now);
                }
                remember(events.getFirst());
            }
            case Rejected(Refusal reason) -> refused.merge(reason.getClass().getSimpleName(), 1, Integer::sum);
        }
    }

    private void remember(Event event) {
        if (event instanceof SessionEvent.SessionStarted started) {
            sessions.add(started.session());
        } else if (event instanceof CustomerEvent.CustomerRegistered registered) {
            customers.add(registered.customer());
        } else if (event instanceof OrderEvent.OrderPlaced placed) {
            shipments.add(placed.lines().stream()
                    .map(OrderEvent.Line::shipment)
                    .distinct()
                    .toList());
        } else if (event instanceof AftersalesEvent.ReturnRequested requested) {
            returns.add(requested);
        } else if (event instanceof OrderEvent.OrderShipped shipped && troublesome == 0) {
            troublesome = shipped.order().number();
        } else if (event instanceof AftersalesEvent.TicketOpened opened) {
            tickets.add(opened);
        }
    }

    private void compare() {
        books.balance();
        assertThat(shop.registered(0)).isEqualTo((int) books.registered[0]);
        assertThat(shop.registered(1)).isEqualTo((int) books.registered[1]);
        for (int product = 1; product <= PRODUCTS; product++) {
            assertThat(shop.available(Story.variant(product))).isEqualTo(books.available(product));
        }
        books.carts.forEach((session, cart) -> {
            List<CartItem> expected = new ArrayList<>();
            cart.forEach((product, pieces) -> expected.add(new CartItem(product, pieces)));
            assertThat(shop.cart(new Id(Kind.SESSION, session, 0))).isEqualTo(expected);
        });
    }

    private Command command(Random chance) {
        return switch (chance.nextInt(100)) {
            case 0 -> new IntroduceCustomer(customer(chance), chance.nextInt(3));
            case 1 -> chance.nextInt(50) == 0 ? new RegisterCustomer(chance.nextInt(2)) : update(chance);
            case 2, 3 -> Story.enter(customer(chance), "search", "mobile");
            case 4 ->
                chance.nextInt(40) == 0
                        ? merchandise(chance)
                        : chance.nextInt(4) == 0
                                ? new EndSession(session(chance))
                                : new ViewPage(session(chance), "help");
            case 5 -> new ViewProduct(session(chance), product(chance));
            case 6 -> look(chance);
            case 7 -> new StartCheckout(session(chance));
            case 8 -> new EnterPaymentInfo(session(chance), method(chance, "card"));
            case 9 -> new CancelCheckout(session(chance));
            case 10 -> new FailCheckout(session(chance), "out_of_stock");
            case 11, 12, 13 -> new RemoveFromCart(session(chance), Story.variant(product(chance)));
            case 14, 15, 16, 17, 18, 19, 20, 21 ->
                new AddToCart(
                        session(chance),
                        Story.variant(product(chance)),
                        1 + chance.nextInt(chance.nextInt(10) == 0 ? 150 : 5));
            case 22, 23, 24, 25, 26 ->
                new Restock(
                        Story.variant(product(chance)),
                        isNonsense(chance) ? 7 : 0,
                        chance.nextInt(100) == 0 ? 150 : 1 + chance.nextInt(3));
            case 27, 28 -> place(chance);
            case 29 -> merchandise(chance);
            default -> move(chance);
        };
    }

    private Command merchandise(Random chance) {
        return switch (chance.nextInt(12)) {
            case 0 ->
                books.products.size() < PRODUCTS + RETIRING
                        ? new LaunchProduct(product(books.products.size() + 1))
                        : new EditProduct(0, "Nothing");
            case 1, 2, 3 -> new EditProduct(product(chance), "Acme Other " + chance.nextInt(9));
            case 4, 5, 6 -> new ChangePrice(product(chance), Story.prices(1 + chance.nextInt(900)));
            case 7 -> new RetireProduct(PRODUCTS + 1 + chance.nextInt(RETIRING));
            case 8, 9 -> new StartPromotion("Sale", 1 + chance.nextInt(60), chance.nextInt(3), now + 1_000);
            case 10 -> new ChangeIntensity(new IntensityChanged(chance.nextInt(9), List.of(1.0), List.of(1.0), null));
            default -> new EndPromotion(1 + chance.nextInt(60));
        };
    }

    private Command look(Random chance) {
        return switch (chance.nextInt(3)) {
            case 0 -> new ViewCategory(session(chance), chance.nextInt(3));
            case 1 -> new SearchProducts(session(chance), "kettle", chance.nextInt(5));
            default -> new AddToWishlist(session(chance), product(chance));
        };
    }

    private Command place(Random chance) {
        List<CartItem> items = new ArrayList<>();
        int first = product(chance);
        for (int i = 0; i <= chance.nextInt(4); i++) {
            items.add(new CartItem(Story.variant(first + i), 1 + chance.nextInt(chance.nextInt(8) == 0 ? 90 : 6)));
        }
        Id session = chance.nextInt(3) == 0 ? null : session(chance);
        // Those whose cards are used are here more often than others.
        Id customer = chance.nextBoolean() ? customers.get(chance.nextInt(3)) : customer(chance);
        Id address = Story.home(isNonsense(chance) ? customer(chance) : customer);
        Market market = shopMarket(customer);
        Money shipping = new Money(chance.nextInt(2_000), market.currency());
        Origin origin = session == null ? Origin.PERSON : Origin.SHOPPER;
        return new PlaceOrder(origin, customer, session, address, "express", shipping, now + 1, items);
    }

    private static Market shopMarket(Id customer) {
        return Story.PEOPLE.market(customer) == 0 ? UNITED_STATES : Story.BRITAIN;
    }

    /** Mostly one and the same, so that he does it too often. */
    private Command update(Random chance) {
        return new UpdateCustomer(chance.nextInt(4) == 0 ? customer(chance) : customers.getFirst());
    }

    /** Of somebody in the shop; the orders of most others are not paid with it. */
    private PaymentMethod method(Random chance, String kind) {
        return new PaymentMethod(Story.card(customers.get(chance.nextInt(3))).id(), kind);
    }

    private Command move(Random chance) {
        long order = order(chance);
        return switch (chance.nextInt(14)) {
            case 0 -> new AcceptPayment(order, method(chance, "card"));
            case 1 -> new DeclinePayment(order, method(chance, "wallet"), "expired_card");
            case 2 -> new StartPreparing(order, shipment(order, chance));
            case 3 ->
                chance.nextInt(4) == 0
                        ? new Requeue(order, shipment(order, chance))
                        : new StartPreparing(order, shipment(order, chance));
            case 4 -> new FinishPreparing(order, shipment(order, chance));
            case 5 -> new Ship(order, shipment(order, chance), "swiftship");
            case 6 ->
                chance.nextInt(3) == 0
                        ? new Deliver(order, shipment(order, chance))
                        : new Ship(order, shipment(order, chance), "parcelway");
            case 7 -> new FailDelivery(order, shipment(order, chance), "nobody_home");
            case 8 -> new RequestReturn(order, List.of(chance.nextInt(4)), "damaged");
            case 9 -> receiveReturn(chance, order);
            case 10 -> new PostReview(order, chance.nextInt(4), 1 + chance.nextInt(5), "Fine");
            case 11 -> new OpenTicket(chance.nextInt(3) == 0 ? troublesome : order, "invoice");
            case 12 -> closeTicket(chance, order);
            default ->
                chance.nextInt(4) == 0
                        ? new CancelOrder(order, "changed_mind")
                        : new FinishPreparing(order, shipment(order, chance));
        };
    }

    private Id shipment(long order, Random chance) {
        if (order < 1 || order > shipments.size() || isNonsense(chance)) {
            return new Id(Kind.SHIPMENT, 1, now);
        }
        List<Id> own = shipments.get((int) order - 1);
        return own.get(chance.nextInt(own.size()));
    }

    private Command receiveReturn(Random chance, long order) {
        if (returns.isEmpty() || isNonsense(chance)) {
            return new ReceiveReturn(order, new Id(Kind.RETURN, 1, now));
        }
        AftersalesEvent.ReturnRequested last =
                returns.get(returns.size() - 1 - chance.nextInt(Math.min(3, returns.size())));
        return new ReceiveReturn(last.order().number(), last.returned());
    }

    private Command closeTicket(Random chance, long order) {
        if (tickets.isEmpty() || isNonsense(chance)) {
            return new CloseTicket(order, new Id(Kind.TICKET, 1, now), "answered");
        }
        AftersalesEvent.TicketOpened last =
                tickets.get(tickets.size() - 1 - chance.nextInt(Math.min(3, tickets.size())));
        return new CloseTicket(last.order().number(), last.ticket(), "answered");
    }

    /** Of the last ones some may be bought by nobody, or not everywhere; others are sold while they are not there. */
    private static Product product(int number) {
        return Story.product(
                number,
                7L * number * number,
                number == 12 ? Season.SUMMER : null,
                number == 11 ? 21 : 0,
                number == 10 ? List.of("US") : List.of(),
                number >= 5 && number <= 8);
    }

    private Id customer(Random chance) {
        return isNonsense(chance)
                ? new Id(Kind.CUSTOMER, 100_000 + chance.nextInt(1_000), now)
                : customers.get(chance.nextInt(customers.size()));
    }

    /** Mostly one of the last, because many sessions do nothing more. */
    private Id session(Random chance) {
        if (sessions.isEmpty() || isNonsense(chance)) {
            return new Id(Kind.SESSION, 1 + (chance.nextLong() >>> 20), now);
        }
        int back = Math.min(sessions.size(), 1 + chance.nextInt(12));
        return sessions.get(sessions.size() - back);
    }

    private int product(Random chance) {
        // So high that several in a row do not wrap around to the first.
        return isNonsense(chance) ? chance.nextInt() / 2 : 1 + chance.nextInt(books.products.size());
    }

    private long order(Random chance) {
        if (isNonsense(chance)) {
            return chance.nextLong();
        }
        long placed = books.orders.size();
        return placed - chance.nextInt((int) Math.min(placed, 12) + 1);
    }

    private static boolean isNonsense(Random chance) {
        return chance.nextInt(8) == 0;
    }
}
