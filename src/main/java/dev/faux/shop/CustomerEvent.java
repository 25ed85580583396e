package dev.faux.shop;

/** A customer becomes known. The events carry who it is; what is personal is filled in where they are shown. */
public sealed interface CustomerEvent extends Event {

    @Override
    Id customer();

    @Override
    default Id key() {
        return customer();
    }

    @Override
    default void describe(Fields fields) {
        fields.profile(customer());
    }

    /** Somebody who was a customer before the history began, directly before the first thing he does in it. */
    record CustomerIntroduced(Id customer) implements CustomerEvent {

        @Override
        public EventType type() {
            return EventType.CUSTOMER_INTRODUCED;
        }
    }

    /** Somebody who becomes a customer now. */
    record CustomerRegistered(Id customer) implements CustomerEvent {

        @Override
        public EventType type() {
            return EventType.CUSTOMER_REGISTERED;
        }
    }
}
