package dev.faux.check;

import dev.faux.simulation.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Sessions: that each begins and ends, that carts and checkouts add up, and how many carts are left behind. */
final class Visits implements Inspector {

    /**
     * No session is longer than this many times the mean. Exponential stays are with probability e⁻⁴⁰ each: one false alarm in
     * 10¹⁷ sessions.
     */
    private static final long LONGEST = 40;

    /** Six standard errors: one false alarm in 10⁹ histories; and what stock-outs may add. */
    private static final double ERRORS = 6;

    private static final double STOCK_OUTS = 0.02;

    private final Stream stream;
    private final Memory memory;
    private final Markets markets;
    private final long longest;
    private final double abandons;
    private final Rule starts;
    private final Rule ends;
    private final Rule afterwards;
    private final Rule carts;
    private final Rule checkouts;
    private final Rule sequence;
    private final Rule matches;
    private final Rule failures;
    private final Rule abandonment;
    private long ended;
    private long stay;
    private long filled;
    private long abandoned;

    Visits(Rules rules, Scenario scenario, Stream stream, Memory memory) {
        this.stream = stream;
        this.memory = memory;
        this.markets = new Markets(scenario);
        this.longest = LONGEST * scenario.distributions().session().toMillis();
        this.abandons = abandoned(scenario);
        starts = rules.add("session-starts-once", "A session starts exactly once.");
        ends = rules.add("session-ends", "Each session ends, within " + LONGEST + " times the mean stay.");
        afterwards = rules.add(
                "nothing-after-the-session", "Once a session has ended nothing is viewed, put or ordered in it.");
        carts = rules.add("cart-adds-up", "Only what is in the cart is taken out of it, and no more of it.");
        checkouts = rules.add(
                "checkout-adds-up",
                "A checkout starts with a cart that is not empty; items and subtotal are the cart's at current prices.");
        sequence = rules.add(
                "checkout-in-order",
                "Payment details, cancelling, failing and ordering come in a checkout that was started.");
        matches = rules.add("order-lines-match-the-cart", "What is ordered in a session is what was in its cart.");
        failures = rules.add(
                "checkout-failed-after-declines",
                "A checkout fails because of payment exactly when the third payment of its order was declined.");
        abandonment = rules.add(
                "abandonment",
                "The share of visits that put something in the cart and lead to no order is near that of the personas.");
    }

    /** The share of filled carts that the scenario's personas leave behind. */
    static double abandoned(Scenario scenario) {
        double filling = scenario.perVisit(Scenario.Persona::fillsCart);
        double buying = scenario.perVisit(persona -> persona.fillsCart() * persona.buys());
        double filled = 0;
        double left = 0;
        for (Group group : groups(scenario)) {
            // A variant that wins orders wins them from all who would not buy, also of those who would not fill a cart.
            double won = Math.max(0, buying * (group.factor() - 1) / (1 - buying));
            double lost = Math.max(0, 1 - group.factor());
            filled += group.share() * (filling + won * (1 - filling));
            left += group.share() * ((filling - buying) * (1 - won) + buying * lost);
        }
        return left / filled;
    }

    /** Customers who are in the same variants: how many they are, and how many times as many of them order. */
    private record Group(double share, double factor) {}

    private static List<Group> groups(Scenario scenario) {
        List<Group> groups = List.of(new Group(1, 1));
        for (Scenario.Experiment experiment : scenario.experiments()) {
            List<Double> weights = experiment.variants().weights();
            double all = weights.stream().mapToDouble(each -> each).sum();
            List<Group> parted = new ArrayList<>();
            for (Group group : groups) {
                for (int i = 0; i < weights.size(); i++) {
                    parted.add(new Group(
                            group.share() * weights.get(i) / all,
                            group.factor() * (1 + experiment.lifts().get(i))));
                }
            }
            groups = parted;
        }
        return groups;
    }

    @Override
    public void inspect(Event event) {
        if (event.type == Type.SESSION_STARTED) {
            UUID session = event.id(Field.SESSION_ID);
            boolean isNew = event.visit == null && !memory.hasEndedVisit(session);
            starts.expect(event, isNew, () -> "session_id " + session + " starts again, expected once");
            if (isNew) {
                memory.begin(event);
            }
        } else if (event.has(Field.SESSION_ID)) {
            within(event);
        } else if (event.type == Type.ORDER_CANCELLED && event.visit != null) {
            event.visit.isDeclined |= event.is(Field.REASON, Payments.DECLINED);
        }
    }

    private void within(Event event) {
        Visit visit = event.visit;
        boolean isOver = visit == null && memory.hasEndedVisit(event.id(Field.SESSION_ID));
        if (visit == null && !isOver) {
            return;
        }
        afterwards.expect(event, !isOver, () -> "session " + event.id(Field.SESSION_ID) + " has ended before");
        if (visit == null) {
            return;
        }
        boolean unbroken = memory.isUnbroken(visit);
        if (unbroken) {
            judge(event, visit);
        }
        evolve(event, visit, unbroken);
    }

