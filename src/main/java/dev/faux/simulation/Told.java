package dev.faux.simulation;

import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.simulation.Dice.Stream;

/** By which of his revisions a customer told last where he lives, his number, what he agrees to, how he pays. */
record Told(int home, int phone, int consents, int means) {

    static Told of(long seed, Id customer, int revision) {
        int home = 0;
        int phone = 0;
        int consents = 0;
        int means = 0;
        if (revision > 0) {
            Dice dice = Dice.of(seed, Kind.CUSTOMER, customer.number(), Stream.CHANGE);
            for (int i = 1; i <= revision; i++) {
                switch (dice.below(4)) {
                    case 0 -> home = i;
                    case 1 -> phone = i;
                    case 2 -> consents = i;
                    default -> means = i;
                }
            }
        }
        return new Told(home, phone, consents, means);
    }
}
