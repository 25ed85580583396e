package dev.faux.shop;

import org.jspecify.annotations.Nullable;

/**
 * Goods of one variant that move in a warehouse. Each says what is there once it has happened: {@code on_hand} pieces on
 * the shelf, of which {@code reserved} are promised to orders.
 */
public sealed interface StockEvent extends Event {

    String SUPPLIED = "supplied";
    String SENT_BACK = "sent_back";
    String UNDELIVERED = "undelivered";

    Id product();

    Id variant();

    Id warehouse();

    int onHand();

    int reserved();

    @Override
    default Id key() {
        return product();
    }

    @Override
    default @Nullable Id customer() {
        return null;
    }

    /** The fields that every event of the stock has. */
    default void describeStock(Fields fields) {
        fields.id("product_id", product());
        fields.id("variant_id", variant());
        fields.id("warehouse_id", warehouse());
        fields.number("on_hand", onHand());
        fields.number("reserved", reserved());
    }

    /** Pieces promised to an order. */
    record StockReserved(
            Id product, Id variant, Id warehouse, Id order, Id shipment, int quantity, int onHand, int reserved)
            implements StockEvent {

        @Override
        public EventType type() {
            return EventType.STOCK_RESERVED;
        }

        @Override
        public void describe(Fields fields) {
            describeStock(fields);
            fields.number("quantity", quantity);
            fields.id("order_id", order);
            fields.id("shipment_id", shipment);
        }
    }

    /** Promised pieces taken from the shelf, because their order is packed. */
    record StockDeducted(
            Id product, Id variant, Id warehouse, Id order, Id shipment, int quantity, int onHand, int reserved)
            implements StockEvent {

        @Override
        public EventType type() {
            return EventType.STOCK_DEDUCTED;
        }

        @Override
        public void describe(Fields fields) {
            describeStock(fields);
            fields.number("quantity", quantity);
            fields.id("order_id", order);
            fields.id("shipment_id", shipment);
        }
    }

    /** Promised pieces free again, because their order was cancelled. */
    record StockReleased(
            Id product, Id variant, Id warehouse, Id order, Id shipment, int quantity, int onHand, int reserved)
            implements StockEvent {

        @Override
        public EventType type() {
            return EventType.STOCK_RELEASED;
        }

        @Override
        public void describe(Fields fields) {
            describeStock(fields);
            fields.number("quantity", quantity);
            fields.id("order_id", order);
            fields.id("shipment_id", shipment);
        }
    }

    /**
     * Pieces that came in.
     *
     * @param reason {@link #SUPPLIED}, {@link #SENT_BACK} or {@link #UNDELIVERED}
     * @param order that they come back from, or null
     * @param vendor who brought them, or null where they come back
     */
    record StockRestocked(
            Id product,
            Id variant,
            Id warehouse,
            int quantity,
            int onHand,
            int reserved,
            String reason,
            @Nullable Id order,
            @Nullable Id vendor)
            implements StockEvent {

        @Override
        public EventType type() {
            return EventType.STOCK_RESTOCKED;
        }

        @Override
        public void describe(Fields fields) {
            describeStock(fields);
            fields.number("quantity", quantity);
            fields.text("reason", reason);
            if (order != null) {
                fields.id("order_id", order);
            }
            if (vendor != null) {
                fields.id("vendor_id", vendor);
            }
        }
    }

    /** The last piece that was free is promised. */
    record StockDepleted(Id product, Id variant, Id warehouse, int onHand, int reserved) implements StockEvent {

        @Override
        public EventType type() {
            return EventType.STOCK_DEPLETED;
        }

        @Override
        public void describe(Fields fields) {
            describeStock(fields);
        }
    }
}
