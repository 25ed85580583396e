package dev.faux.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.CatalogueEvent.ProductLaunched;
import dev.faux.shop.CustomerEvent.CustomerIntroduced;
import dev.faux.shop.CustomerEvent.CustomerRegistered;
import dev.faux.shop.CustomerEvent.CustomerUpdated;
import dev.faux.shop.OrderEvent.DeliveryAttemptFailed;
import dev.faux.shop.OrderEvent.Line;
import dev.faux.shop.OrderEvent.OrderCancelled;
import dev.faux.shop.OrderEvent.OrderConfirmed;
import dev.faux.shop.OrderEvent.OrderDelivered;
import dev.faux.shop.OrderEvent.OrderFailed;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.OrderEvent.OrderPreparing;
import dev.faux.shop.OrderEvent.OrderReady;
import dev.faux.shop.OrderEvent.OrderRequeued;
import dev.faux.shop.OrderEvent.OrderShipped;
import dev.faux.shop.PaymentEvent.PaymentAuthorised;
import dev.faux.shop.PaymentEvent.PaymentCaptured;
import dev.faux.shop.PaymentEvent.PaymentDeclined;
import dev.faux.shop.PaymentEvent.PaymentRefunded;
import dev.faux.shop.SessionEvent.Pieces;
import dev.faux.shop.SessionEvent.ProductAdded;
import dev.faux.shop.SessionEvent.ProductAddedToWishlist;
import dev.faux.shop.SessionEvent.ProductRemoved;
import dev.faux.shop.SessionEvent.SessionEnded;
import dev.faux.shop.SessionEvent.SessionStarted;
import dev.faux.shop.StockEvent.StockDeducted;
import dev.faux.shop.StockEvent.StockDepleted;
import dev.faux.shop.StockEvent.StockReleased;
import dev.faux.shop.StockEvent.StockReserved;
import dev.faux.shop.StockEvent.StockRestocked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the shop's books a second time, from its events alone and in a plainer way, and objects to each event that does not
 * follow from those before.
 */
final class Books {

    final List<Product> products = new ArrayList<>();
    /** Product, pieces; by session, for as long as it lasts. */
    final Map<Long, Map<Integer, Integer>> carts = new HashMap<>();

    private final Map<Id, Left> left = new HashMap<>();

    final Map<Long, Account> orders = new HashMap<>();
    /** How many have registered, by market. */
    final long[] registered = new long[2];

    /** How often each has told something new. */
    private final Map<Id, Integer> revisions = new HashMap<>();

    private final long taxBasisPoints;
    private final long cartsKept;
    private final Map<Id, int[]> shelves = new HashMap<>();
    private final Map<Id, Id> visitors = new HashMap<>();
    private long sessions;

    private record Left(Map<Integer, Integer> cart, long at) {}

    /** What is known of one order. */
    static final class Account {
        final OrderPlaced placed;
        OrderStatus status = OrderStatus.WAITING;
        int declined;
        int attempt;
        boolean authorised;
        boolean paid;
        boolean refunded;
        /** Pieces still promised to it, by product. */
        final Map<Id, Integer> promised = new HashMap<>();

        Account(OrderPlaced placed) {
            this.placed = placed;
        }

        boolean isOpen() {
            return status != OrderStatus.DELIVERED && status != OrderStatus.FAILED && status != OrderStatus.CANCELLED;
        }
    }

    Books(long taxBasisPoints, Duration cartsKept) {
        this.taxBasisPoints = taxBasisPoints;
        this.cartsKept = cartsKept.toMillis();
    }

    void enter(Event event, long at) {
        switch (event) {
            case ProductLaunched e -> products.add(e.product());
            case CatalogueEvent e -> {}
            case CustomerIntroduced e -> {}
            case CustomerRegistered e -> {
                int market = (int) ((e.customer().number() - Story.POPULATION - 1) % 2);
                check((e.customer().number() - Story.POPULATION - 1) / 2 == registered[market]++, e);
                check(e.revision() == 0 && e.points() == 0, e);
            }
            case CustomerUpdated e -> check(e.revision() == revisions.merge(e.customer(), 1, Integer::sum), e);
            case SessionEvent e -> visit(e, at);
            case OrderPlaced e -> place(e);
            case OrderEvent e -> move(e);
            case PaymentEvent e -> pay(e);
            case StockEvent e -> store(e);
        }
    }

