package dev.faux.simulation;

import dev.faux.shop.CartItem;
import dev.faux.shop.CatalogueEvent.Surge;
import dev.faux.shop.Command.PlaceOrder;
import dev.faux.simulation.Scenario.Campaign;
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
     * @param items as {@link PlaceOrder} takes them
     * @param shipping one of the scenario's methods, or null for the first
     */
    record Order(
            String person, List<CartItem> items, @Nullable String shipping) implements OfPerson {

        public Order {
            items = List.copyOf(items);
            PlaceOrder.check(items);
        }
    }

    /** He does not want one of his orders any more. */
    record Cancel(String person, long order, String reason) implements OfPerson {}

    /**
     * The shop is to have another number of visitors; null for what stays as it is.
     *
     * @param perMinute mean events per minute over a normal week, up to {@link Scenario.Intensity#MOST_PER_MINUTE}
     * @param hours 24 weights, up to {@link Scenario.Intensity#MOST}
     * @param weekdays 7 weights, from Monday, as those
     * @param surge a campaign that begins at once, as high as a weight may be
     */
    record ChangeIntensity(
            @Nullable Double perMinute,
            @Nullable List<Double> hours,
            @Nullable List<Double> weekdays,
            @Nullable Surge surge)
            implements Instruction {

        public ChangeIntensity {
            check("per_minute", perMinute, Scenario.Intensity.MOST_PER_MINUTE);
            check("hours", hours, Scenario.Intensity.HOURS);
            check("weekdays", weekdays, Scenario.Intensity.WEEKDAYS);
            if (surge != null) {
                check("height", surge.height(), Scenario.Intensity.MOST);
                for (long part : List.of(surge.ramp(), surge.hold(), surge.decay())) {
                    check("a part of a campaign", (double) part, Campaign.LONGEST.toMillis());
                }
            }
        }

        private static void check(String what, @Nullable Double value, double most) {
            if (value != null && !(value >= 0 && value <= most)) {
                throw new IllegalArgumentException(what + " is " + value + ", expected 0 to " + (long) most);
            }
        }

        private static void check(String what, @Nullable List<Double> weights, int count) {
            if (weights == null) {
                return;
            }
            weights.forEach(weight -> check(what, weight, Scenario.Intensity.MOST));
            if (weights.size() != count || weights.stream().allMatch(weight -> weight == 0)) {
                throw new IllegalArgumentException(
                        what + " is " + weights + ", expected " + count + " numbers, at least one of them above 0");
            }
        }
    }
}
