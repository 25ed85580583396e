package dev.faux.shop;

/**
 * What is known of a customer, all of it each time. The events carry who it is, how often he has told something new and his
 * loyalty points; what is personal is filled in where they are shown.
 */
public sealed interface CustomerEvent extends Event {

    @Override
    Id customer();

    /** How often he has told something new. */
    int revision();

    /** His loyalty points. */
    long points();

    @Override
    default Id key() {
        return customer();
    }

    @Override
    default void describe(Fields fields) {
        fields.profile(customer(), revision(), points());
    }

    /** Somebody who was a customer before the history began, directly before the first thing he does in it. */
    record CustomerIntroduced(Id customer, int revision, long points) implements CustomerEvent {

        @Override
        public EventType type() {
            return EventType.CUSTOMER_INTRODUCED;
        }
    }

    /** Somebody who becomes a customer now. */
    record CustomerRegistered(Id customer, int revision, long points) implements CustomerEvent {

        @Override
        public EventType type() {
            return EventType.CUSTOMER_REGISTERED;
        }
    }

    /** He told something new, or his points have changed. */
    record CustomerUpdated(Id customer, int revision, long points) implements CustomerEvent {

        @Override
        public EventType type() {
            return EventType.CUSTOMER_UPDATED;
        }
    }
}
