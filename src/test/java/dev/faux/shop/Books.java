package dev.faux.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.AftersalesEvent.ReturnReceived;
import dev.faux.shop.AftersalesEvent.ReturnRequested;
import dev.faux.shop.AftersalesEvent.Returned;
import dev.faux.shop.AftersalesEvent.ReviewPosted;
import dev.faux.shop.AftersalesEvent.TicketClosed;
import dev.faux.shop.AftersalesEvent.TicketOpened;
import dev.faux.shop.CatalogueEvent.PriceChanged;
import dev.faux.shop.CatalogueEvent.ProductEdited;
import dev.faux.shop.CatalogueEvent.ProductLaunched;
import dev.faux.shop.CatalogueEvent.ProductRetired;
import dev.faux.shop.CatalogueEvent.PromotionEnded;
import dev.faux.shop.CatalogueEvent.PromotionStarted;
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
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the shop's books a second time, from its events alone and in a plainer way, and objects to each event that does not
 * follow from those before.
 */
final class Books {

    final List<Product> products = new ArrayList<>();
    /** Variant, pieces; by session, for as long as it lasts. */
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

    private final Set<Id> retired = new HashSet<>();
    private final List<Promotion> running = new ArrayList<>();
    private long promotions;

    private record Left(Map<Integer, Integer> cart, long at) {}

    /** What is known of one order. */
    static final class Account {
        final OrderPlaced placed;
        /** How far each of its shipments is: 0 to 3 for waiting to shipped, 4 after a failed attempt, 5 delivered, 6 failed. */
        final Map<Id, Integer> stages = new LinkedHashMap<>();

        final Map<Id, Integer> attempts = new HashMap<>();
        int declined;
        boolean authorised;
        boolean paid;
        boolean cancelled;
        long refunded;
        final Set<Id> returned = new HashSet<>();
        final Set<Id> reviewed = new HashSet<>();
        final Map<Id, Long> returns = new HashMap<>();
        final Set<Id> tickets = new HashSet<>();
        /** Pieces still promised to it, by variant. */
        final Map<Id, Integer> promised = new HashMap<>();

        Account(OrderPlaced placed) {
            this.placed = placed;
            placed.lines().forEach(line -> stages.put(line.shipment(), 0));
        }

        boolean isOpen() {
            return !cancelled && stages.values().stream().anyMatch(stage -> stage < 5);
        }

        boolean isAt(Id shipment, int stage) {
            return Objects.equals(stages.get(shipment), stage);
        }

        boolean isAttempt(Id shipment, int attempt) {
            return Objects.equals(attempts.get(shipment), attempt);
        }

        OrderStatus status() {
            if (cancelled) {
                return OrderStatus.CANCELLED;
            }
            int least = stages.values().stream().mapToInt(stage -> stage).min().orElseThrow();
            return least == 6 && stages.containsValue(5) ? OrderStatus.DELIVERED : STATUSES.get(least);
        }
    }

    private static final List<OrderStatus> STATUSES = List.of(
            OrderStatus.WAITING,
            OrderStatus.PREPARATION,
            OrderStatus.READY,
            OrderStatus.SHIPPED,
            OrderStatus.DELIVERY_ATTEMPT_FAILED,
            OrderStatus.DELIVERED,
            OrderStatus.FAILED);

    Books(long taxBasisPoints, Duration cartsKept) {
        this.taxBasisPoints = taxBasisPoints;
        this.cartsKept = cartsKept.toMillis();
    }

    void enter(Event event, long at) {
        switch (event) {
            case ProductLaunched e -> products.add(e.product());
            case CatalogueEvent e -> offer(e, at);
            case CustomerIntroduced e -> {}
            case CustomerRegistered e -> {
                int market = (int) ((e.customer().number() - Story.POPULATION - 1) % 3);
                check((e.customer().number() - Story.POPULATION - 1) / 3 == registered[market]++, e);
                check(e.revision() == 0 && e.points() == 0, e);
            }
            case CustomerUpdated e -> {
                int before = revisions.getOrDefault(e.customer(), 0);
                check(e.revision() == before || e.revision() == before + 1, e);
                revisions.put(e.customer(), e.revision());
            }
            case SessionEvent e -> visit(e, at);
            case OrderPlaced e -> place(e);
            case OrderEvent e -> move(e);
            case PaymentEvent e -> pay(e);
            case AftersalesEvent e -> after(e);
            case StockEvent e -> store(e);
        }
    }

    private void offer(CatalogueEvent event, long at) {
        switch (event) {
            case ProductEdited e -> {
                Product before = sold(e.product().id(), e);
                check(
                        e.product().prices().equals(before.prices())
                                && e.product().sku().equals(before.sku()),
                        e);
                products.set((int) before.id().number() - 1, e.product());
            }
            case PriceChanged e -> {
                Product before = sold(e.product(), e);
                products.set((int) before.id().number() - 1, before.withPrices(e.prices()));
            }
            case ProductRetired e -> retired.add(sold(e.product(), e).id());
            case PromotionStarted e -> {
                check(
                        e.promotion().id().number() == ++promotions
                                && e.promotion().endsAt() > at,
                        e);
                running.add(e.promotion());
            }
            case PromotionEnded e -> check(running.removeIf(each -> each.id().equals(e.promotion())), e);
            default -> {}
        }
    }