    /** That what is promised is the sum of what the open orders wait for, and that no piece got lost. */
    void balance() {
        Map<Id, Integer> promised = new HashMap<>();
        for (Account order : orders.values()) {
            order.promised.forEach((product, pieces) -> promised.merge(product, pieces, Integer::sum));
        }
        shelves.forEach((product, shelf) ->
                assertThat(shelf[1]).as("promised of %s", product).isEqualTo(promised.getOrDefault(product, 0)));
    }

    int available(int product) {
        int[] shelf = shelves.get(products.get(product - 1).id());
        return shelf == null ? 0 : shelf[0] - shelf[1];
    }

    private void visit(SessionEvent event, long at) {
        if (event instanceof SessionStarted e) {
            check(e.session().number() == ++sessions, e);
            visitors.put(e.session(), e.customer());
            carts.put(e.session().number(), found(e, at));
            return;
        }
        Map<Integer, Integer> cart = carts.get(event.session().number());
        check(cart != null && event.customer().equals(visitors.get(event.session())), event);
        Map<Integer, Integer> own = Objects.requireNonNull(cart);
        switch (event) {
            case ProductAdded e -> {
                check(e.quantity() > 0, e);
                own.merge((int) e.product().number(), e.quantity(), Integer::sum);
                check(Objects.requireNonNullElse(own.get((int) e.product().number()), 0) <= 99 && own.size() <= 50, e);
            }
            case ProductRemoved e ->
                check(Objects.equals(own.remove((int) e.product().number()), e.quantity()), e);
            case SessionEvent.CheckoutStarted e -> check(e.items() == own.size() && e.items() > 0, e);
            case ProductAddedToWishlist e -> {
                Product product = products.get((int) e.product().number() - 1);
                check(e.price().equals(product.price(Story.PEOPLE.market(e.customer()))), e);
            }
            case SessionEnded e -> {
                carts.remove(e.session().number());
                if (!own.isEmpty()) {
                    left.put(e.customer(), new Left(own, at));
                }
                visitors.remove(e.session());
            }
            default -> {}
        }
    }

    /** What he left the last time, if it is not too long ago. */
    private Map<Integer, Integer> found(SessionStarted e, long at) {
        Map<Integer, Integer> cart = new LinkedHashMap<>();
        for (Pieces pieces : e.cart()) {
            cart.put((int) pieces.product().number(), pieces.quantity());
        }
        Left before = left.remove(e.customer());
        boolean isThere = before != null && at - before.at() <= cartsKept;
        check(cart.equals(before != null && isThere ? before.cart() : Map.of()), e);
        return cart;
    }

    private void place(OrderPlaced e) {
        check(e.order().number() == orders.size() + 1, e);
        long subtotal = 0;
        int market = e.market().equals("US") ? 0 : 1;
        check(market == Story.PEOPLE.market(e.customer()), e);
        for (Line line : e.lines()) {
            Product product = products.get((int) line.product().number() - 1);
            check(line.price().equals(product.price(market)) && line.product().equals(product.id()), e);
            subtotal += line.price().minor() * line.quantity();
        }
        check(e.total().currency() == (market == 0 ? Currency.USD : Currency.GBP), e);
        check(e.address().number() >>> 11 == e.customer().number(), e);
        long taxBasisPoints = market == 0 ? this.taxBasisPoints : Story.BRITAIN.taxBasisPoints();
        long taxable = subtotal - e.discount().minor() + e.shipping().minor();
        // Half up: the floor of twice the exact tax and one, halved.
        long tax = Math.floorDiv(2 * taxable * taxBasisPoints + 10_000, 20_000);
        check(e.subtotal().minor() == subtotal && e.tax().minor() == tax, e);
        check(e.total().minor() == taxable + tax, e);
        orders.put(e.order().number(), new Account(e));
        if (e.session() != null) {
            carts.computeIfPresent(e.session().number(), (session, cart) -> new LinkedHashMap<>());
        }
    }

