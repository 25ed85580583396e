package dev.faux.shop;

import dev.faux.shop.Command.AcceptPayment;
import dev.faux.shop.Command.CancelOrder;
import dev.faux.shop.Command.DeclinePayment;
import dev.faux.shop.Command.Deliver;
import dev.faux.shop.Command.FailDelivery;
import dev.faux.shop.Command.FinishPreparing;
import dev.faux.shop.Command.OrderCommand;
import dev.faux.shop.Command.Requeue;
import dev.faux.shop.Command.Ship;
import dev.faux.shop.Command.StartPreparing;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.OrderEvent.DeliveryAttemptFailed;
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
import java.util.List;

/**
 * An order, by where it stands; each state has only what exists in it.
 *
 * <pre>
 *   Unpaid ──▶ Paid ◀──▶ Preparing ──▶ Ready ──▶ Shipped ──▶ Ended (delivered)
 *     │         │           │                    │  ▲   └──▶ Ended (failed)
 *     ▼         ▼           ▼                    ▼  │
 *   Ended (cancelled; paid ones refund half)   AttemptFailed
 * </pre>
 *
 * {@link #decide} says what a command leads to and changes nothing; {@link #evolve} applies what has happened and refuses
 * nothing.
 */
public sealed interface Order {

    /** How often a payment is tried before the order is cancelled. */
    int MAX_PAYMENTS = 3;

    /** How often a delivery is tried before the order fails. */
    int MAX_ATTEMPTS = 3;

    OrderPlaced placed();

    OrderStatus status();

    /** Waiting for its payment. */
    record Unpaid(OrderPlaced placed, int declines) implements Order {

        @Override
        public OrderStatus status() {
            return OrderStatus.WAITING;
        }
    }

    /** An order whose money the shop has. */
    sealed interface Funded extends Order {

        Id payment();
    }

    /** Waiting for a packer. */
    record Paid(OrderPlaced placed, Id payment) implements Funded {

        @Override
        public OrderStatus status() {
            return OrderStatus.WAITING;
        }
    }

    record Preparing(OrderPlaced placed, Id payment) implements Funded {

        @Override
        public OrderStatus status() {
            return OrderStatus.PREPARATION;
        }
    }

    record Ready(OrderPlaced placed, Id payment) implements Funded {

        @Override
        public OrderStatus status() {
            return OrderStatus.READY;
        }
    }

    record Shipped(OrderPlaced placed, Id payment, Id shipment, int attempt) implements Funded {

        @Override
        public OrderStatus status() {
            return OrderStatus.SHIPPED;
        }
    }

    record AttemptFailed(OrderPlaced placed, Id payment, Id shipment, int attempt) implements Funded {

        @Override
        public OrderStatus status() {
            return OrderStatus.DELIVERY_ATTEMPT_FAILED;
        }
    }

    /** Nothing will happen to it any more. */
    record Ended(OrderPlaced placed, OrderStatus status) implements Order {}

    /** What the command leads to at this instant. */
    static Decision decide(Order order, OrderCommand command, long at) {
        return switch (command) {
            case AcceptPayment c -> {
                if (!(order instanceof Unpaid unpaid)) {
                    yield notUnpaid(order);
                }
                yield isHis(order, c.method()) ? accepted(order, paid(unpaid, c, at)) : notHis(order, c.method());
            }
            case DeclinePayment c -> {
                if (!(order instanceof Unpaid unpaid)) {
                    yield notUnpaid(order);
                }
                yield isHis(order, c.method()) ? accepted(order, declined(unpaid, c, at)) : notHis(order, c.method());
            }
            case StartPreparing c ->
                switch (order) {
                    case Paid o -> accepted(o, new OrderPreparing(id(o), customer(o)));
                    case Unpaid o -> new Rejected(new Refusal.NotPaid(c.order()));
                    case Preparing o -> wrongStatus(o);
                    case Ready o -> wrongStatus(o);
                    case Shipped o -> wrongStatus(o);
                    case AttemptFailed o -> wrongStatus(o);
                    case Ended o -> wrongStatus(o);
                };
            case Requeue c ->
                order instanceof Preparing o ? accepted(o, new OrderRequeued(id(o), customer(o))) : wrongStatus(order);
            case FinishPreparing c ->
                order instanceof Preparing o ? accepted(o, new OrderReady(id(o), customer(o))) : wrongStatus(order);
            case Ship c ->
                switch (order) {
                    case Ready o -> {
                        Id shipment = new Id(Kind.SHIPMENT, id(o).number(), at);
                        yield accepted(o, new OrderShipped(id(o), customer(o), shipment, 1, c.carrier()));
                    }
                    case AttemptFailed o ->
                        accepted(o, new OrderShipped(id(o), customer(o), o.shipment, o.attempt + 1, c.carrier()));
                    case Unpaid o -> wrongStatus(o);
                    case Paid o -> wrongStatus(o);
                    case Preparing o -> wrongStatus(o);
                    case Shipped o -> wrongStatus(o);
                    case Ended o -> wrongStatus(o);
                };
            case Deliver c ->
                order instanceof Shipped o
                        ? accepted(o, new OrderDelivered(id(o), customer(o), o.shipment, o.attempt))
                        : wrongStatus(order);
            case FailDelivery c ->
                order instanceof Shipped o ? accepted(o, undelivered(o, c.reason(), at)) : wrongStatus(order);
            case CancelOrder c ->
                switch (order) {
                    case Unpaid o -> accepted(o, new OrderCancelled(id(o), customer(o), c.reason()));
                    case Paid o -> accepted(o, cancelledAfterPayment(o, c, at));
                    case Preparing o -> accepted(o, cancelledAfterPayment(o, c, at));
                    case Ready o -> wrongStatus(o);
                    case Shipped o -> wrongStatus(o);
                    case AttemptFailed o -> wrongStatus(o);
                    case Ended o -> wrongStatus(o);
                };
        };
    }

