package dev.faux.check;

import static dev.faux.check.Order.Status.*;

import dev.faux.check.Order.Status;
import dev.faux.simulation.Scenario;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders: what they cost, and the way that each goes from status to status until it ends. */
final class Orders implements Inspector {

    private static final int MAX_ATTEMPTS = 3;
    private static final int MANY_PIECES = 8;
    private static final int SUSPICION = 3;

    /** What moves an order or pays for it. */
    private static final Set<Type> MOVES = EnumSet.of(
            Type.ORDER_CONFIRMED,
            Type.ORDER_PREPARING,
            Type.ORDER_REQUEUED,
            Type.ORDER_READY,
            Type.ORDER_SHIPPED,
            Type.ORDER_DELIVERY_ATTEMPT_FAILED,
            Type.ORDER_DELIVERED,
            Type.ORDER_FAILED,
            Type.ORDER_CANCELLED,
            Type.PAYMENT_AUTHORISED,
            Type.PAYMENT_DECLINED,
            Type.PAYMENT_CAPTURED);

    private final Memory memory;
    private final Markets markets;
    private final Scenario.Delivery delivery;
    private final Rule totals;
    private final Rule fees;
    private final Rule addresses;
    private final Rule suspicions;
    private final Rule promises;
    private final Rule transitions;
    private final Rule statuses;
    private final Rule afterwards;
    private final Rule attempts;

    Orders(Rules rules, Scenario scenario, Memory memory) {
        this.memory = memory;
        this.markets = new Markets(scenario);
        this.delivery = scenario.orders().delivery();
        totals = rules.add(
                "order-total-adds-up",
                "Lines, subtotal, discount, shipping and tax (half-up of the market's rate) add up to the total.");
        fees = rules.add(
                "shipping-fee", "Shipping costs what the scenario asks for its method, in the currency of the market.");
        addresses = rules.add("address-of-the-customer", "An order goes to an address that its customer told.");
        suspicions = rules.add(
                "fraud-suspected",
                "An order is suspected exactly when it has three points: two for a customer of less than a day, one for 8"
                        + " pieces or more, one for an address other than his first.");
        promises = rules.add("promised-later", "An order is promised for a time after it is placed.");
        transitions = rules.add("legal-transitions", "An order goes from status to status as the contract allows.");
        statuses = rules.add("status-follows-event", "The status in an order's event is the one that it leads to.");
        afterwards = rules.add("nothing-after-the-end", "Nothing happens to an order that has ended.");
        attempts = rules.add(
                "delivery-attempts-counted",
                "A shipment's attempts count 1, 2, 3; before the third it is tried again, after it the order fails.");
    }

    @Override
    public void inspect(Event event) {
        if (event.type == Type.ORDER_PLACED) {
            place(event);
        } else if (event.has(Field.ORDER_ID) && MOVES.contains(event.type())) {
            afterTheEnd(event);
        }
        Order order = event.order;
        if (order != null && event.type != Type.ORDER_PLACED) {
            move(event, order);
        }
        if (event.has(Field.STATUS) && (order == null || memory.isUnbroken(order))) {
            status(event, order);
        }
    }

    private void afterTheEnd(Event event) {
        Order order = event.order;
        boolean isOver = order == null
                ? memory.hasEndedOrder(event.id(Field.ORDER_ID))
                : order.status().isEnd();
        if (order != null || isOver) {
            afterwards.expect(event, !isOver, () -> "order " + event.id(Field.ORDER_ID) + " has ended before");
        }
    }

    private void status(Event event, @Nullable Order order) {
        Status expected = order == null ? leadsTo(event.type()) : order.status();
        boolean isOnly = order != null || event.type == Type.ORDER_CANCELLED || event.type == Type.ORDER_CONFIRMED;
        if (isOnly) {
            statuses.expect(
                    event,
                    event.is(Field.STATUS, expected.wireName()),
                    () -> "status " + event.text(Field.STATUS) + ", expected " + expected.wireName());
        }
    }

