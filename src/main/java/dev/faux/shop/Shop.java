package dev.faux.shop;

import dev.faux.shop.Command.AddToCart;
import dev.faux.shop.Command.AddToWishlist;
import dev.faux.shop.Command.CancelCheckout;
import dev.faux.shop.Command.CatalogueCommand;
import dev.faux.shop.Command.CustomerCommand;
import dev.faux.shop.Command.EndSession;
import dev.faux.shop.Command.EnterPaymentInfo;
import dev.faux.shop.Command.FailCheckout;
import dev.faux.shop.Command.IntroduceCustomer;
import dev.faux.shop.Command.OrderCommand;
import dev.faux.shop.Command.PlaceOrder;
import dev.faux.shop.Command.RegisterCustomer;
import dev.faux.shop.Command.RemoveFromCart;
import dev.faux.shop.Command.Restock;
import dev.faux.shop.Command.SearchProducts;
import dev.faux.shop.Command.SessionCommand;
import dev.faux.shop.Command.StartCheckout;
import dev.faux.shop.Command.StartSession;
import dev.faux.shop.Command.UpdateCustomer;
import dev.faux.shop.Command.ViewCategory;
import dev.faux.shop.Command.ViewPage;
import dev.faux.shop.Command.ViewProduct;
import dev.faux.shop.Command.VisitCommand;
import dev.faux.shop.CustomerEvent.CustomerIntroduced;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.OrderEvent.Line;
import dev.faux.shop.OrderEvent.OrderCancelled;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.OrderEvent.OrderReady;
import dev.faux.shop.SessionEvent.CheckoutCancelled;
import dev.faux.shop.SessionEvent.CheckoutFailed;
import dev.faux.shop.SessionEvent.CheckoutStarted;
import dev.faux.shop.SessionEvent.PageViewed;
import dev.faux.shop.SessionEvent.PaymentInfoEntered;
import dev.faux.shop.SessionEvent.Pieces;
import dev.faux.shop.SessionEvent.ProductAdded;
import dev.faux.shop.SessionEvent.ProductAddedToWishlist;
import dev.faux.shop.SessionEvent.ProductRemoved;
import dev.faux.shop.SessionEvent.ProductViewed;
import dev.faux.shop.SessionEvent.ProductsSearched;
import dev.faux.shop.SessionEvent.SessionEnded;
import dev.faux.shop.SessionEvent.SessionStarted;
import dev.faux.shop.StockEvent.StockReserved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shop: a state machine that takes commands and answers with events, or with the fact that stands against them. Its state
 * is what its events made of it and nothing else; it knows no clock, each command comes with its instant. For one thread.
 */
public final class Shop {

    /** Several order items share an order's number; this many fit. */
    private static final int ITEMS_PER_ORDER = PlaceOrder.MAX_ITEMS;

    private final List<Market> markets;
    private final People people;
    private final Customers customers;
    private final Catalogue catalogue;
    private final Stock stock = new Stock();
    private final Map<Long, Visit> visits = new HashMap<>();
    private final KeptCarts keptCarts;
    private final Map<Long, Order> orders = new HashMap<>();
    private long sessions;
    private long ordersPlaced;

    /**
     * @param markets where it sells; the first is its own
     * @param people whom it sells to
     * @param cartsKept how long a cart that somebody left waits for him
     */
    public Shop(List<Market> markets, People people, Duration cartsKept) {
        this.markets = List.copyOf(markets);
        this.people = people;
        this.customers = new Customers(people.numbers());
        this.catalogue = new Catalogue(this.markets);
        this.keptCarts = new KeptCarts(cartsKept.toMillis());
    }

    /** Decides on a command at this instant, in milliseconds since 1970 UTC, and takes in what comes of it. */
    public Decision handle(Command command, long at) {
        Decision decision = decide(command, at);
        if (decision instanceof Accepted accepted) {
            List<Event> events = accepted.events();
            for (int i = 0; i < events.size(); i++) {
                evolve(events.get(i), at);
            }
            if (command instanceof OrderCommand moved && orders.get(moved.order()) instanceof Order.Ended) {
                orders.remove(moved.order());
            }
        }
        return decision;
    }

