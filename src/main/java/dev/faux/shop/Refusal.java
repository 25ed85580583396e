package dev.faux.shop;

/** A fact that stands against a command. */
public sealed interface Refusal {

    record UnknownProduct(int product) implements Refusal {}

    record UnknownCategory(int category) implements Refusal {}

    record UnknownCustomer(long customer) implements Refusal {}

    record AlreadyKnown(long customer) implements Refusal {}

    /** The address, or the means of payment, is somebody else's. */
    record NotHis(long customer, Id thing) implements Refusal {}

    /** He has told something new too often. */
    record UpdatedTooOften(long customer) implements Refusal {}

    record UnknownSession(long session) implements Refusal {}

    record UnknownOrder(long order) implements Refusal {}

    /** The order has ended, and the shop keeps no more of it. */
    record TooOld(long order) implements Refusal {}

    record EmptyCart(long session) implements Refusal {}

    record CartFull(long session) implements Refusal {}

    record NotInCart(int product) implements Refusal {}

    record OutOfStock(int product, int wanted, int available) implements Refusal {}

    record AlreadyPaid(long order) implements Refusal {}

    record NotPaid(long order) implements Refusal {}

    /** The order stands where this cannot be done any more, or not yet. */
    record WrongStatus(long order, OrderStatus status) implements Refusal {}
}
