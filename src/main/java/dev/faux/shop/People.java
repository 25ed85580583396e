package dev.faux.shop;

/** What the shop has to know of a customer and does not keep itself: the same answers at any time. */
public interface People {

    /** How they are numbered. */
    CustomerNumbers numbers();

    /** The market that he buys in, from 0. */
    int market(Id customer);

    /** How many years old he is at an instant. */
    int age(Id customer, long at);
}
