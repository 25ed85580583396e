package dev.faux.check;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Money that moves, or does not, for an order. */
final class Payments implements Inspector {

    /** Why an order is cancelled, and a checkout fails, after the last payment was declined. */
    static final String DECLINED = "payment_declined";

    /** Why a payment is declined that is above the limit. */
    static final String OVER_LIMIT = "over_limit";

    private static final int MAX_PAYMENTS = 3;
    private static final long UNKNOWN = -1;

    private final Memory memory;
    private final Rule amounts;
    private final Rule tries;
    private final Rule methods;
    private final Rule limits;
    private final Rule declines;
    private final Rule captures;
    private final Rule confirmations;
    private final Rule refunds;

    Payments(Rules rules, Memory memory) {
        this.memory = memory;
        amounts = rules.add(
                "payment-is-the-total", "What is authorised, declined and captured is the total of the order.");
        tries = rules.add(
                "at-most-three-payments",
                "A payment is tried at most " + MAX_PAYMENTS + " times, and never once one was authorised.");
        methods = rules.add("payment-as-entered", "A payment uses the method that was entered last in its session.");
        limits = rules.add(
                "payment-within-limit",
                "A payment is by a means that its customer told, and above its limit it is declined for that reason.");
        declines = rules.add("third-decline-cancels", "The third declined payment cancels the order, and no earlier.");
        captures = rules.add(
                "captured-after-authorised", "A payment is captured right after it was authorised, and only then.");
        confirmations = rules.add(
                "confirmed-after-captured", "An order is confirmed right after its money was captured, and only then.");
        refunds = rules.add(
                "refund-of-half",
                "Half goes back, rounded down, of a paid order that is cancelled, of a shipment's share when it fails, of the"
                        + " share of what came back; each once, and never more than was paid.");
    }

    @Override
    public void inspect(Event event) {
        Order order = event.order;
        if (order == null) {
            return;
        }
        switch (event.type()) {
            case PAYMENT_DECLINED -> declined(event, order);
            case PAYMENT_AUTHORISED -> authorised(event, order);
            case PAYMENT_CAPTURED -> captured(event, order);
            case PAYMENT_REFUNDED -> refunded(event, order);
            case ORDER_CONFIRMED -> confirmed(event, order);
            case ORDER_CANCELLED -> {
                cancelled(event, order);
                due(order, event, order.id, order.captured);
            }
            case ORDER_FAILED -> {
                Parcel parcel = order.parcel(event.id(Field.SHIPMENT_ID));
                if (parcel != null) {
                    due(order, event, parcel.id, order.share(parcel));
                }
            }
            case RETURN_RECEIVED -> {
                List<Event.Item> lines = order.returns.get(event.id(Field.RETURN_ID));
                if (lines != null) {
                    due(order, event, event.id(Field.RETURN_ID), order.share(lines));
                }
            }
            default -> {}
        }
    }

    private void declined(Event event, Order order) {
        amount(event, order);
        method(event);
        limit(event, event.is(Field.REASON, OVER_LIMIT));
        tried(event, order);
        order.declines++;
        order.declinedNow = true;
        memory.owes(order, event);
    }

    private void authorised(Event event, Order order) {
        amount(event, order);
        method(event);
        limit(event, false);
        tried(event, order);
        order.payment = event.id(Field.PAYMENT_ID);
        order.authorisedAtPosition = event.position;
        memory.owes(order, event);
    }

    private void captured(Event event, Order order) {
        amount(event, order);
        method(event);
        if (memory.isUnbroken(order)) {
            UUID payment = event.id(Field.PAYMENT_ID);
            boolean isNext = order.authorisedAtPosition == event.position - 1;
            captures.expect(
                    event,
                    isNext && payment.equals(order.payment) && !order.isPaid(),
                    () -> "payment_id " + payment + " captured, expected once, right after payment.authorised of "
                            + order.payment);
        }
        order.payment = event.id(Field.PAYMENT_ID);
        order.capturedAtPosition = event.position;
        order.captured += event.number(Field.AMOUNT);
        if (event.visit != null) {
            event.visit.inCheckout = false;
        }
        memory.owes(order, event);
    }

    private void confirmed(Event event, Order order) {
        if (memory.isUnbroken(order)) {
            confirmations.expect(
                    event,
                    order.capturedAtPosition > 0 && order.capturedAtPosition == event.position - 1,
                    () -> "order.confirmed, expected right after payment.captured");
        }
    }

    private void cancelled(Event event, Order order) {
        if (memory.isUnbroken(order)) {
            boolean becauseOfPayment = event.is(Field.REASON, DECLINED);
            declines.expect(
                    event,
                    becauseOfPayment == (order.declines == MAX_PAYMENTS),
                    () -> "cancelled because of " + event.text(Field.REASON) + " after " + order.declines
                            + " declined payments, expected " + DECLINED + " exactly after " + MAX_PAYMENTS);
        }
    }

