package dev.faux.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of an order. */
public sealed interface OrderEvent extends Event {

    Id order();

    @Override
    Id customer();

    /** The order's status once this has happened. */
    OrderStatus status();

    @Override
    default Id key() {
        return order();
    }

    /** The three fields that every event of an order begins with. */
    default void describeOrder(Fields fields) {
        fields.id("order_id", order());
        fields.id("user_id", customer());
        fields.text("status", status().wireName());
    }

    /** One product of an order, at the price that was in force when it was placed. */
    record Line(Id item, Id product, int quantity, Money price) implements Fields.Described {

        public Money total() {
            return price.times(quantity);
        }

        @Override
        public void describe(Fields fields) {
            fields.id("order_item_id", item);
            fields.id("product_id", product);
            fields.number("quantity", quantity);
            fields.money("unit_price", price);
            fields.money("total", total());
        }
    }

    /**
     * Everything about an order that never changes again.
     *
     * @param session the visit that it was placed in, or null where there was none
     * @param market the code of the customer's
     */
    record OrderPlaced(
            Id order,
            Id customer,
            @Nullable Id session,
            String market,
            Id address,
            String shippingMethod,
            Money subtotal,
            Money discount,
            Money shipping,
            Money tax,
            Money total,
            List<Line> lines)
            implements OrderEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_PLACED;
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.WAITING;
        }

        @Override
        public void describe(Fields fields) {
            describeOrder(fields);
            if (session != null) {
                fields.id("session_id", session);
            }
            fields.time("created_at", order.at());
            fields.text("market", market);
            fields.id("address_id", address);
            fields.address("shipping_address", address);
            fields.text("shipping_method", shippingMethod);
            fields.money("subtotal", subtotal);
            fields.money("discount", discount);
            fields.money("shipping", shipping);
            fields.money("tax", tax);
            fields.money("total", total);
            fields.currency(total);
            fields.list("items", lines);
        }
    }

    record OrderConfirmed(Id order, Id customer) implements OrderEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_CONFIRMED;
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.WAITING;
        }

        @Override
        public void describe(Fields fields) {
            describeOrder(fields);
        }
    }

    record OrderPreparing(Id order, Id customer) implements OrderEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_PREPARING;
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.PREPARATION;
        }

        @Override
        public void describe(Fields fields) {
            describeOrder(fields);
        }
    }

    record OrderRequeued(Id order, Id customer) implements OrderEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_REQUEUED;
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.WAITING;
        }

        @Override
        public void describe(Fields fields) {
            describeOrder(fields);
        }
    }

    record OrderReady(Id order, Id customer) implements OrderEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_READY;
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.READY;
        }

        @Override
        public void describe(Fields fields) {
            describeOrder(fields);
        }
    }

    /** An event of one shipment of an order. Attempts to deliver it are counted from 1. */
    sealed interface ShipmentEvent extends OrderEvent {

        Id shipment();

        int attempt();

        @Override
        default void describe(Fields fields) {
            describeOrder(fields);
            fields.id("shipment_id", shipment());
            fields.number("attempt", attempt());
        }
    }

    /** It left for the attempt of that number. */
    record OrderShipped(Id order, Id customer, Id shipment, int attempt, String carrier) implements ShipmentEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_SHIPPED;
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.SHIPPED;
        }

        @Override
        public void describe(Fields fields) {
            ShipmentEvent.super.describe(fields);
            fields.text("carrier", carrier);
        }
    }

    record DeliveryAttemptFailed(Id order, Id customer, Id shipment, int attempt, String reason)
            implements ShipmentEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_DELIVERY_ATTEMPT_FAILED;
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.DELIVERY_ATTEMPT_FAILED;
        }

        @Override
        public void describe(Fields fields) {
            ShipmentEvent.super.describe(fields);
            fields.text("reason", reason);
        }
    }

    record OrderDelivered(Id order, Id customer, Id shipment, int attempt) implements ShipmentEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_DELIVERED;
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.DELIVERED;
        }
    }

    /** The last attempt failed too. */
    record OrderFailed(Id order, Id customer, Id shipment, int attempt, String reason) implements ShipmentEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_FAILED;
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.FAILED;
        }

        @Override
        public void describe(Fields fields) {
            ShipmentEvent.super.describe(fields);
            fields.text("reason", reason);
        }
    }

    record OrderCancelled(Id order, Id customer, String reason) implements OrderEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_CANCELLED;
        }

        @Override
        public OrderStatus status() {
            return OrderStatus.CANCELLED;
        }

        @Override
        public void describe(Fields fields) {
            describeOrder(fields);
            fields.text("reason", reason);
        }
    }
}
