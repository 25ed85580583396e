package dev.faux.shop;

import java.util.List;

/** What customers do with an order once they have it. */
public sealed interface AftersalesEvent extends Event {

    Id order();

    @Override
    Id customer();

    @Override
    default Id key() {
        return order();
    }

    /** The two fields that each of them has. */
    default void describeOrder(Fields fields) {
        fields.id("order_id", order());
        fields.id("user_id", customer());
    }

    /** One line of an order that goes back, all pieces of it. */
    record Returned(Id item, Id product, Id variant, int quantity) implements Fields.Described {

        @Override
        public void describe(Fields fields) {
            fields.id("order_item_id", item);
            fields.id("product_id", product);
            fields.id("variant_id", variant);
            fields.number("quantity", quantity);
        }
    }

    /** He wants to send these lines of his order back. */
    record ReturnRequested(Id returned, Id order, Id customer, String reason, List<Returned> items)
            implements AftersalesEvent {

        @Override
        public EventType type() {
            return EventType.RETURN_REQUESTED;
        }

        @Override
        public void describe(Fields fields) {
            fields.id("return_id", returned);
            describeOrder(fields);
            fields.text("reason", reason);
            fields.list("items", items);
        }
    }

    /** What he sent back is there, and its share is refunded. */
    record ReturnReceived(Id returned, Id order, Id customer) implements AftersalesEvent {

        @Override
        public EventType type() {
            return EventType.RETURN_RECEIVED;
        }

        @Override
        public void describe(Fields fields) {
            fields.id("return_id", returned);
            describeOrder(fields);
        }
    }

    /** @param rating 1 to 5 */
    record ReviewPosted(Id review, Id order, Id customer, Id item, Id product, int rating, String title)
            implements AftersalesEvent {

        @Override
        public EventType type() {
            return EventType.REVIEW_POSTED;
        }

        @Override
        public void describe(Fields fields) {
            fields.id("review_id", review);
            describeOrder(fields);
            fields.id("order_item_id", item);
            fields.id("product_id", product);
            fields.number("rating", rating);
            fields.text("title", title);
        }
    }

    record TicketOpened(Id ticket, Id order, Id customer, String topic) implements AftersalesEvent {

        @Override
        public EventType type() {
            return EventType.TICKET_OPENED;
        }

        @Override
        public void describe(Fields fields) {
            fields.id("ticket_id", ticket);
            describeOrder(fields);
            fields.text("topic", topic);
        }
    }

    record TicketClosed(Id ticket, Id order, Id customer, String resolution) implements AftersalesEvent {

        @Override
        public EventType type() {
            return EventType.TICKET_CLOSED;
        }

        @Override
        public void describe(Fields fields) {
            fields.id("ticket_id", ticket);
            describeOrder(fields);
            fields.text("resolution", resolution);
        }
    }
}
