package dev.faux.check;

/** Knows some rules and tries them as the events come by. */
interface Inspector {

    void inspect(Event event);

    /** Once the instant at which something of weight happened to an order is over: what had to follow at once has followed. */
    default void settle(Order order) {}

    /** Once the last event has been seen. */
    default void conclude() {}
}