    /** How many customers have registered in a market, which is counted from 0, since the history began. */
    public int registered(int market) {
        return customers.registered(market);
    }

    /** Whether this customer has been introduced, or has registered. */
    public boolean knows(long customer) {
        return customers.knows(customer);
    }

    /** The one who registered there after so many others. */
    public Id registered(int market, int place) {
        return customers.registered(market, place);
    }

    /** How often a customer has told something new. */
    public int revision(Id customer) {
        return customers.revision(customer);
    }

    /** What is in the cart of a visit, in the order in which it was put in. */
    public List<CartItem> cart(Id session) {
        Visit visit = visits.get(session.number());
        return visit == null ? List.of() : List.copyOf(visit.cart());
    }

    /** How many pieces of a product could be ordered now. */
    public int available(int product) {
        return stock.available(catalogue.product(product).id());
    }

    private Decision decide(Command command, long at) {
        return switch (command) {
            case SessionCommand c -> decide(c, at);
            case OrderCommand c -> decide(c, at);
            case PlaceOrder c -> place(c, at);
            case CustomerCommand c -> decide(c, at);
            case Restock c -> restock(c);
            case CatalogueCommand c -> new Accepted(null, catalogue.decide(c, at));
        };
    }

    private Decision decide(CustomerCommand command, long at) {
        return switch (command) {
            case IntroduceCustomer(Id customer, long points) ->
                customers.knows(customer.number())
                        ? new Rejected(new Refusal.AlreadyKnown(customer.number()))
                        : new Accepted(null, new CustomerIntroduced(customer, 0, points));
            case RegisterCustomer(int market) -> new Accepted(null, customers.register(market, at));
            case UpdateCustomer(Id customer) -> {
                if (!customers.knows(customer.number())) {
                    yield new Rejected(new Refusal.UnknownCustomer(customer.number()));
                }
                yield customers.revision(customer) == Belonging.MAX_REVISION
                        ? new Rejected(new Refusal.UpdatedTooOften(customer.number()))
                        : new Accepted(null, customers.update(customer));
            }
        };
    }

    private Decision decide(SessionCommand command, long at) {
        return switch (command) {
            case VisitCommand c -> {
                Visit visit = visits.get(c.session().number());
                yield visit == null
                        ? new Rejected(new Refusal.UnknownSession(c.session().number()))
                        : decide(visit, c);
            }
            case StartSession c ->
                customers.knows(c.customer().number())
                        ? start(c, new Id(Kind.SESSION, sessions + 1, at))
                        : new Rejected(new Refusal.UnknownCustomer(c.customer().number()));
        };
    }

    private Accepted start(StartSession command, Id session) {
        Id customer = command.customer();
        String market = markets.get(people.market(customer)).code();
        List<Pieces> cart = new ArrayList<>(0);
        for (CartItem item : keptCarts.of(customer.number(), session.at())) {
            cart.add(new Pieces(catalogue.product(item.product()).id(), item.quantity()));
        }
        return new Accepted(
                session,
                new SessionStarted(session, customer, market, command.channel(), command.device(), List.copyOf(cart)));
    }

