package dev.faux.shop;

import dev.faux.shop.Command.AddToCart;
import dev.faux.shop.Command.AddToWishlist;
import dev.faux.shop.Command.CancelCheckout;
import dev.faux.shop.Command.CatalogueCommand;
import dev.faux.shop.Command.CustomerCommand;
import dev.faux.shop.Command.EndSession;
import dev.faux.shop.Command.EnterPaymentInfo;
import dev.faux.shop.Command.FailCheckout;
import dev.faux.shop.Command.OrderCommand;
import dev.faux.shop.Command.PlaceOrder;
import dev.faux.shop.Command.RemoveFromCart;
import dev.faux.shop.Command.Restock;
import dev.faux.shop.Command.SearchProducts;
import dev.faux.shop.Command.SessionCommand;
import dev.faux.shop.Command.StartCheckout;
import dev.faux.shop.Command.StartSession;
import dev.faux.shop.Command.ViewCategory;
import dev.faux.shop.Command.ViewPage;
import dev.faux.shop.Command.ViewProduct;
import dev.faux.shop.Command.VisitCommand;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.OrderEvent.OrderPlaced;
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
import dev.faux.shop.StockEvent.StockDepleted;
import dev.faux.shop.StockEvent.StockReserved;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The shop: a state machine that takes commands and answers with events, or with the fact that stands against them. Its state
 * is what its events made of it and nothing else; it knows no clock, each command comes with its instant. For one thread.
 */
public final class Shop {

    private final List<Market> markets;
    private final People people;
    private final Customers customers;
    private final Catalogue catalogue;
    private final Stock stock;
    private final ByNumber<Visit> visits = new ByNumber<>();
    private final OrderBook orders;
    private final KeptCarts keptCarts;
    private long sessions;

    /** All that its events have made of it. */
    public record State(
            Customers.State customers,
            Catalogue.State catalogue,
            Stock.State stock,
            List<Visit.State> visits,
            OrderBook.State orders,
            List<KeptCarts.Kept> keptCarts,
            long sessions) {

        /** That of a new one. */
        public static State nothing(CustomerNumbers numbers) {
            return new State(
                    Customers.State.nothing(numbers),
                    Catalogue.State.NOTHING,
                    Stock.State.NOTHING,
                    List.of(),
                    OrderBook.State.NOTHING,
                    List.of(),
                    0);
        }
    }

    /**
     * A new one.
     *
     * @param markets where it sells; the first is its own
     * @param people whom it sells to
     * @param cartsKept how long a cart that somebody left waits for him
     */
    public Shop(List<Market> markets, People people, Duration cartsKept) {
        this(markets, people, cartsKept, State.nothing(people.numbers()));
    }

    /** One that goes on from a state; see the other constructor. */
    public Shop(List<Market> markets, People people, Duration cartsKept, State state) {
        this.markets = List.copyOf(markets);
        this.people = people;
        this.customers = new Customers(people.numbers(), state.customers);
        this.catalogue = new Catalogue(this.markets, people, state.catalogue);
        this.stock = new Stock(state.stock);
        this.orders = new OrderBook(this.markets, people, customers, catalogue, stock, state.orders);
        this.keptCarts = new KeptCarts(cartsKept.toMillis(), state.keptCarts);
        state.visits.forEach(visit -> visits.put(visit.session().number(), new Visit(visit)));
        sessions = state.sessions;
    }

    /** As it stands now, and stays so whatever happens to the shop. */
    public State state() {
        return new State(
                customers.state(),
                catalogue.state(),
                stock.state(),
                visits.all().stream().map(Visit::state).toList(),
                orders.state(),
                keptCarts.state(),
                sessions);
    }

    /** Decides on a command at this instant, in milliseconds since 1970 UTC, and takes in what comes of it. */
    public Decision handle(Command command, long at) {
        Decision decision = decide(command, at);
        if (decision instanceof Accepted accepted) {
            List<Event> events = accepted.events();
            for (int i = 0; i < events.size(); i++) {
                evolve(events.get(i), at);
            }
        }
        return decision;
    }

    /** How many customers have registered in a {@linkplain CustomerNumbers lane} since the history began. */
    public int registered(int lane) {
        return customers.registered(lane);
    }

    /** Whether this customer has been introduced, or has registered. */
    public boolean knows(long customer) {
        return customers.knows(customer);
    }

