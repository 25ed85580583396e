package dev.faux.shop;

import org.jspecify.annotations.Nullable;

/**
 * Goods of one product that move in the warehouse. Each says what is there once it has happened: {@code on_hand} pieces on
 * the shelf, of which {@code reserved} are promised to orders.
 */
public sealed interface StockEvent extends Event {

    Id product();

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
        fields.id("warehouse_id", warehouse());
        fields.number("on_hand", onHand());
        fields.number("reserved", reserved());
    }

    /** Pieces promised to an order. */
    record StockReserved(Id product, Id warehouse, Id order, int quantity, int onHand, int reserved)
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
        }
    }

    /** Promised pieces taken from the shelf, because their order is packed. */
    record StockDeducted(Id product, Id warehouse, Id order, int quantity, int onHand, int reserved)
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
        }
    }

    /** Promised pieces free again, because their order was cancelled. */
    record StockReleased(Id product, Id warehouse, Id order, int quantity, int onHand, int reserved)
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
        }
    }

    /** Pieces that came in. */
    record StockRestocked(Id product, Id warehouse, int quantity, int onHand, int reserved) implements StockEvent {

        @Override
        public EventType type() {
            return EventType.STOCK_RESTOCKED;
        }

        @Override
        public void describe(Fields fields) {
            describeStock(fields);
            fields.number("quantity", quantity);
        }
    }

    /** The last piece that was free is promised. */
    record StockDepleted(Id product, Id warehouse, int onHand, int reserved) implements StockEvent {

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
