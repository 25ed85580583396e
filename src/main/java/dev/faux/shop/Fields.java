package dev.faux.shop;

import java.util.List;

/**
 * Takes the fields of an event in their order, under the names that the outside sees. An {@link Event} describes itself to
 * it; what becomes of the fields (a line of JSON, a digest) is the business of whoever implements it.
 */
public interface Fields {

    void id(String name, Id value);

    void number(String name, long value);

    void text(String name, String value);

    /** A text that is good for the call only. */
    default void text(String name, Text value) {
        text(name, value.toString());
    }

    /** An amount; its currency is described beside it once, by {@link #currency}. */
    void money(String name, Money value);

    /** An instant in milliseconds since 1970 UTC. */
    void time(String name, long millis);

    void list(String name, List<? extends Described> values);

    void texts(String name, List<String> values);

    void flag(String name, boolean value);

    /** Something that has no value where it has one elsewhere. Events leave it out. */
    default void none(String name) {}

    void decimal(String name, double value);

    void decimals(String name, List<Double> values);

    /**
     * Everything the customer told the shop, the last time that he did: personal data, filled in where the event is shown.
     *
     * @param revision how often he has told something new
     * @param points his loyalty points
     */
    void profile(Id customer, int revision, long points);

    /**
     * One of a customer's addresses, on one line: personal data, filled in where the event is shown.
     *
     * @param address a {@link Belonging}
     */
    void address(String name, Id address);

    default void currency(Money value) {
        text("currency", value.currency().name());
    }

    /** Something that can name its own fields. */
    interface Described {

        void describe(Fields fields);
    }
}
