package dev.faux.shop;

import dev.faux.shop.Command.AcceptPayment;
import dev.faux.shop.Command.CancelOrder;
import dev.faux.shop.Command.CloseTicket;
import dev.faux.shop.Command.DeclinePayment;
import dev.faux.shop.Command.OpenTicket;
import dev.faux.shop.Command.OrderCommand;
import dev.faux.shop.Command.PostReview;
import dev.faux.shop.Command.ReceiveReturn;
import dev.faux.shop.Command.RequestReturn;
import dev.faux.shop.Command.ShipmentCommand;
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
import dev.faux.shop.OrderEvent.ShipmentEvent;
import dev.faux.shop.Parcel.Stage;
import dev.faux.shop.PaymentEvent.PaymentAuthorised;
import dev.faux.shop.PaymentEvent.PaymentCaptured;
import dev.faux.shop.PaymentEvent.PaymentDeclined;
import dev.faux.shop.PaymentEvent.PaymentRefunded;
import dev.faux.shop.StockEvent.StockReserved;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order, by where it stands; each state has only what exists in it. Once it is paid, each of its shipments goes its own way:
 *
 * <pre>
 *   Unpaid ──▶ Paid:  waiting ◀──▶ preparation ──▶ ready ──▶ shipped ──▶ delivered
 *     │         │      ▲                                      │  ▲   └──▶ failed
 *     ▼         ▼      back-ordered                           ▼  │
 *   Cancelled (paid ones refund half)                    attempt failed
 * </pre>
 *
 * {@link #decide} says what a command leads to and changes nothing; {@link #evolve} applies what has happened and refuses
 * nothing.
 */
public sealed interface Order {

    /** How often a payment is tried before the order is cancelled. */
    int MAX_PAYMENTS = 3;

    /** How often a delivery is tried before a shipment fails. */
    int MAX_ATTEMPTS = 3;

    /** Several refunds share an order's number: one for each shipment, for each return, and for the whole. */
    int REFUNDS = 128;

    OrderPlaced placed();

    OrderStatus status();

    /** Waiting for its payment. */
    record Unpaid(OrderPlaced placed, Parcels parcels, int declines) implements Order {

        @Override
        public OrderStatus status() {
            return OrderStatus.WAITING;
        }
    }

    /** The shop has its money. */
    record Paid(OrderPlaced placed, Parcels parcels, Id payment, Aftersales aftersales) implements Order {

        @Override
        public OrderStatus status() {
            return parcels.status();
        }

        /** Where each of its shipments stands. */
        public List<Parcel> shipments() {
            return parcels.all();
        }
    }

    /** Nothing will happen to it any more. */
    record Cancelled(OrderPlaced placed) implements Order {

        @Override
        public OrderStatus status() {
            return OrderStatus.CANCELLED;
        }
    }

    /** As it is when it is placed. */
    static Order of(OrderPlaced placed) {
        return new Unpaid(placed, Parcels.of(placed), 0);
    }

    /** What the command leads to at this instant. */
    static Decision decide(Order order, OrderCommand command, long at) {
        return switch (command) {
            case AcceptPayment c -> pay(order, c.method(), at);
            case DeclinePayment c -> decline(order, c, at);
            case CancelOrder c -> cancel(order, c, at);
            case ShipmentCommand c ->
                switch (order) {
                    case Unpaid o -> new Rejected(new Refusal.NotPaid(c.order()));
                    case Cancelled o -> wrongStatus(o, o.status());
                    case Paid o -> Shipping.decide(o, c, at);
                };
            case RequestReturn c ->
                order instanceof Paid paid
                        ? paid.aftersales.request(paid, c, at)
                        : new Rejected(
                                new Refusal.NotReturnable(c.order(), c.lines().getFirst()));
            case ReceiveReturn c ->
                order instanceof Paid paid
                        ? paid.aftersales.receive(paid, c, at)
                        : new Rejected(new Refusal.UnknownReturn(c.order(), c.returned()));
            case PostReview c ->
                order instanceof Paid paid
                        ? paid.aftersales.review(paid, c, at)
                        : new Rejected(new Refusal.NotReviewable(c.order(), c.line()));
            case OpenTicket c ->
                order instanceof Paid paid
                        ? paid.aftersales.open(paid, c, at)
                        : new Rejected(new Refusal.NotPaid(c.order()));
            case CloseTicket c ->
                order instanceof Paid paid
                        ? paid.aftersales.close(paid, c)
                        : new Rejected(new Refusal.UnknownTicket(c.order(), c.ticket()));
        };
    }

    /** The order once this has happened to it at this instant. */
    static Order evolve(Order order, OrderEvent event, long at) {
        return switch (event) {
            case OrderPlaced placed -> of(placed);
            case OrderConfirmed e -> order;
            case OrderPreparing e -> moved(order, e, Stage.PREPARATION, at);
            case OrderRequeued e -> moved(order, e, Stage.WAITING, at);
            case OrderReady e -> moved(order, e, Stage.READY, at);
            case OrderShipped e -> {
                Paid paid = paid(order);
                yield with(paid, paid.parcels.with(parcel(paid, e.shipment()).leaves(at)));
            }
            case DeliveryAttemptFailed e -> moved(order, e, Stage.ATTEMPT_FAILED, at);
            case OrderDelivered e -> moved(order, e, Stage.DELIVERED, at);
            case OrderFailed e -> moved(order, e, Stage.FAILED, at);
            case OrderCancelled e -> new Cancelled(order.placed());
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
                yield new Unpaid(unpaid.placed, unpaid.parcels, unpaid.declines + 1);
            }
            case PaymentCaptured e -> {
                if (!(order instanceof Unpaid unpaid)) {
                    throw new AssertionError("captured in " + order);
                }
                yield new Paid(unpaid.placed, unpaid.parcels, e.payment(), Aftersales.NONE);
            }
            case PaymentRefunded e -> order;
        };
    }

    /** The order once its customer has done this. */
    static Order evolve(Order order, AftersalesEvent event) {
        Paid paid = paid(order);
        return new Paid(paid.placed, paid.parcels, paid.payment, paid.aftersales.evolve(paid.placed, event));
    }

    /** The order once these goods are promised to it: what waited for them waits for a packer now. */
    static Order evolve(Order order, StockReserved event, long at) {
        return switch (order) {
            case Unpaid o -> new Unpaid(o.placed, arrived(o.parcels, event, at), o.declines);
            case Paid o -> with(o, arrived(o.parcels, event, at));
            case Cancelled o -> throw new AssertionError("goods for " + order);
        };
    }

    private static Parcels arrived(Parcels parcels, StockReserved event, long at) {
        Parcel parcel = parcels.find(event.shipment());
        return parcel != null && parcel.stage() == Stage.BACK_ORDERED
                ? parcels.with(parcel.at(Stage.WAITING, at))
                : parcels;
    }

    private static Decision pay(Order order, PaymentMethod method, long at) {
        if (!(order instanceof Unpaid unpaid)) {
            return notUnpaid(order);
        }
        if (!Belonging.isOf(customer(order), method.id())) {
            return new Rejected(new Refusal.NotHis(customer(order).number(), method.id()));
        }
        Id payment = nextPayment(unpaid, at);
        Money total = unpaid.placed.total();
        return new Accepted(
                unpaid.placed.session(),
                List.of(
                        new PaymentAuthorised(payment, id(order), customer(order), total, method),
                        new PaymentCaptured(payment, id(order), customer(order), total, method),
                        new OrderConfirmed(id(order), customer(order))));
    }

    private static Decision decline(Order order, DeclinePayment command, long at) {
        if (!(order instanceof Unpaid unpaid)) {
            return notUnpaid(order);
        }
        if (!Belonging.isOf(customer(order), command.method().id())) {
            return new Rejected(new Refusal.NotHis(
                    customer(order).number(), command.method().id()));
        }
        Event declined = new PaymentDeclined(
                nextPayment(unpaid, at),
                id(order),
                customer(order),
                unpaid.placed.total(),
                command.method(),
                command.reason());
        return new Accepted(
                unpaid.placed.session(),
                unpaid.declines + 1 < MAX_PAYMENTS
                        ? List.of(declined)
                        : List.of(declined, new OrderCancelled(id(order), customer(order), "payment_declined")));
    }

    private static Decision cancel(Order order, CancelOrder command, long at) {
        Event cancelled = new OrderCancelled(id(order), customer(order), command.reason());
        return switch (order) {
            case Unpaid o -> accepted(o, cancelled);
            case Cancelled o -> wrongStatus(o, o.status());
            case Paid o -> {
                if (!o.parcels.canBeCancelled()) {
                    yield wrongStatus(o, o.status());
                }
                Event refund = refund(o, o.placed.total().half(), "order_cancelled", null, REFUNDS - 1, at);
                yield new Accepted(o.placed.session(), List.of(cancelled, refund));
            }
        };
    }

    /** The shop pays back half, whoever is to blame. */
    static Event refund(Paid order, Money amount, String reason, @Nullable Id because, int index, long at) {
        Id refund = new Id(Kind.REFUND, id(order).number() * REFUNDS + index, at);
        return new PaymentRefunded(refund, order.payment, id(order), customer(order), amount, reason, because);
    }

    private static Id nextPayment(Unpaid order, long at) {
        return new Id(Kind.PAYMENT, id(order).number() * MAX_PAYMENTS + order.declines, at);
    }

    private static Order moved(Order order, ShipmentEvent event, Stage stage, long at) {
        Paid paid = paid(order);
        return with(paid, paid.parcels.with(parcel(paid, event.shipment()).at(stage, at)));
    }

    private static Paid with(Paid order, Parcels parcels) {
        return new Paid(order.placed, parcels, order.payment, order.aftersales);
    }

    private static Parcel parcel(Paid order, Id shipment) {
        Parcel parcel = order.parcels.find(shipment);
        if (parcel == null) {
            throw new AssertionError("no shipment " + shipment + " in " + order);
        }
        return parcel;
    }

    private static Paid paid(Order order) {
        if (!(order instanceof Paid paid)) {
            throw new AssertionError("not paid: " + order);
        }
        return paid;
    }

    private static Id id(Order order) {
        return order.placed().order();
    }

    private static Id customer(Order order) {
        return order.placed().customer();
    }

    private static Decision accepted(Order order, Event event) {
        return new Accepted(order.placed().session(), event);
    }

    private static Decision notUnpaid(Order order) {
        return order instanceof Paid
                ? new Rejected(new Refusal.AlreadyPaid(id(order).number()))
                : wrongStatus(order, order.status());
    }

    static Decision wrongStatus(Order order, OrderStatus status) {
        return new Rejected(new Refusal.WrongStatus(id(order).number(), status));
    }
}