    /** The order once this has happened to it. */
    static Order evolve(Order order, OrderEvent event) {
        return switch (event) {
            case OrderPlaced placed -> new Unpaid(placed, 0);
            case OrderConfirmed e -> order;
            case OrderPreparing e -> new Preparing(order.placed(), payment(order));
            case OrderRequeued e -> new Paid(order.placed(), payment(order));
            case OrderReady e -> new Ready(order.placed(), payment(order));
            case OrderShipped e -> new Shipped(order.placed(), payment(order), e.shipment(), e.attempt());
            case DeliveryAttemptFailed e ->
                new AttemptFailed(order.placed(), payment(order), e.shipment(), e.attempt());
            case OrderDelivered e -> new Ended(order.placed(), e.status());
            case OrderFailed e -> new Ended(order.placed(), e.status());
            case OrderCancelled e -> new Ended(order.placed(), e.status());
        };
    }

    /** The order once this has happened to its payment. */
    static Order evolve(Order order, PaymentEvent event) {
        return switch (event) {
            case PaymentAuthorised e -> order;
            case PaymentDeclined e -> {
                if (!(order instanceof Unpaid unpaid)) {
                    throw new AssertionError("declined in " + order);
                }
                yield new Unpaid(unpaid.placed, unpaid.declines + 1);
            }
            case PaymentCaptured e -> new Paid(order.placed(), e.payment());
            case PaymentRefunded e -> order;
        };
    }

    private static List<Event> paid(Unpaid order, AcceptPayment command, long at) {
        Id payment = nextPayment(order, at);
        Money total = order.placed.total();
        return List.of(
                new PaymentAuthorised(payment, id(order), customer(order), total, command.method()),
                new PaymentCaptured(payment, id(order), customer(order), total, command.method()),
                new OrderConfirmed(id(order), customer(order)));
    }

    private static List<Event> declined(Unpaid order, DeclinePayment command, long at) {
        Event declined = new PaymentDeclined(
                nextPayment(order, at),
                id(order),
                customer(order),
                order.placed.total(),
                command.method(),
                command.reason());
        if (order.declines + 1 < MAX_PAYMENTS) {
            return List.of(declined);
        }
        return List.of(declined, new OrderCancelled(id(order), customer(order), "payment_declined"));
    }

    private static List<Event> cancelledAfterPayment(Funded order, CancelOrder command, long at) {
        return List.of(
                new OrderCancelled(id(order), customer(order), command.reason()), refund(order, "order_cancelled", at));
    }

    private static List<Event> undelivered(Shipped order, String reason, long at) {
        Event failed = new DeliveryAttemptFailed(id(order), customer(order), order.shipment, order.attempt, reason);
        if (order.attempt < MAX_ATTEMPTS) {
            return List.of(failed);
        }
        return List.of(
                new OrderFailed(id(order), customer(order), order.shipment, order.attempt, reason),
                refund(order, "delivery_failed", at));
    }

    /** The shop pays back half, whoever is to blame. */
    private static Event refund(Funded order, String reason, long at) {
        Id refund = new Id(Kind.REFUND, id(order).number(), at);
        Money half = order.placed().total().half();
        return new PaymentRefunded(refund, order.payment(), id(order), customer(order), half, reason);
    }

    private static Id nextPayment(Unpaid order, long at) {
        return new Id(Kind.PAYMENT, id(order).number() * MAX_PAYMENTS + order.declines, at);
    }

    private static Id payment(Order order) {
        if (!(order instanceof Funded funded)) {
            throw new AssertionError("no payment in " + order);
        }
        return funded.payment();
    }

    private static Id id(Order order) {
        return order.placed().order();
    }

    private static Id customer(Order order) {
        return order.placed().customer();
    }

    private static Decision accepted(Order order, Event event) {
        return accepted(order, List.of(event));
    }

    private static Decision accepted(Order order, List<Event> events) {
        return new Accepted(order.placed().session(), events);
    }

    private static boolean isHis(Order order, PaymentMethod method) {
        return Belonging.isOf(customer(order), method.id());
    }

    private static Decision notHis(Order order, PaymentMethod method) {
        return new Rejected(new Refusal.NotHis(customer(order).number(), method.id()));
    }

    private static Decision notUnpaid(Order order) {
        return order instanceof Funded
                ? new Rejected(new Refusal.AlreadyPaid(id(order).number()))
                : wrongStatus(order);
    }

    private static Decision wrongStatus(Order order) {
        return new Rejected(new Refusal.WrongStatus(id(order).number(), order.status()));
    }
}
