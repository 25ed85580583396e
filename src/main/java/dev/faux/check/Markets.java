package dev.faux.check;

import dev.faux.simulation.Scenario;
import java.util.List;

/** The markets of the scenario, by their names, and what follows from them for amounts. */
final class Markets {

    private static final double MINOR = 100;

    private final List<Scenario.Market> all;

    Markets(Scenario scenario) {
        all = scenario.markets();
    }

    int count() {
        return all.size();
    }

    /** Its place in the scenario's order, or -1. */
    int place(String market) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).country().equals(market)) {
                return i;
            }
        }
        return -1;
    }

    String name(int place) {
        return all.get(place).country();
    }

    List<String> names() {
        return all.stream().map(Scenario.Market::country).toList();
    }

    String currency(int place) {
        return all.get(place).currency().name();
    }

    boolean isSouthern(String market) {
        int place = place(market);
        return place >= 0 && all.get(place).isSouthern();
    }

    /** Half-up of the market's rate. */
    long tax(int place, long taxable) {
        return (taxable * all.get(place).taxBasisPoints() + 5_000) / 10_000;
    }

    /** An amount of the first market's currency in minor units of this one's; rounded, but not to nothing. */
    long converted(int place, double units) {
        return units == 0 ? 0 : Math.max(1, Math.round(units * all.get(place).rate() * MINOR));
    }
}
