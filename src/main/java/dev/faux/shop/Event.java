package dev.faux.shop;

import org.jspecify.annotations.Nullable;

/** Something that happened in the shop. Its place in the history and its instant are given by whoever records it. */
public sealed interface Event extends Fields.Described
        permits CatalogueEvent, CustomerEvent, SessionEvent, OrderEvent, PaymentEvent, StockEvent, AftersalesEvent {

    EventType type();

    /** What it is about: events with the same key stay in order wherever they are sent. */
    Id key();

    /** Whose doing it is, or null for the shop's own. */
    @Nullable
    Id customer();
}
