package dev.faux.shop;

import dev.faux.shop.AftersalesEvent.ReturnReceived;
import dev.faux.shop.Command.OrderCommand;
import dev.faux.shop.Command.PlaceOrder;
import dev.faux.shop.CustomerEvent.CustomerUpdated;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.OrderEvent.DeliveryEvent;
import dev.faux.shop.OrderEvent.Line;
import dev.faux.shop.OrderEvent.OrderCancelled;
import dev.faux.shop.OrderEvent.OrderFailed;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.OrderEvent.OrderReady;
import dev.faux.shop.Parcel.Stage;
import dev.faux.shop.StockEvent.StockReserved;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All orders that something can still happen to, and the goods that follow them. */
final class OrderBook {

    /** Several items and shipments share an order's number; this many of each fit. */
    private static final int OF_ORDER = PlaceOrder.MAX_ITEMS;

    private static final int NOWHERE = -1;

    private final List<Market> markets;
    private final People people;
    private final Customers customers;
    private final Catalogue catalogue;
    private final Stock stock;
    private final ByNumber<Order> orders = new ByNumber<>();
    private long placed;

    /** @param placed how many there have ever been */
    record State(List<Order> orders, long placed) {

        static final State NOTHING = new State(List.of(), 0);
    }

    OrderBook(List<Market> markets, People people, Customers customers, Catalogue catalogue, Stock stock, State state) {
        this.markets = markets;
        this.people = people;
        this.customers = customers;
        this.catalogue = catalogue;
        this.stock = stock;
        state.orders.forEach(order -> orders.put(order.placed().order().number(), order));
        placed = state.placed;
    }

    State state() {
        return new State(orders.all(), placed);
    }

    /** Null for one that is over, or was never placed. */
    @Nullable
    Order find(long order) {
        return orders.get(order);
    }

    /** Nothing will happen to it any more. */
    void close(long order) {
        orders.remove(order);
    }

    Decision place(PlaceOrder command, long at) {
        Id customer = command.customer();
        if (!customers.knows(customer.number())) {
            return new Rejected(new Refusal.UnknownCustomer(customer.number()));
        }
        if (!Belonging.isOf(customer, command.address())) {
            return new Rejected(new Refusal.NotHis(customer.number(), command.address()));
        }
        int market = people.market(customer);
        Id order = new Id(Kind.ORDER, placed + 1, at);
        List<Line> lines = new ArrayList<>(command.items().size());
        for (CartItem item : command.items()) {
            if (catalogue.isUnknownVariant(item.variant())) {
                return new Rejected(new Refusal.UnknownVariant(item.variant()));
            }
            Product product = catalogue.product(item.product());
            Refusal objection = catalogue.objection(product, customer, market, at);
            int warehouse = objection == null ? warehouseFor(product, item, market) : NOWHERE;
            if (objection != null || warehouse == NOWHERE) {
                return new Rejected(objection != null ? objection : outOfStock(item));
            }
            lines.add(line(order, lines, product, item, market, warehouse));
        }
        OrderPlaced event = price(command, order, market, List.copyOf(lines));
        List<Event> events = new ArrayList<>(lines.size() + 2);
        events.add(event);
        for (Line line : lines) {
            if (!line.isBackOrdered()) {
                events.addAll(stock.reserve(order, line));
            }
        }
        return new Accepted(command.session(), events);
    }

    /** The most pieces of a variant that one warehouse could send. */
    int available(int variant) {
        int most = 0;
        for (int warehouse = 0; warehouse < catalogue.warehouses(); warehouse++) {
            most = Math.max(most, stock.available(variant, warehouse));
        }
        return most;
    }

    /** Whether so many pieces can be sold in a market, now or as a back-order. */
    boolean canBeSold(Product product, CartItem item, int market) {
        return warehouseFor(product, item, market) != NOWHERE;
    }

    Refusal outOfStock(CartItem item) {
        return new Refusal.OutOfStock(item.variant(), item.quantity(), available(item.variant()));
    }

    /** The nearest that has enough; if none has, the nearest that will have it again. */
    private int warehouseFor(Product product, CartItem item, int market) {
        int later = NOWHERE;
        List<Integer> nearest = catalogue.nearest(market);
        for (int i = 0; i < nearest.size(); i++) {
            int warehouse = nearest.get(i);
            if (stock.available(item.variant(), warehouse) >= item.quantity()) {
                return warehouse;
            }
            if (later == NOWHERE && product.takesBackOrders() && stock.isKept(item.variant(), warehouse)) {
                later = warehouse;
            }
        }
        return later;
    }

