package dev.faux.api;

import dev.faux.shop.Refusal;
import org.springframework.http.HttpStatus;

/** Tells a client why the shop refused him. */
final class Refused {

    private Refused() {}

    static Problem problem(Refusal refusal) {
        return switch (refusal) {
            case Refusal.OutOfStock r ->
                Problem.of(
                        HttpStatus.CONFLICT,
                        "quantity of a variant",
                        Integer.toString(r.wanted()),
                        "at most " + r.available() + ", which is what there is of it now");
            case Refusal.UnknownVariant r -> unprocessable("variant", "one that the shop has");
            case Refusal.UnknownProduct r -> unprocessable("product", "one that the shop has");
            case Refusal.Retired r -> conflict("the product is sold no more");
            case Refusal.NotSoldThere r -> conflict("the product is not sold in market " + r.market());
            case Refusal.OutOfSeason r ->
                conflict("the product is only sold in " + r.season().wireName());
            case Refusal.TooYoung r -> conflict("the product is sold from the age of " + r.minimumAge() + " on");
            case Refusal.UnknownOrder r -> Problem.of(HttpStatus.NOT_FOUND, "there is no such order of yours");
            case Refusal.TooOld r ->
                Problem.of(HttpStatus.GONE, "the order has ended, and nothing can be done to it any more");
            case Refusal.WrongStatus r ->
                Problem.of(
                        HttpStatus.CONFLICT,
                        "status of the order",
                        r.status().wireName(),
                        "waiting or preparation: from ready on it cannot be cancelled");
            case Refusal.AlreadyPaid r -> conflict("the order is paid already");
            case Refusal.NotPaid r -> conflict("the order is not paid yet");
            case Refusal.UnknownPromotion r -> conflict("there is no such promotion");
            case Refusal.UnknownWarehouse r -> conflict("there is no such warehouse");
            case Refusal.UnknownCategory r -> conflict("there is no such category");
            case Refusal.UnknownCustomer r -> conflict("there is no such customer");
            case Refusal.AlreadyKnown r -> conflict("the customer is known already");
            case Refusal.NotHis r -> conflict("that is somebody else's");
            case Refusal.UpdatedTooOften r -> conflict("the customer has told something new too often");
            case Refusal.UnknownSession r -> conflict("there is no such session");
            case Refusal.EmptyCart r -> conflict("the cart is empty");
            case Refusal.CartFull r -> conflict("the cart is full");
            case Refusal.NotInCart r -> conflict("that is not in the cart");
            case Refusal.UnknownShipment r -> conflict("there is no such shipment");
            case Refusal.UnknownReturn r -> conflict("there is no such return");
            case Refusal.TooManyTickets r -> conflict("there are too many tickets for the order");
            case Refusal.UnknownTicket r -> conflict("there is no such ticket");
            case Refusal.BackOrdered r -> conflict("the goods have not come in yet");
            case Refusal.NotReturnable r -> conflict("that cannot be sent back");
            case Refusal.NotReviewable r -> conflict("that cannot be reviewed");
        };
    }

    private static Problem conflict(String detail) {
        return Problem.of(HttpStatus.CONFLICT, detail);
    }

    private static Problem unprocessable(String what, String expected) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "there is no such " + what + ", expected " + expected);
    }
}
