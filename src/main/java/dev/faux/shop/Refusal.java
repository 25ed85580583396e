package dev.faux.shop;

/** A fact that stands against a command. */
public sealed interface Refusal {

    record UnknownProduct(int product) implements Refusal {}

    /** It is sold no more. */
    record Retired(int product) implements Refusal {}

    /** There was none, or it has ended. */
    record UnknownPromotion(long promotion) implements Refusal {}

    record UnknownWarehouse(int warehouse) implements Refusal {}

    record UnknownVariant(int variant) implements Refusal {}

    /** The law of the market forbids it, or nobody brings it there. */
    record NotSoldThere(int product, String market) implements Refusal {}

    record OutOfSeason(int product, Season season) implements Refusal {}

    record TooYoung(long customer, int product, int minimumAge) implements Refusal {}

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

    record NotInCart(int variant) implements Refusal {}

    record OutOfStock(int variant, int wanted, int available) implements Refusal {}

    record AlreadyPaid(long order) implements Refusal {}

    record NotPaid(long order) implements Refusal {}

    record UnknownShipment(long order, Id shipment) implements Refusal {}

    record UnknownReturn(long order, Id returned) implements Refusal {}

    record TooManyTickets(long order) implements Refusal {}

    record UnknownTicket(long order, Id ticket) implements Refusal {}

    /** The goods of the shipment have not come in yet. */
    record BackOrdered(long order, Id shipment) implements Refusal {}

    /** It was not delivered, or too long ago, or has been sent back already. */
    record NotReturnable(long order, int line) implements Refusal {}

    /** It was not delivered, or has been reviewed already. */
    record NotReviewable(long order, int line) implements Refusal {}

    /** The order stands where this cannot be done any more, or not yet. */
    record WrongStatus(long order, OrderStatus status) implements Refusal {}
}
