package dev.faux.shop;

/**
 * Names one thing of the shop: its kind, its running number within that kind (from 1), and the virtual instant at which it
 * came into being, in milliseconds since 1970 UTC. {@link Uuids} shows it to the outside.
 */
public record Id(Kind kind, long number, long at) {

    /** What an id can name. {@link #noun()} stands before the slash of an event's {@code subject}. */
    public enum Kind {
        EVENT("event"),
        WAREHOUSE("warehouse"),
        VENDOR("vendor"),
        CATEGORY("category"),
        PRODUCT("product"),
        CUSTOMER("customer"),
        SESSION("session"),
        ORDER("order"),
        ORDER_ITEM("order_item"),
        PAYMENT("payment"),
        REFUND("refund"),
        SHIPMENT("shipment"),
        ADDRESS("address"),
        PAYMENT_METHOD("payment_method"),
        VARIANT("variant"),
        RETURN("return"),
        REVIEW("review"),
        TICKET("ticket"),
        PROMOTION("promotion"),
        SHOP("shop"),
        LOAN("loan"),
        LOAN_PAYMENT("loan_payment");

        private final String noun;

        Kind(String noun) {
            this.noun = noun;
        }

        public String noun() {
            return noun;
        }
    }

    public Id {
        if (number < 1 || number > Uuids.MAX_NUMBER) {
            throw new IllegalArgumentException(
                    "number of a " + kind.noun() + " is " + number + ", expected 1 to " + Uuids.MAX_NUMBER);
        }
    }
}