    /** The one who registered there after so many others. */
    public Id registered(int lane, int place) {
        return customers.registered(lane, place);
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

    /** How many pieces of a variant could be ordered now and come in one shipment. */
    public int available(int variant) {
        return orders.available(variant);
    }

    /**
     * How many pieces of a variant are free in a warehouse, less those that orders wait for.
     *
     * @param warehouse from 0
     */
    public int free(int variant, int warehouse) {
        return stock.available(variant, warehouse) - stock.backOrdered(variant, warehouse);
    }

    /** A product by its number, which has been launched. */
    public Product product(int number) {
        return catalogue.product(number);
    }

    /** How many products have ever been launched. */
    public int products() {
        return catalogue.products();
    }

    /** Whether a product, which has been launched, is sold no more. */
    public boolean isRetired(int product) {
        return catalogue.isRetired(product);
    }

    /** Whether a customer may have a product at this instant, where he buys. */
    public boolean sells(int product, Id customer, long at) {
        return catalogue.objection(catalogue.product(product), customer, people.market(customer), at) == null;
    }

    /** The order as it stands, or null if it is over or was never placed. */
    public @Nullable Order order(long order) {
        return orders.find(order);
    }

    /**
     * The session that began it all, of one of the events that came of a decision, or null: goods that an order has waited for
     * are of its session, whatever they came with.
     */
    public @Nullable Id correlation(Accepted decision, int index) {
        return switch (decision.events().get(index)) {
            case StockReserved reserved -> {
                Order order = orders.find(reserved.order().number());
                yield order == null ? decision.correlation() : order.placed().session();
            }
            case StockDepleted depleted when index > 0 -> correlation(decision, index - 1);
            default -> decision.correlation();
        };
    }

    /** Nothing will be asked for this order any more; whoever does so all the same hears that it is too old. */
    public void close(long order) {
        orders.close(order);
    }

    private Decision decide(Command command, long at) {
        return switch (command) {
            case SessionCommand c -> decide(c, at);
            case OrderCommand c -> orders.decide(c, at);
            case PlaceOrder c -> orders.place(c, at);
            case CustomerCommand c -> customers.decide(c, at);
            case Restock c -> restock(c);
            case CatalogueCommand c -> catalogue.decide(c, at);
        };
    }

    private Decision decide(SessionCommand command, long at) {
        return switch (command) {
            case VisitCommand c -> {
                Visit visit = visits.get(c.session().number());
                yield visit == null
                        ? new Rejected(new Refusal.UnknownSession(c.session().number()))
                        : decide(visit, c, at);
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
            Product product = catalogue.product(item.product());
            cart.add(new Pieces(product.id(), product.variant(item.variant()).id(), item.quantity()));
        }
        return new Accepted(
                session,
                new SessionStarted(
                        session,
                        customer,
                        market,
                        command.channel(),
                        command.device(),
                        List.copyOf(cart),
                        command.exposures()));
    }

    private Decision decide(Visit visit, VisitCommand command, long at) {
        Id session = visit.session();
        Id customer = visit.customer();
        return switch (command) {
            case ViewProduct c ->
                show(
                        visit,
                        c.product(),
                        product -> new ProductViewed(session, customer, product.id(), product.price(visit.market())));
            case AddToWishlist c ->
                show(
                        visit,
                        c.product(),
                        product -> new ProductAddedToWishlist(
                                session, customer, product.id(), product.price(visit.market())));
            case AddToCart c -> addToCart(visit, c, at);
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
                int quantity = visit.quantity(c.variant());
                if (quantity == 0) {
                    yield new Rejected(new Refusal.NotInCart(c.variant()));
                }
                Product product = catalogue.product(Variant.product(c.variant()));
                Id variant = product.variant(c.variant()).id();
                yield new Accepted(session, new ProductRemoved(session, customer, product.id(), variant, quantity));
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
            case EndSession c -> new Accepted(session, new SessionEnded(session, customer, visit.exposures()));
        };
    }

    /** What comes of a product that is sold. */
    private Decision show(Visit visit, int product, Function<Product, Event> event) {
        Refusal objection = catalogue.objection(product);
        return objection != null
                ? new Rejected(objection)
                : new Accepted(visit.session(), event.apply(catalogue.product(product)));
    }

    private Decision addToCart(Visit visit, AddToCart command, long at) {
        int variant = command.variant();
        if (catalogue.isUnknownVariant(variant)) {
            return new Rejected(new Refusal.UnknownVariant(variant));
        }
        Product product = catalogue.product(Variant.product(variant));
        Refusal objection = catalogue.objection(product, visit.customer(), visit.market(), at);
        if (objection != null) {
            return new Rejected(objection);
        }
        int before = visit.quantity(variant);
        int wanted = before + command.quantity();
        if (wanted > CartItem.MAX_QUANTITY || before == 0 && visit.cart().size() == PlaceOrder.MAX_ITEMS) {
            return new Rejected(new Refusal.CartFull(visit.session().number()));
        }
        CartItem item = new CartItem(variant, wanted);
        if (!orders.canBeSold(product, item, visit.market())) {
            return new Rejected(orders.outOfStock(item));
        }
        return new Accepted(
                visit.session(),
                new ProductAdded(
                        visit.session(),
                        visit.customer(),
                        product.id(),
                        product.variant(variant).id(),
                        command.quantity(),
                        product.price(visit.market())));
    }

    private Decision restock(Restock command) {
        if (catalogue.isUnknownVariant(command.variant())) {
            return new Rejected(new Refusal.UnknownVariant(command.variant()));
        }
        if (command.warehouse() < 0 || command.warehouse() >= catalogue.warehouses()) {
            return new Rejected(new Refusal.UnknownWarehouse(command.warehouse()));
        }
        Product product = catalogue.product(Variant.product(command.variant()));
        return new Accepted(
                null,
                stock.supply(
                        product,
                        product.variant(command.variant()).id(),
                        catalogue.warehouse(command.warehouse()),
                        command.quantity()));
    }

    private void evolve(Event event, long at) {
        switch (event) {
            case SessionEvent e -> evolve(e, at);
            case OrderEvent e -> {
                orders.evolve(e, at);
                if (e instanceof OrderPlaced placed) {
                    empty(placed);
                }
            }
            case PaymentEvent e -> orders.evolve(e);
            case AftersalesEvent e -> orders.evolve(e);
            case StockEvent e -> {
                stock.evolve(e);
                if (e instanceof StockReserved reserved) {
                    orders.evolve(reserved, at);
                }
            }
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

    /** What was in the cart has been ordered. */
    private void empty(OrderPlaced placed) {
        Visit visit =
                placed.session() == null ? null : visits.get(placed.session().number());
        if (visit != null) {
            visit.order();
        }
    }
}