    private void judge(Event event, Visit visit) {
        switch (event.type()) {
            case PRODUCT_REMOVED -> {
                UUID product = event.id(Field.VARIANT_ID);
                long quantity = event.number(Field.QUANTITY);
                long held = visit.quantity(product);
                carts.expect(
                        event,
                        quantity <= held,
                        () -> "takes out " + quantity + " of variant " + product + ", expected at most the " + held
                                + " in the cart");
            }
            case CHECKOUT_STARTED -> {
                sequence.expect(event, !visit.inCheckout, () -> "starts, expected the earlier one to end before");
                checkout(event, visit);
            }
            case PAYMENT_INFO_ENTERED, CHECKOUT_CANCELLED -> inCheckout(event, visit);
            case CHECKOUT_FAILED -> {
                inCheckout(event, visit);
                boolean saysDeclined = event.is(Field.REASON, Payments.DECLINED);
                failures.expect(
                        event,
                        !saysDeclined || visit.isDeclined,
                        () -> "reason " + Payments.DECLINED + ", expected three declined payments before");
            }
            case ORDER_PLACED -> {
                inCheckout(event, visit);
                sequence.expect(event, visit.method != null, () -> "placed, expected payment details before");
                matches.expect(event, isCart(event, visit), () -> "items " + lines(event) + ", expected " + visit.cart);
            }
            case SESSION_ENDED -> end(event, visit);
            default -> {}
        }
    }

    private void inCheckout(Event event, Visit visit) {
        sequence.expect(event, visit.inCheckout, () -> event.type().wireName() + ", expected checkout.started before");
    }

    private void checkout(Event event, Visit visit) {
        long items = event.number(Field.ITEMS);
        int expected = visit.cart.size();
        checkouts.expect(
                event,
                items == expected && expected > 0,
                () -> "items " + items + ", expected " + expected + " as in the cart, and not 0");
        long sum = 0;
        for (Visit.Pieces pieces : visit.cart) {
            long price = memory.priceOf(memory.productOf(pieces.variant()), markets.place(visit.market));
            if (price < 0) {
                return;
            }
            sum += price * pieces.quantity();
        }
        long subtotal = event.number(Field.SUBTOTAL);
        long due = sum;
        checkouts.expect(
                event,
                subtotal == due,
                () -> "subtotal " + Event.money(subtotal) + ", expected " + Event.money(due) + ", the cart's");
    }

    private static boolean isCart(Event event, Visit visit) {
        if (event.items.size() != visit.cart.size()) {
            return false;
        }
        for (Event.Item item : event.items) {
            if (visit.quantity(item.variant) != item.quantity) {
                return false;
            }
        }
        return true;
    }

    private static String lines(Event event) {
        return event.items.stream()
                .map(item -> new Visit.Pieces(item.variant, item.quantity))
                .toList()
                .toString();
    }

    private void end(Event event, Visit visit) {
        long length = event.time - visit.startedAt;
        ends.expect(event, length <= longest, () -> "ends after " + length + " ms, expected at most " + longest);
        failures.expect(
                event,
                visit.isDeclined == visit.saidDeclined,
                () -> visit.isDeclined
                        ? "ends without checkout.failed, expected one after three declined payments"
                        : "checkout.failed said " + Payments.DECLINED + ", expected three declined payments");
        ended++;
        stay += length;
        if (visit.filledCart) {
            filled++;
            abandoned += visit.ordered ? 0 : 1;
        }
    }

    private void evolve(Event event, Visit visit, boolean unbroken) {
        switch (event.type()) {
            case PRODUCT_ADDED -> {
                visit.filledCart = true;
                visit.put(event.id(Field.VARIANT_ID), event.number(Field.QUANTITY));
            }
            case PRODUCT_REMOVED -> {
                if (unbroken) {
                    visit.put(event.id(Field.VARIANT_ID), -event.number(Field.QUANTITY));
                }
            }
            case CHECKOUT_STARTED -> visit.inCheckout = true;
            case CHECKOUT_CANCELLED -> visit.inCheckout = false;
            case CHECKOUT_FAILED -> {
                visit.inCheckout = false;
                visit.saidDeclined |= event.is(Field.REASON, Payments.DECLINED);
            }
            case PAYMENT_INFO_ENTERED -> visit.method = event.id(Field.PAYMENT_METHOD_ID);
            case ORDER_PLACED -> {
                visit.ordered = true;
                visit.cart.clear();
            }
            case SESSION_ENDED -> memory.end(visit);
            default -> {}
        }
    }

    @Override
    public void conclude() {
        for (Visit visit : memory.openVisits()) {
            if (memory.isUnbroken(visit) && stream.lastTime() - visit.startedAt > longest) {
                ends.expect(
                        visit.place,
                        false,
                        () -> "session " + visit.id + " has not ended by " + Event.instant(stream.lastTime())
                                + ", expected within " + longest + " ms");
            }
        }
        // Where events are missing those that order are missed more often than those that do not.
        if (stream.breaks() == 0) {
            double tolerance = ERRORS * Math.sqrt(filled * abandons * (1 - abandons)) + STOCK_OUTS * filled + 1;
            abandonment.expectOfAll(
                    filled,
                    Math.abs(abandoned - abandons * filled) <= tolerance,
                    () -> abandoned + " of " + filled + " carts led to no order, expected " + abandons * filled
                            + " give or take " + tolerance);
        }
    }

    long filledCarts() {
        return filled;
    }

    long abandonedCarts() {
        return abandoned;
    }

    long ended() {
        return ended;
    }

    /** How long those that ended lasted together, in milliseconds. */
    long stay() {
        return stay;
    }
}
