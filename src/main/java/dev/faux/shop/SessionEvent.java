package dev.faux.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one visitor does in one visit. */
public sealed interface SessionEvent extends Event {

    Id session();

    @Override
    Id customer();

    @Override
    default Id key() {
        return session();
    }

    /** The two fields that every event of a session begins with. */
    default void describeVisit(Fields fields) {
        fields.id("session_id", session());
        fields.id("user_id", customer());
    }

    /** So many pieces of a product in a cart. */
    record Pieces(Id product, Id variant, int quantity) implements Fields.Described {

        @Override
        public void describe(Fields fields) {
            fields.id("product_id", product);
            fields.id("variant_id", variant);
            fields.number("quantity", quantity);
        }
    }

    /** Which variant of an experiment a customer is in. */
    record Exposure(String experiment, String variant) implements Fields.Described {

        @Override
        public void describe(Fields fields) {
            fields.text("experiment", experiment);
            fields.text("variant", variant);
        }
    }

    /** @param cart what he left in it the last time */
    record SessionStarted(
            Id session,
            Id customer,
            String market,
            String channel,
            String device,
            List<Pieces> cart,
            List<Exposure> exposures)
            implements SessionEvent {

        @Override
        public EventType type() {
            return EventType.SESSION_STARTED;
        }

        @Override
        public void describe(Fields fields) {
            describeVisit(fields);
            fields.text("market", market);
            fields.text("channel", channel);
            fields.text("device", device);
            if (!cart.isEmpty()) {
                fields.list("cart", cart);
            }
            if (!exposures.isEmpty()) {
                fields.list("experiments", exposures);
            }
        }
    }

    /** @param category only of a category's page */
    record PageViewed(
            Id session, Id customer, String page, @Nullable Id category) implements SessionEvent {

        @Override
        public EventType type() {
            return EventType.PAGE_VIEWED;
        }

        @Override
        public void describe(Fields fields) {
            describeVisit(fields);
            fields.text("page", page);
            if (category != null) {
                fields.id("category_id", category);
            }
        }
    }

    record ProductsSearched(Id session, Id customer, String query, int results) implements SessionEvent {

        @Override
        public EventType type() {
            return EventType.PRODUCTS_SEARCHED;
        }

        @Override
        public void describe(Fields fields) {
            describeVisit(fields);
            fields.text("query", query);
            fields.number("results", results);
        }
    }

    record ProductViewed(Id session, Id customer, Id product, Money price) implements SessionEvent {

        @Override
        public EventType type() {
            return EventType.PRODUCT_VIEWED;
        }

        @Override
        public void describe(Fields fields) {
            describeVisit(fields);
            fields.id("product_id", product);
            fields.money("unit_price", price);
            fields.currency(price);
        }
    }

    record ProductAddedToWishlist(Id session, Id customer, Id product, Money price) implements SessionEvent {

        @Override
        public EventType type() {
            return EventType.PRODUCT_ADDED_TO_WISHLIST;
        }

        @Override
        public void describe(Fields fields) {
            describeVisit(fields);
            fields.id("product_id", product);
            fields.money("unit_price", price);
            fields.currency(price);
        }
    }

    record ProductAdded(Id session, Id customer, Id product, Id variant, int quantity, Money price)
            implements SessionEvent {

        @Override
        public EventType type() {
            return EventType.PRODUCT_ADDED;
        }

        @Override
        public void describe(Fields fields) {
            describeVisit(fields);
            fields.id("product_id", product);
            fields.id("variant_id", variant);
            fields.number("quantity", quantity);
            fields.money("unit_price", price);
            fields.currency(price);
        }
    }

    record ProductRemoved(Id session, Id customer, Id product, Id variant, int quantity) implements SessionEvent {

        @Override
        public EventType type() {
            return EventType.PRODUCT_REMOVED;
        }

        @Override
        public void describe(Fields fields) {
            describeVisit(fields);
            fields.id("product_id", product);
            fields.id("variant_id", variant);
            fields.number("quantity", quantity);
        }
    }

    record CheckoutStarted(Id session, Id customer, int items, Money subtotal) implements SessionEvent {

        @Override
        public EventType type() {
            return EventType.CHECKOUT_STARTED;
        }

        @Override
        public void describe(Fields fields) {
            describeVisit(fields);
            fields.number("items", items);
            fields.money("subtotal", subtotal);
            fields.currency(subtotal);
        }
    }

    record CheckoutCancelled(Id session, Id customer) implements SessionEvent {

        @Override
        public EventType type() {
            return EventType.CHECKOUT_CANCELLED;
        }

        @Override
        public void describe(Fields fields) {
            describeVisit(fields);
        }
    }

    record CheckoutFailed(Id session, Id customer, String reason) implements SessionEvent {

        @Override
        public EventType type() {
            return EventType.CHECKOUT_FAILED;
        }

        @Override
        public void describe(Fields fields) {
            describeVisit(fields);
            fields.text("reason", reason);
        }
    }

    record PaymentInfoEntered(Id session, Id customer, PaymentMethod method) implements SessionEvent {

        @Override
        public EventType type() {
            return EventType.PAYMENT_INFO_ENTERED;
        }

        @Override
        public void describe(Fields fields) {
            describeVisit(fields);
            method.describe(fields);
        }
    }

    record SessionEnded(Id session, Id customer, List<Exposure> exposures) implements SessionEvent {

        @Override
        public EventType type() {
            return EventType.SESSION_ENDED;
        }

        @Override
        public void describe(Fields fields) {
            describeVisit(fields);
            fields.time("started_at", session.at());
            if (!exposures.isEmpty()) {
                fields.list("experiments", exposures);
            }
        }
    }
}
