package dev.faux.shop;

import org.jspecify.annotations.Nullable;

/** Money that moves, or does not, for an order. */
public sealed interface PaymentEvent extends Event {

    Id payment();

    Id order();

    @Override
    Id customer();

    Money amount();

    @Override
    default Id key() {
        return order();
    }

    /** The fields that every event of a payment begins with. */
    default void describePayment(Fields fields) {
        fields.id("payment_id", payment());
        fields.id("order_id", order());
        fields.id("user_id", customer());
        fields.money("amount", amount());
        fields.currency(amount());
    }

    record PaymentAuthorised(Id payment, Id order, Id customer, Money amount, PaymentMethod method)
            implements PaymentEvent {

        @Override
        public EventType type() {
            return EventType.PAYMENT_AUTHORISED;
        }

        @Override
        public void describe(Fields fields) {
            describePayment(fields);
            method.describe(fields);
        }
    }

    record PaymentDeclined(Id payment, Id order, Id customer, Money amount, PaymentMethod method, String reason)
            implements PaymentEvent {

        @Override
        public EventType type() {
            return EventType.PAYMENT_DECLINED;
        }

        @Override
        public void describe(Fields fields) {
            describePayment(fields);
            method.describe(fields);
            fields.text("reason", reason);
        }
    }

    record PaymentCaptured(Id payment, Id order, Id customer, Money amount, PaymentMethod method)
            implements PaymentEvent {

        @Override
        public EventType type() {
            return EventType.PAYMENT_CAPTURED;
        }

        @Override
        public void describe(Fields fields) {
            describePayment(fields);
            method.describe(fields);
        }
    }

    /**
     * A part of what was paid goes back.
     *
     * @param because the shipment that failed, or the return, that it is paid back for; null for the whole order
     */
    record PaymentRefunded(
            Id refund,
            Id payment,
            Id order,
            Id customer,
            Money amount,
            String reason,
            @Nullable Id because) implements PaymentEvent {

        @Override
        public EventType type() {
            return EventType.PAYMENT_REFUNDED;
        }

        @Override
        public void describe(Fields fields) {
            fields.id("refund_id", refund);
            describePayment(fields);
            fields.text("reason", reason);
            if (because != null) {
                fields.id(because.kind() == Id.Kind.SHIPMENT ? "shipment_id" : "return_id", because);
            }
        }
    }
}