    /** From here on it is due: half of the whole, of a shipment's share, or of what came back. */
    private void due(Order order, Event event, UUID because, long whole) {
        if (order.isPaid()) {
            order.refundsDue.put(because, whole / 2);
            memory.owes(order, event);
        }
    }

    private void refunded(Event event, Order order) {
        long amount = event.number(Field.AMOUNT);
        order.refunded += amount;
        if (!memory.isUnbroken(order)) {
            return;
        }
        UUID because = event.has(Field.SHIPMENT_ID)
                ? event.id(Field.SHIPMENT_ID)
                : event.has(Field.RETURN_ID) ? event.id(Field.RETURN_ID) : order.id;
        Long expected = order.refundsDue.remove(because);
        refunds.expect(
                event,
                expected != null && amount == expected,
                () -> "amount " + Event.money(amount) + ", expected "
                        + (expected == null ? "no refund" : Event.money(expected)) + " for " + because);
        refunds.expect(
                event,
                order.refunded <= order.captured,
                () -> Event.money(order.refunded) + " refunded in all, expected at most the "
                        + Event.money(order.captured) + " that were paid");
        UUID payment = event.id(Field.PAYMENT_ID);
        refunds.expect(
                event,
                payment.equals(order.payment),
                () -> "payment_id " + payment + ", expected " + order.payment + ", which was captured");
    }

    private void amount(Event event, Order order) {
        long amount = event.number(Field.AMOUNT);
        amounts.expect(
                event,
                amount == order.total,
                () -> "amount " + Event.money(amount) + ", expected the total " + Event.money(order.total));
    }

    private void method(Event event) {
        Visit visit = event.visit;
        if (visit != null && memory.isUnbroken(visit)) {
            methods.expect(
                    event,
                    event.id(Field.PAYMENT_METHOD_ID).equals(visit.method),
                    () -> "payment_method_id " + event.id(Field.PAYMENT_METHOD_ID) + ", expected " + visit.method);
        }
    }

    /** What is over the limit is declined, and only that for this reason. */
    private void limit(Event event, boolean isRefusedForIt) {
        UUID method = event.id(Field.PAYMENT_METHOD_ID);
        long limit = memory.limits.get(Hashes.of(event.id(Field.USER_ID), method), UNKNOWN);
        if (limit == UNKNOWN) {
            if (memory.isWhole()) {
                limits.expect(
                        event,
                        false,
                        () -> "payment_method_id " + method + ", expected one that customer " + event.id(Field.USER_ID)
                                + " told");
            }
            return;
        }
        long amount = event.number(Field.AMOUNT);
        boolean isAllowed = event.type == Type.PAYMENT_DECLINED && !isRefusedForIt || isRefusedForIt == amount > limit;
        limits.expect(
                event,
                isAllowed,
                () -> event.type().wireName() + " with amount " + Event.money(amount) + " at a limit of "
                        + Event.money(limit) + (isRefusedForIt ? ", expected more" : ", expected at most that"));
    }

    private void tried(Event event, Order order) {
        if (memory.isUnbroken(order)) {
            int before = order.declines + (order.authorisedAtPosition > 0 ? MAX_PAYMENTS : 0);
            tries.expect(
                    event,
                    before < MAX_PAYMENTS && !order.status().isEnd(),
                    () -> "tried after " + order.declines + " declined payments"
                            + (order.authorisedAtPosition > 0 ? " and one authorised" : "")
                            + ", expected at most " + (MAX_PAYMENTS - 1) + " declined and none authorised");
        }
    }

    @Override
    public void settle(Order order) {
        if (order.declinedNow) {
            order.declinedNow = false;
            declines.expect(
                    order.owedFor,
                    order.declines < MAX_PAYMENTS || order.isCancelled,
                    () -> "order " + order.id + " is " + order.status().wireName() + " after " + order.declines
                            + " declined payments, expected cancelled");
        }
        if (order.authorisedAtPosition > 0) {
            captures.expect(
                    order.owedFor,
                    order.isPaid(),
                    () -> "order " + order.id + " was authorised, expected payment.captured right after");
        }
        if (order.isPaid()) {
            confirmations.expect(
                    order.owedFor,
                    order.isConfirmed(),
                    () -> "order " + order.id + " was paid, expected order.confirmed right after");
        }
        for (Map.Entry<UUID, Long> due : order.refundsDue.entrySet()) {
            refunds.expect(
                    order.owedFor,
                    false,
                    () -> "nothing came back for " + due.getKey() + " of order " + order.id + ", expected "
                            + Event.money(due.getValue()));
        }
        order.refundsDue.clear();
    }
}