    /** What comes from one warehouse goes in one shipment; what is not there yet in one of its own. */
    private Line line(Id order, List<Line> before, Product product, CartItem item, int market, int number) {
        Id warehouse = catalogue.warehouse(number);
        boolean isBackOrdered = stock.available(item.variant(), number) < item.quantity();
        Id shipment = null;
        long shipments = 0;
        for (Line line : before) {
            shipments = Math.max(shipments, line.shipment().number() % OF_ORDER + 1);
            if (!isBackOrdered && !line.isBackOrdered() && line.warehouse().equals(warehouse)) {
                shipment = line.shipment();
            }
        }
        long first = order.number() * OF_ORDER;
        Money price = product.price(market);
        Promotion promotion = catalogue.promotion(product);
        Money total = price.times(item.quantity());
        Money discount = promotion == null ? new Money(0, price.currency()) : promotion.of(total);
        return new Line(
                new Id(Kind.ORDER_ITEM, first + before.size(), order.at()),
                product.id(),
                product.variant(item.variant()).id(),
                item.quantity(),
                price,
                discount,
                promotion == null || discount.minor() == 0 ? null : promotion.id(),
                shipment != null ? shipment : new Id(Kind.SHIPMENT, first + shipments, order.at()),
                warehouse,
                isBackOrdered);
    }

    private OrderPlaced price(PlaceOrder command, Id order, int number, List<Line> lines) {
        Market market = markets.get(number);
        Money subtotal = catalogue.subtotal(command.items(), number);
        Money discount = new Money(0, market.currency());
        for (Line line : lines) {
            discount = discount.plus(line.discount());
        }
        Money taxable = subtotal.minus(discount).plus(command.shipping());
        Money tax = taxable.share(market.taxBasisPoints());
        return new OrderPlaced(
                order,
                command.customer(),
                command.origin(),
                command.session(),
                market.code(),
                command.address(),
                command.shippingMethod(),
                command.promisedBy(),
                subtotal,
                discount,
                command.shipping(),
                tax,
                taxable.plus(tax),
                Suspicion.of(command.customer(), command.address(), command.items(), order.at()),
                lines);
    }

    Decision decide(OrderCommand command, long at) {
        Order order = orders.get(command.order());
        if (order == null) {
            boolean wasPlaced = command.order() >= 1 && command.order() <= placed;
            return new Rejected(
                    wasPlaced ? new Refusal.TooOld(command.order()) : new Refusal.UnknownOrder(command.order()));
        }
        return switch (Order.decide(order, command, at)) {
            case Accepted accepted -> withWhatFollows(order, accepted);
            case Rejected rejected -> rejected;
        };
    }

    /** Goods follow their order: packed, they leave the shelf; not wanted any more, they are free or come back. */
    private Accepted withWhatFollows(Order order, Accepted accepted) {
        List<Event> events = new ArrayList<>(accepted.events());
        for (Event event : accepted.events()) {
            switch (event) {
                case OrderReady e -> {
                    for (Line line : Shares.linesOf(order.placed(), e.shipment())) {
                        events.add(stock.deduct(e.order(), line));
                    }
                }
                case OrderCancelled e -> release(order, events);
                case OrderFailed e ->
                    bringBack(e.order(), Shares.linesOf(order.placed(), e.shipment()), StockEvent.UNDELIVERED, events);
                case ReturnReceived e -> {
                    List<Line> lines = ((Order.Paid) order).aftersales().linesOf(e.returned());
                    bringBack(e.order(), lines, StockEvent.SENT_BACK, events);
                }
                default -> {}
            }
            if (event instanceof DeliveryEvent last && last.status() == OrderStatus.DELIVERED) {
                events.add(thank(order.placed()));
            }
        }
        return new Accepted(accepted.correlation(), events);
    }

    private void release(Order order, List<Event> events) {
        Parcels parcels = switch (order) {
            case Order.Unpaid o -> o.parcels();
            case Order.Paid o -> o.parcels();
            case Order.Cancelled o -> new Parcels(List.of());
        };
        for (Line line : order.placed().lines()) {
            if (parcels.of(line).stage() != Stage.BACK_ORDERED) {
                events.add(stock.release(order.placed().order(), line));
            }
        }
    }

    private void bringBack(Id order, List<Line> lines, String reason, List<Event> events) {
        for (Line line : lines) {
            events.addAll(stock.bringBack(order, line, reason));
        }
    }

    /** A loyalty point for each whole unit of the currency, once all has come. */
    private CustomerUpdated thank(OrderPlaced placed) {
        return customers.earn(placed.customer(), placed.total().units());
    }

    void evolve(OrderEvent event, long at) {
        if (event instanceof OrderPlaced order) {
            placed++;
            orders.put(placed, Order.of(order));
            for (Line line : order.lines()) {
                if (line.isBackOrdered()) {
                    stock.await(order.order(), line);
                }
            }
        } else if (event instanceof OrderCancelled) {
            Order order = orders.get(event.order().number());
            if (order != null) {
                orders.remove(event.order().number());
                order.placed().lines().forEach(stock::leave);
            }
        } else {
            move(event.order(), order -> Order.evolve(order, event, at));
        }
    }

    void evolve(PaymentEvent event) {
        move(event.order(), order -> Order.evolve(order, event));
    }

    void evolve(AftersalesEvent event) {
        move(event.order(), order -> Order.evolve(order, event));
    }

    void evolve(StockReserved event, long at) {
        move(event.order(), order -> Order.evolve(order, event, at));
    }

    /** Unless it is over. */
    private void move(Id id, UnaryOperator<Order> step) {
        Order order = orders.get(id.number());
        if (order != null) {
            orders.put(id.number(), step.apply(order));
        }
    }
}