    private Decision decide(Visit visit, VisitCommand command) {
        Id session = visit.session();
        Id customer = visit.customer();
        return switch (command) {
            case ViewProduct c -> {
                if (catalogue.isUnknown(c.product())) {
                    yield new Rejected(new Refusal.UnknownProduct(c.product()));
                }
                Product product = catalogue.product(c.product());
                yield new Accepted(
                        session, new ProductViewed(session, customer, product.id(), product.price(visit.market())));
            }
            case AddToWishlist c -> {
                if (catalogue.isUnknown(c.product())) {
                    yield new Rejected(new Refusal.UnknownProduct(c.product()));
                }
                Product product = catalogue.product(c.product());
                yield new Accepted(
                        session,
                        new ProductAddedToWishlist(session, customer, product.id(), product.price(visit.market())));
            }
            case AddToCart c -> addToCart(visit, c);
            case ViewPage c -> new Accepted(session, new PageViewed(session, customer, c.page(), null));
            case ViewCategory c ->
                catalogue.isUnknownCategory(c.category())
                        ? new Rejected(new Refusal.UnknownCategory(c.category()))
                        : new Accepted(
                                session,
                                new PageViewed(session, customer, "category", catalogue.category(c.category())));
            case SearchProducts c ->
                new Accepted(session, new ProductsSearched(session, customer, c.query(), c.results()));
            case RemoveFromCart c -> {
                int quantity = visit.quantity(c.product());
                yield quantity == 0
                        ? new Rejected(new Refusal.NotInCart(c.product()))
                        : new Accepted(
                                session,
                                new ProductRemoved(
                                        session,
                                        customer,
                                        catalogue.product(c.product()).id(),
                                        quantity));
            }
            case StartCheckout c ->
                visit.cart().isEmpty()
                        ? new Rejected(new Refusal.EmptyCart(session.number()))
                        : new Accepted(
                                session,
                                new CheckoutStarted(
                                        session,
                                        customer,
                                        visit.cart().size(),
                                        catalogue.subtotal(visit.cart(), visit.market())));
            case EnterPaymentInfo c ->
                Belonging.isOf(customer, c.method().id())
                        ? new Accepted(session, new PaymentInfoEntered(session, customer, c.method()))
                        : new Rejected(
                                new Refusal.NotHis(customer.number(), c.method().id()));
            case CancelCheckout c -> new Accepted(session, new CheckoutCancelled(session, customer));
            case FailCheckout c -> new Accepted(session, new CheckoutFailed(session, customer, c.reason()));
            case EndSession c -> new Accepted(session, new SessionEnded(session, customer));
        };
    }

    private Decision addToCart(Visit visit, AddToCart command) {
        if (catalogue.isUnknown(command.product())) {
            return new Rejected(new Refusal.UnknownProduct(command.product()));
        }
        Product product = catalogue.product(command.product());
        int before = visit.quantity(command.product());
        int wanted = before + command.quantity();
        int available = stock.available(product.id());
        if (wanted > available) {
            return new Rejected(new Refusal.OutOfStock(command.product(), wanted, available));
        }
        if (wanted > CartItem.MAX_QUANTITY || before == 0 && visit.cart().size() == PlaceOrder.MAX_ITEMS) {
            return new Rejected(new Refusal.CartFull(visit.session().number()));
        }
        return new Accepted(
                visit.session(),
                new ProductAdded(
                        visit.session(),
                        visit.customer(),
                        product.id(),
                        command.quantity(),
                        product.price(visit.market())));
    }

    private Decision place(PlaceOrder command, long at) {
        if (!customers.knows(command.customer().number())) {
            return new Rejected(new Refusal.UnknownCustomer(command.customer().number()));
        }
        if (!Belonging.isOf(command.customer(), command.address())) {
            return new Rejected(new Refusal.NotHis(command.customer().number(), command.address()));
        }
        for (CartItem item : command.items()) {
            if (catalogue.isUnknown(item.product())) {
                return new Rejected(new Refusal.UnknownProduct(item.product()));
            }
            int available = stock.available(catalogue.product(item.product()).id());
            if (item.quantity() > available) {
                return new Rejected(new Refusal.OutOfStock(item.product(), item.quantity(), available));
            }
        }
        OrderPlaced placed = price(command, new Id(Kind.ORDER, ordersPlaced + 1, at));
        List<Event> events = new ArrayList<>(placed.lines().size() + 2);
        events.add(placed);
        for (Line line : placed.lines()) {
            StockReserved reserved =
                    stock.reserve(line.product(), catalogue.warehouse(), placed.order(), line.quantity());
            events.add(reserved);
            if (reserved.reserved() == reserved.onHand()) {
                events.add(stock.deplete(reserved));
            }
        }
        return new Accepted(command.session(), events);
    }