    private void move(OrderEvent event) {
        Account order = account(event.order(), event.customer(), event);
        OrderStatus from = order.status;
        check(order.isOpen(), event);
        switch (event) {
            case OrderPlaced e -> throw new AssertionError(e);
            case OrderConfirmed e -> check(from == OrderStatus.WAITING && order.paid, e);
            case OrderPreparing e -> check(from == OrderStatus.WAITING && order.paid, e);
            case OrderRequeued e -> check(from == OrderStatus.PREPARATION, e);
            case OrderReady e -> check(from == OrderStatus.PREPARATION, e);
            case OrderShipped e -> {
                boolean again = from == OrderStatus.DELIVERY_ATTEMPT_FAILED;
                check(from == OrderStatus.READY || again, e);
                check(order.promised.isEmpty() && e.attempt() == ++order.attempt && order.attempt <= 3, e);
            }
            case DeliveryAttemptFailed e ->
                check(from == OrderStatus.SHIPPED && e.attempt() == order.attempt && e.attempt() < 3, e);
            case OrderDelivered e -> check(from == OrderStatus.SHIPPED && e.attempt() == order.attempt, e);
            case OrderFailed e ->
                check(from == OrderStatus.SHIPPED && e.attempt() == order.attempt && e.attempt() == 3, e);
            case OrderCancelled e -> check(from == OrderStatus.WAITING || from == OrderStatus.PREPARATION, e);
        }
        order.status = event.status();
    }

    private void pay(PaymentEvent event) {
        Account order = account(event.order(), event.customer(), event);
        Money total = order.placed.total();
        switch (event) {
            case PaymentAuthorised e -> {
                check(!order.authorised && e.amount().equals(total) && order.isOpen(), e);
                order.authorised = true;
            }
            case PaymentCaptured e -> {
                check(order.authorised && !order.paid && e.amount().equals(total) && order.isOpen(), e);
                order.paid = true;
            }
            case PaymentDeclined e -> {
                check(!order.authorised && e.amount().equals(total) && order.isOpen(), e);
                check(++order.declined <= 3, e);
            }
            case PaymentRefunded e -> {
                boolean due = order.status == OrderStatus.CANCELLED || order.status == OrderStatus.FAILED;
                check(order.paid && !order.refunded && due && e.amount().minor() == total.minor() / 2, e);
                order.refunded = true;
            }
        }
    }

    private void store(StockEvent event) {
        int[] shelf = shelves.computeIfAbsent(event.product(), any -> new int[2]);
        switch (event) {
            case StockReserved e -> {
                shelf[1] += e.quantity();
                account(e.order(), null, e).promised.put(e.product(), e.quantity());
            }
            case StockDeducted e -> {
                shelf[0] -= e.quantity();
                shelf[1] -= e.quantity();
                Account order = account(e.order(), null, e);
                check(order.status == OrderStatus.READY, e);
                check(Objects.equals(order.promised.remove(e.product()), e.quantity()), e);
            }
            case StockReleased e -> {
                shelf[1] -= e.quantity();
                Account order = account(e.order(), null, e);
                check(order.status == OrderStatus.CANCELLED, e);
                check(Objects.equals(order.promised.remove(e.product()), e.quantity()), e);
            }
            case StockRestocked e -> {
                check(e.quantity() > 0, e);
                shelf[0] += e.quantity();
            }
            case StockDepleted e -> check(shelf[0] == shelf[1], e);
        }
        check(event.onHand() == shelf[0] && event.reserved() == shelf[1], event);
        check(event.reserved() >= 0 && event.reserved() <= event.onHand(), event);
    }

    private Account account(Id order, @Nullable Id customer, Event event) {
        Account account = orders.get(order.number());
        check(account != null && account.placed.order().equals(order), event);
        Account found = Objects.requireNonNull(account);
        check(customer == null || found.placed.customer().equals(customer), event);
        return found;
    }

    private static void check(boolean follows, Event event) {
        if (!follows) {
            throw new AssertionError("does not follow from what was before: " + event);
        }
    }
}