    private Product sold(Id product, Event event) {
        check(!retired.contains(product), event);
        return products.get((int) product.number() - 1);
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
        int[] shelf =
                shelves.get(products.get(product - 1).variants().getFirst().id());
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
            case SessionEvent.ProductViewed e -> sold(e.product(), e);
            case ProductAdded e -> {
                check(e.quantity() > 0 && sold(e.product(), e).id().equals(e.product()), e);
                own.merge((int) e.variant().number(), e.quantity(), Integer::sum);
                check(Objects.requireNonNullElse(own.get((int) e.variant().number()), 0) <= 99 && own.size() <= 50, e);
            }
            case ProductRemoved e ->
                check(Objects.equals(own.remove((int) e.variant().number()), e.quantity()), e);
            case SessionEvent.CheckoutStarted e -> check(e.items() == own.size() && e.items() > 0, e);
            case ProductAddedToWishlist e -> {
                Product product = sold(e.product(), e);
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
            cart.put((int) pieces.variant().number(), pieces.quantity());
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
        long discount = 0;
        for (Line line : e.lines()) {
            Product product = sold(line.product(), e);
            discount += line.discount().minor();
            check(line.discount().minor() == discount(product, line.price().minor() * line.quantity()), e);
            check(line.price().equals(product.price(market)) && line.product().equals(product.id()), e);
            subtotal += line.price().minor() * line.quantity();
        }
        check(e.discount().minor() == discount, e);
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

    /** The best of those that are running. */
    private long discount(Product product, long total) {
        int percent = running.stream()
                .filter(each -> each.category() == null || each.category().equals(product.category()))
                .mapToInt(Promotion::percent)
                .max()
                .orElse(0);
        return Math.floorDiv(2 * total * percent + 100, 200);
    }

    private void move(OrderEvent event) {
        Account order = account(event.order(), event.customer(), event);
        check(order.isOpen(), event);
        switch (event) {
            case OrderPlaced e -> throw new AssertionError(e);
            case OrderConfirmed e -> check(order.paid, e);
            case OrderPreparing e -> step(order, e, order.paid, 1, 0);
            case OrderRequeued e -> step(order, e, true, 0, 1);
            case OrderReady e -> step(order, e, true, 2, 1);
            case OrderShipped e -> {
                check(e.attempt() == order.attempts.merge(e.shipment(), 1, Integer::sum) && e.attempt() <= 3, e);
                step(order, e, true, 3, 2, 4);
            }
            case DeliveryAttemptFailed e ->
                step(order, e, order.isAttempt(e.shipment(), e.attempt()) && e.attempt() < 3, 4, 3);
            case OrderDelivered e -> step(order, e, order.isAttempt(e.shipment(), e.attempt()), 5, 3);
            case OrderFailed e -> step(order, e, order.isAttempt(e.shipment(), e.attempt()) && e.attempt() == 3, 6, 3);
            case OrderCancelled e -> {
                check(order.stages.values().stream().allMatch(stage -> stage < 2), e);
                order.cancelled = true;
            }
        }
        check(event.status() == order.status(), event);
    }

    private static void step(Account order, OrderEvent.ShipmentEvent event, boolean fits, int to, Integer... from) {
        Integer stage = order.stages.put(event.shipment(), to);
        check(fits && Arrays.asList(from).contains(stage), event);
    }

    private void after(AftersalesEvent event) {
        Account order = account(event.order(), event.customer(), event);
        switch (event) {
            case ReturnRequested e -> {
                long cost = 0;
                for (Returned item : e.items()) {
                    Line line = line(order, item.item());
                    check(order.returned.add(item.item()) && order.isAt(line.shipment(), 5), e);
                    cost += line.total().minor() - line.discount().minor();
                }
                order.returns.put(e.returned(), cost);
            }
            case ReturnReceived e -> check(order.returns.containsKey(e.returned()), e);
            case ReviewPosted e ->
                check(
                        order.reviewed.add(e.item())
                                && order.isAt(line(order, e.item()).shipment(), 5),
                        e);
            case TicketOpened e -> check(order.tickets.add(e.ticket()), e);
            case TicketClosed e -> check(order.tickets.remove(e.ticket()), e);
        }
    }

    private static Line line(Account order, Id item) {
        return order.placed.lines().stream()
                .filter(each -> each.item().equals(item))
                .findFirst()
                .orElseThrow();
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
                order.refunded += e.amount().minor();
                check(order.paid && order.refunded <= total.minor() / 2, e);
                switch (e.reason()) {
                    case "order_cancelled" ->
                        check(order.cancelled && e.amount().minor() == total.minor() / 2, e);
                    case "delivery_failed" -> check(order.isAt(Objects.requireNonNull(e.because()), 6), e);
                    default -> {
                        Long cost = order.returns.remove(Objects.requireNonNull(e.because()));
                        check(cost != null, e);
                        long share = total.minor()
                                * Objects.requireNonNull(cost)
                                / (order.placed.subtotal().minor()
                                        - order.placed.discount().minor());
                        check(e.amount().minor() == share / 2, e);
                    }
                }
            }
        }
    }

    private void store(StockEvent event) {
        int[] shelf = shelves.computeIfAbsent(event.variant(), any -> new int[2]);
        switch (event) {
            case StockReserved e -> {
                shelf[1] += e.quantity();
                account(e.order(), null, e).promised.put(e.variant(), e.quantity());
            }
            case StockDeducted e -> {
                shelf[0] -= e.quantity();
                shelf[1] -= e.quantity();
                Account order = account(e.order(), null, e);
                check(order.isAt(e.shipment(), 2), e);
                check(Objects.equals(order.promised.remove(e.variant()), e.quantity()), e);
            }
            case StockReleased e -> {
                shelf[1] -= e.quantity();
                Account order = account(e.order(), null, e);
                check(order.cancelled, e);
                check(Objects.equals(order.promised.remove(e.variant()), e.quantity()), e);
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