    private OrderPlaced price(PlaceOrder command, Id order) {
        int number = people.market(command.customer());
        Market market = markets.get(number);
        List<Line> lines = new ArrayList<>(command.items().size());
        for (CartItem item : command.items()) {
            Product product = catalogue.product(item.product());
            Id id = new Id(Kind.ORDER_ITEM, order.number() * ITEMS_PER_ORDER + lines.size(), order.at());
            lines.add(new Line(id, product.id(), item.quantity(), product.price(number)));
        }
        Money subtotal = catalogue.subtotal(command.items(), number);
        Money discount = new Money(0, market.currency());
        Money taxable = subtotal.minus(discount).plus(command.shipping());
        Money tax = taxable.tax(market.taxBasisPoints());
        return new OrderPlaced(
                order,
                command.customer(),
                command.session(),
                market.code(),
                command.address(),
                command.shippingMethod(),
                subtotal,
                discount,
                command.shipping(),
                tax,
                taxable.plus(tax),
                List.copyOf(lines));
    }

    private Decision decide(OrderCommand command, long at) {
        Order order = orders.get(command.order());
        if (order == null) {
            return new Rejected(
                    command.order() >= 1 && command.order() <= ordersPlaced
                            ? new Refusal.TooOld(command.order())
                            : new Refusal.UnknownOrder(command.order()));
        }
        return switch (Order.decide(order, command, at)) {
            case Accepted accepted -> withStock(order.placed(), accepted);
            case Rejected rejected -> rejected;
        };
    }

    /** Goods follow their order: a packed one takes its pieces from the shelf, a cancelled one lets go of them. */
    private Accepted withStock(OrderPlaced placed, Accepted accepted) {
        List<Event> events = new ArrayList<>(accepted.events());
        for (Event event : accepted.events()) {
            if (event instanceof OrderReady) {
                for (Line line : placed.lines()) {
                    events.add(stock.deduct(line.product(), catalogue.warehouse(), placed.order(), line.quantity()));
                }
            } else if (event instanceof OrderCancelled) {
                for (Line line : placed.lines()) {
                    events.add(stock.release(line.product(), catalogue.warehouse(), placed.order(), line.quantity()));
                }
            }
        }
        return new Accepted(accepted.correlation(), events);
    }

    private Decision restock(Restock command) {
        return catalogue.isUnknown(command.product())
                ? new Rejected(new Refusal.UnknownProduct(command.product()))
                : new Accepted(
                        null,
                        stock.restock(
                                catalogue.product(command.product()).id(), catalogue.warehouse(), command.quantity()));
    }

    private void evolve(Event event, long at) {
        switch (event) {
            case SessionEvent e -> evolve(e, at);
            case OrderEvent e -> evolve(e);
            case PaymentEvent e -> orders.computeIfPresent(e.order().number(), (n, order) -> Order.evolve(order, e));
            case StockEvent e -> stock.evolve(e);
            case CustomerEvent e -> customers.evolve(e);
            case CatalogueEvent e -> catalogue.evolve(e);
        }
    }

    private void evolve(SessionEvent event, long at) {
        if (event instanceof SessionStarted started) {
            sessions++;
            visits.put(sessions, new Visit(started, people.market(started.customer())));
            keptCarts.remove(started.customer().number());
            return;
        }
        Visit visit = visits.get(event.session().number());
        if (visit == null) {
            throw new AssertionError("no session for " + event);
        }
        visit.evolve(event);
        if (event instanceof SessionEnded) {
            visits.remove(event.session().number());
            if (!visit.cart().isEmpty()) {
                keptCarts.keep(event.customer().number(), visit.cart(), at);
            }
        }
    }

    private void evolve(OrderEvent event) {
        if (event instanceof OrderPlaced placed) {
            ordersPlaced++;
            orders.put(ordersPlaced, new Order.Unpaid(placed, 0));
            Visit visit = placed.session() == null
                    ? null
                    : visits.get(placed.session().number());
            if (visit != null) {
                visit.order();
            }
        } else {
            orders.computeIfPresent(event.order().number(), (n, order) -> Order.evolve(order, event));
        }
    }
}