    private void place(Event event) {
        UUID id = event.id(Field.ORDER_ID);
        boolean isNew = event.order == null && !memory.hasEndedOrder(id);
        transitions.expect(event, isNew, () -> "order " + id + " is placed again, expected once");
        int market = markets.place(event.text(Field.MARKET));
        if (market >= 0) {
            total(event, market);
            int method = delivery.methods().names().indexOf(event.text(Field.SHIPPING_METHOD));
            if (method >= 0) {
                double fee = delivery.fees().get(method);
                same(fees, event, Field.SHIPPING, markets.converted(market, fee));
            }
        }
        address(event);
        suspicion(event);
        if (isNew) {
            event.order = memory.place(event);
            memory.owes(event.order, event);
        }
    }

    private void address(Event event) {
        UUID customer = event.id(Field.USER_ID);
        UUID address = event.id(Field.ADDRESS_ID);
        boolean isHis = memory.addresses.contains(Hashes.of(customer, address));
        if (isHis || memory.isWhole()) {
            addresses.expect(
                    event, isHis, () -> "address_id " + address + ", expected one that customer " + customer + " told");
        }
    }

    /** Three points make a suspicion: two for who registered within a day, one for 8 pieces, one for not his first address. */
    private void suspicion(Event event) {
        UUID customer = event.id(Field.USER_ID);
        long homes = memory.homes.get(Hashes.of(customer), 0);
        if (homes == 0) {
            return;
        }
        long pieces = event.items.stream().mapToLong(item -> item.quantity).sum();
        int points = event.time - Event.timeOf(customer) < Hours.DAY ? 2 : 0;
        points += pieces >= MANY_PIECES ? 1 : 0;
        points += Hashes.of(event.id(Field.ADDRESS_ID)) == homes ? 0 : 1;
        boolean expected = points >= SUSPICION;
        suspicions.expect(
                event,
                event.flag(Field.FRAUD_SUSPECTED) == expected,
                () -> "fraud_suspected " + event.flag(Field.FRAUD_SUSPECTED) + ", expected " + expected);
        promises.expect(
                event,
                event.number(Field.PROMISED_BY) > event.time,
                () -> "promised_by " + Event.instant(event.number(Field.PROMISED_BY)) + ", expected later than "
                        + Event.instant(event.time));
    }

    private void total(Event event, int market) {
        long subtotal = 0;
        long discounts = 0;
        for (Event.Item item : event.items) {
            long line = item.price * item.quantity;
            totals.expect(
                    event,
                    item.total == line,
                    () -> "total " + Event.money(item.total) + " of item " + item.id + ", expected "
                            + Event.money(line));
            subtotal += line;
            discounts += item.discount;
        }
        same(totals, event, Field.SUBTOTAL, subtotal);
        same(totals, event, Field.DISCOUNT, discounts);
        long taxable = subtotal - discounts + event.number(Field.SHIPPING);
        long tax = markets.tax(market, taxable);
        same(totals, event, Field.TAX, tax);
        same(totals, event, Field.TOTAL, taxable + tax);
    }

    private static void same(Rule rule, Event event, Field field, long expected) {
        long found = event.number(field);
        rule.expect(
                event,
                found == expected,
                () -> field.wireName() + " " + Event.money(found) + ", expected " + Event.money(expected));
    }

    private void move(Event event, Order order) {
        switch (event.type()) {
            case ORDER_CONFIRMED -> {
                legal(event, order, !order.isCancelled && !order.isConfirmed(), "an order that waits for its payment");
                order.confirmedAt = event.time;
            }
            case ORDER_CANCELLED -> {
                boolean isPacked = order.parcels.stream().anyMatch(parcel -> parcel.status.compareTo(READY) >= 0);
                legal(event, order, !order.isCancelled && !isPacked, "an order of which nothing is packed");
                order.isCancelled = true;
                order.endedAt = event.time;
                memory.owes(order, event);
            }
            case ORDER_PREPARING,
                    ORDER_REQUEUED,
                    ORDER_READY,
                    ORDER_SHIPPED,
                    ORDER_DELIVERY_ATTEMPT_FAILED,
                    ORDER_DELIVERED,
                    ORDER_FAILED -> moveParcel(event, order);
            default -> {}
        }
    }

