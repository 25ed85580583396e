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

    /**
     * One variant of an order, at the price that was in force when it was placed.
     *
     * @param discount what the promotion takes off the total
     * @param promotion null where there is none
     * @param warehouse that it comes from
     * @param isBackOrdered whether it was not there yet
     */
    record Line(
            Id item,
            Id product,
            Id variant,
            int quantity,
            Money price,
            Money discount,
            @Nullable Id promotion,
            Id shipment,
            Id warehouse,
            boolean isBackOrdered)
            implements Fields.Described {

        /** Before the discount. */
        public Money total() {
            return price.times(quantity);
        }

        Money cost() {
            return total().minus(discount);
        }

        @Override
        public void describe(Fields fields) {
            fields.id("order_item_id", item);
            fields.id("product_id", product);
            fields.id("variant_id", variant);
            fields.number("quantity", quantity);
            fields.money("unit_price", price);
            fields.money("total", total());
            fields.money("discount", discount);
            if (promotion != null) {
                fields.id("promotion_id", promotion);
            }
            fields.id("shipment_id", shipment);
            fields.id("warehouse_id", warehouse);
            fields.flag("back_ordered", isBackOrdered);
        }
    }

    /**
     * Everything about an order that never changes again.
     *
     * @param origin who wanted it
     * @param session the visit that it was placed in, or null where there was none
     * @param market the code of the customer's
     * @param promisedBy when it is to be there at the latest
     * @param isSuspected whether it looks like fraud: see {@link Suspicion}
     */
    record OrderPlaced(
            Id order,
            Id customer,
            Origin origin,
            @Nullable Id session,
            String market,
            Id address,
            String shippingMethod,
            long promisedBy,
            Money subtotal,
            Money discount,
            Money shipping,
            Money tax,
            Money total,
            boolean isSuspected,
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
            fields.text("origin", origin.wireName());
            if (session != null) {
                fields.id("session_id", session);
            }
            fields.time("created_at", order.at());
            fields.text("market", market);
            fields.id("address_id", address);
            fields.address("shipping_address", address);
            fields.text("shipping_method", shippingMethod);
            fields.time("promised_by", promisedBy);
            fields.money("subtotal", subtotal);
            fields.money("discount", discount);
            fields.money("shipping", shipping);
            fields.money("tax", tax);
            fields.money("total", total);
            fields.currency(total);
            fields.flag("fraud_suspected", isSuspected);
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

    /** An event of one shipment of an order. */
    sealed interface ShipmentEvent extends OrderEvent {

        Id shipment();

        @Override
        default void describe(Fields fields) {
            describeOrder(fields);
            fields.id("shipment_id", shipment());
        }
    }

    record OrderPreparing(Id order, Id customer, OrderStatus status, Id shipment) implements ShipmentEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_PREPARING;
        }
    }

    record OrderRequeued(Id order, Id customer, OrderStatus status, Id shipment) implements ShipmentEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_REQUEUED;
        }
    }

    record OrderReady(Id order, Id customer, OrderStatus status, Id shipment) implements ShipmentEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_READY;
        }
    }

    /** Attempts to deliver a shipment are counted from 1. */
    sealed interface DeliveryEvent extends ShipmentEvent {

        int attempt();

        @Override
        default void describe(Fields fields) {
            ShipmentEvent.super.describe(fields);
            fields.number("attempt", attempt());
        }
    }

    /** It left for the attempt of that number. */
    record OrderShipped(Id order, Id customer, OrderStatus status, Id shipment, int attempt, String carrier)
            implements DeliveryEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_SHIPPED;
        }

        @Override
        public void describe(Fields fields) {
            DeliveryEvent.super.describe(fields);
            fields.text("carrier", carrier);
        }
    }

    record DeliveryAttemptFailed(Id order, Id customer, OrderStatus status, Id shipment, int attempt, String reason)
            implements DeliveryEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_DELIVERY_ATTEMPT_FAILED;
        }

        @Override
        public void describe(Fields fields) {
            DeliveryEvent.super.describe(fields);
            fields.text("reason", reason);
        }
    }

    record OrderDelivered(Id order, Id customer, OrderStatus status, Id shipment, int attempt)
            implements DeliveryEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_DELIVERED;
        }
    }

    /** The last attempt failed too. */
    record OrderFailed(Id order, Id customer, OrderStatus status, Id shipment, int attempt, String reason)
            implements DeliveryEvent {

        @Override
        public EventType type() {
            return EventType.ORDER_FAILED;
        }

        @Override
        public void describe(Fields fields) {
            DeliveryEvent.super.describe(fields);
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
