package dev.faux.check;

import static dev.faux.check.Order.Status.*;

import dev.faux.check.Order.Status;
import dev.faux.simulation.Scenario;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Orders: what they cost, and the way that each goes from status to status until it ends. */
final class Orders implements Inspector {

    private static final int MAX_ATTEMPTS = 3;

    private final Memory memory;
    private final Markets markets;
    private final Scenario.Delivery delivery;
    private final Rule totals;
    private final Rule fees;
    private final Rule addresses;
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
        } else if (event.has(Field.ORDER_ID)) {
            boolean isOver = event.order == null && memory.hasEndedOrder(event.id(Field.ORDER_ID));
            if (event.order != null || isOver) {
                afterwards.expect(event, !isOver, () -> "order " + event.id(Field.ORDER_ID) + " has ended before");
            }
        }
        if (event.has(Field.STATUS)) {
            Status status = leadsTo(event.type());
            statuses.expect(
                    event,
                    event.is(Field.STATUS, status.wireName()),
                    () -> "status " + event.text(Field.STATUS) + ", expected " + status.wireName());
            if (event.order != null && event.type != Type.ORDER_PLACED) {
                move(event, event.order, status);
            }
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

    private void total(Event event, int market) {
        long subtotal = 0;
        for (Event.Item item : event.items) {
            long line = item.price * item.quantity;
            totals.expect(
                    event,
                    item.total == line,
                    () -> "total " + Event.money(item.total) + " of item " + item.id + ", expected "
                            + Event.money(line));
            subtotal += line;
        }
        same(totals, event, Field.SUBTOTAL, subtotal);
        long discount = event.number(Field.DISCOUNT);
        totals.expect(
                event,
                discount >= 0 && discount <= event.number(Field.SUBTOTAL),
                () -> "discount " + Event.money(discount) + ", expected 0 to the subtotal");
        long taxable = subtotal - discount + event.number(Field.SHIPPING);
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

    private void move(Event event, Order order, Status status) {
        if (memory.isUnbroken(order)) {
            Set<Status> allowed = allowedFrom(event.type());
            transitions.expect(
                    event,
                    allowed.contains(order.status),
                    () -> event.type().wireName() + " from " + order.status.wireName() + ", expected from "
                            + names(allowed));
            boolean paidWhereItMatters = event.type != Type.ORDER_PREPARING || order.isConfirmed();
            transitions.expect(
                    event, paidWhereItMatters, () -> "order.preparing before order.confirmed, expected after it");
            attempt(event, order);
        }
        order.status = status;
        switch (event.type()) {
            case ORDER_CONFIRMED -> order.confirmedAt = event.time;
            case ORDER_READY -> order.readyAt = event.time;
            case ORDER_SHIPPED -> {
                order.attempts++;
                order.shipment = event.id(Field.SHIPMENT_ID);
            }
            default -> {}
        }
        if (status == READY || status.isEnd()) {
            memory.owes(order, event);
        }
    }

    private void attempt(Event event, Order order) {
        if (!event.has(Field.ATTEMPT)) {
            return;
        }
        long attempt = event.number(Field.ATTEMPT);
        long expected = event.type == Type.ORDER_SHIPPED ? order.attempts + 1 : order.attempts;
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
        UUID shipment = order.shipment;
        attempts.expect(
                event,
                shipment == null || shipment.equals(event.id(Field.SHIPMENT_ID)),
                () -> "shipment_id " + event.id(Field.SHIPMENT_ID) + ", expected " + shipment);
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
            case ORDER_CANCELLED -> EnumSet.of(WAITING, PREPARATION);
            default -> EnumSet.of(WAITING);
        };
    }

    private static List<String> names(Set<Status> statuses) {
        return statuses.stream().map(Status::wireName).toList();
    }
}