    private void moveParcel(Event event, Order order) {
        Parcel parcel = order.parcel(event.id(Field.SHIPMENT_ID));
        legal(event, order, parcel != null, "a shipment of the order");
        if (parcel == null) {
            return;
        }
        Set<Status> allowed = allowedFrom(event.type());
        legal(event, order, !order.isCancelled && allowed.contains(parcel.status), "from " + names(allowed));
        if (event.type == Type.ORDER_PREPARING) {
            legal(
                    event,
                    order,
                    order.isConfirmed() && parcel.goodsAt > 0,
                    "an order that is paid, and goods that are there");
        }
        if (memory.isUnbroken(order)) {
            attempt(event, parcel);
        }
        parcel.status = leadsTo(event.type());
        switch (event.type()) {
            case ORDER_READY -> {
                parcel.readyAt = event.time;
                memory.owes(order, event);
            }
            case ORDER_SHIPPED -> parcel.attempts++;
            case ORDER_DELIVERED -> parcel.deliveredAt = event.time;
            default -> {}
        }
        if (order.status().isEnd()) {
            order.endedAt = event.time;
            memory.owes(order, event);
        }
    }

    private void legal(Event event, Order order, boolean isLegal, String expected) {
        if (memory.isUnbroken(order)) {
            transitions.expect(
                    event,
                    isLegal,
                    () -> event.type().wireName() + " of an order that is "
                            + order.status().wireName() + ", expected " + expected);
        }
    }

    private void attempt(Event event, Parcel parcel) {
        if (!event.has(Field.ATTEMPT)) {
            return;
        }
        long attempt = event.number(Field.ATTEMPT);
        long expected = event.type == Type.ORDER_SHIPPED ? parcel.attempts + 1 : parcel.attempts;
        attempts.expect(event, attempt == expected, () -> "attempt " + attempt + ", expected " + expected);
        boolean last = attempt >= MAX_ATTEMPTS;
        boolean fits = switch (event.type()) {
            case ORDER_DELIVERY_ATTEMPT_FAILED -> !last;
            case ORDER_FAILED -> attempt == MAX_ATTEMPTS;
            default -> attempt <= MAX_ATTEMPTS;
        };
        attempts.expect(
                event,
                fits,
                () -> event.type().wireName() + " at attempt " + attempt + ", expected order.failed at attempt "
                        + MAX_ATTEMPTS + " and only there");
    }

    private static Status leadsTo(Type type) {
        return switch (type) {
            case ORDER_PREPARING -> PREPARATION;
            case ORDER_READY -> READY;
            case ORDER_SHIPPED -> SHIPPED;
            case ORDER_DELIVERY_ATTEMPT_FAILED -> DELIVERY_ATTEMPT_FAILED;
            case ORDER_DELIVERED -> DELIVERED;
            case ORDER_FAILED -> FAILED;
            case ORDER_CANCELLED -> CANCELLED;
            default -> WAITING;
        };
    }

    private static Set<Status> allowedFrom(Type type) {
        return switch (type) {
            case ORDER_REQUEUED, ORDER_READY -> EnumSet.of(PREPARATION);
            case ORDER_SHIPPED -> EnumSet.of(READY, DELIVERY_ATTEMPT_FAILED);
            case ORDER_DELIVERY_ATTEMPT_FAILED, ORDER_DELIVERED, ORDER_FAILED -> EnumSet.of(SHIPPED);
            default -> EnumSet.of(WAITING);
        };
    }

    private static List<String> names(Set<Status> statuses) {
        return statuses.stream().map(Status::wireName).toList();
    }
}
