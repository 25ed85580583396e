package dev.faux.simulation;

import dev.faux.shop.CartItem;
import dev.faux.shop.CatalogueEvent.Surge;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that somebody outside wants of a world. */
public sealed interface Instruction {

    /** Of a person, who is a customer from his first one on. */
    sealed interface OfPerson extends Instruction {

        /** Tells one person from the other, and nothing about him. */
        String person();
    }

    /**
     * He orders, and pays with what he has.
     *
     * @param shipping one of the scenario's methods, or null for the first
     */
    record Order(
            String person, List<CartItem> items, @Nullable String shipping) implements OfPerson {

        public Order {
            items = List.copyOf(items);
        }
    }

    /** He does not want one of his orders any more. */
    record Cancel(String person, long order, String reason) implements OfPerson {}

    /**
     * The shop is to have another number of visitors; null for what stays as it is.
     *
     * @param perMinute mean events per minute over a normal week
     * @param hours 24 weights
     * @param weekdays 7 weights, from Monday
     * @param surge a campaign that begins at once
     */
    record ChangeIntensity(
            @Nullable Double perMinute,
            @Nullable List<Double> hours,
            @Nullable List<Double> weekdays,
            @Nullable Surge surge)
            implements Instruction {}
}
