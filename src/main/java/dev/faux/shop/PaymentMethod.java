package dev.faux.shop;

/**
 * One of a customer's means of payment.
 *
 * @param kind as in {@code card}
 */
public record PaymentMethod(Id id, String kind) {

    void describe(Fields fields) {
        fields.id("payment_method_id", id);
        fields.text("payment_method", kind);
    }
}
