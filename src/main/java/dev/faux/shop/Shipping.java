package dev.faux.shop;

import dev.faux.shop.Command.Deliver;
import dev.faux.shop.Command.FailDelivery;
import dev.faux.shop.Command.FinishPreparing;
import dev.faux.shop.Command.Requeue;
import dev.faux.shop.Command.Ship;
import dev.faux.shop.Command.ShipmentCommand;
import dev.faux.shop.Command.StartPreparing;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Order.Paid;
import dev.faux.shop.OrderEvent.DeliveryAttemptFailed;
import dev.faux.shop.OrderEvent.OrderDelivered;
import dev.faux.shop.OrderEvent.OrderFailed;
import dev.faux.shop.OrderEvent.OrderPreparing;
import dev.faux.shop.OrderEvent.OrderReady;
import dev.faux.shop.OrderEvent.OrderRequeued;
import dev.faux.shop.OrderEvent.OrderShipped;
import dev.faux.shop.Parcel.Stage;
import java.util.List;
import java.util.function.Function;

/** How a shipment of a paid order goes from stage to stage. */
final class Shipping {

    private Shipping() {}

    static Decision decide(Paid order, ShipmentCommand command, long at) {
        Parcel parcel = order.parcels().find(command.shipment());
        return parcel == null
                ? new Rejected(new Refusal.UnknownShipment(command.order(), command.shipment()))
                : decide(order, parcel, command, at);
    }

    private static Decision decide(Paid order, Parcel parcel, ShipmentCommand command, long at) {
        Id id = order.placed().order();
        Id customer = order.placed().customer();
        Id shipment = parcel.shipment();
        Stage stage = parcel.stage();
        return switch (command) {
            case StartPreparing c ->
                stage == Stage.BACK_ORDERED
                        ? new Rejected(new Refusal.BackOrdered(id.number(), shipment))
                        : step(
                                order,
                                parcel,
                                stage == Stage.WAITING,
                                parcel.at(Stage.PREPARATION, at),
                                status -> List.of(new OrderPreparing(id, customer, status, shipment)));
            case Requeue c ->
                step(
                        order,
                        parcel,
                        stage == Stage.PREPARATION,
                        parcel.at(Stage.WAITING, at),
                        status -> List.of(new OrderRequeued(id, customer, status, shipment)));
            case FinishPreparing c ->
                step(
                        order,
                        parcel,
                        stage == Stage.PREPARATION,
                        parcel.at(Stage.READY, at),
                        status -> List.of(new OrderReady(id, customer, status, shipment)));
            case Ship c -> {
                boolean canLeave = stage == Stage.READY || stage == Stage.ATTEMPT_FAILED;
                Parcel left = parcel.leaves(at);
                yield step(
                        order,
                        parcel,
                        canLeave,
                        left,
                        status ->
                                List.of(new OrderShipped(id, customer, status, shipment, left.attempt(), c.carrier())));
            }
            case Deliver c ->
                step(
                        order,
                        parcel,
                        stage == Stage.SHIPPED,
                        parcel.at(Stage.DELIVERED, at),
                        status -> List.of(new OrderDelivered(id, customer, status, shipment, parcel.attempt())));
            case FailDelivery c -> {
                boolean isLast = parcel.attempt() == Order.MAX_ATTEMPTS;
                Parcel missed = parcel.at(isLast ? Stage.FAILED : Stage.ATTEMPT_FAILED, at);
                yield step(
                        order,
                        parcel,
                        stage == Stage.SHIPPED,
                        missed,
                        status -> isLast
                                ? failed(order, parcel, status, c.reason(), at)
                                : List.of(new DeliveryAttemptFailed(
                                        id, customer, status, shipment, parcel.attempt(), c.reason())));
            }
        };
    }

    /** What is told when a shipment goes on, with the status that the order then has. */
    private static Decision step(
            Paid order, Parcel parcel, boolean isAllowed, Parcel next, Function<OrderStatus, List<Event>> events) {
        return isAllowed
                ? new Accepted(
                        order.placed().session(),
                        events.apply(order.parcels().with(next).status()))
                : Order.wrongStatus(order, parcel.stage().status());
    }

    private static List<Event> failed(Paid order, Parcel parcel, OrderStatus status, String reason, long at) {
        Id shipment = parcel.shipment();
        Money half = Shares.ofShipment(order.placed(), shipment).half();
        int index = order.parcels().all().indexOf(parcel);
        return List.of(
                new OrderFailed(
                        order.placed().order(), order.placed().customer(), status, shipment, parcel.attempt(), reason),
                Order.refund(order, half, "delivery_failed", shipment, index, at));
    }
}
