package dev.faux.simulation;

import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Mix;
import dev.faux.shop.SessionEvent.Exposure;
import dev.faux.simulation.Dice.Stream;
import dev.faux.simulation.Scenario.Experiment;
import java.util.ArrayList;
import java.util.List;

/** Who gets what: each customer the same at every visit, whatever other experiments there are. */
final class Experiments {

    private final long seed;
    private final List<Experiment> all;
    /** By experiment and variant. */
    private final List<List<Exposure>> exposures;

    private final double conversion;

    Experiments(History history) {
        seed = history.seed();
        all = history.scenario().experiments();
        exposures = all.stream().map(Experiments::exposures).toList();
        conversion = history.scenario().conversion();
    }

    private static List<Exposure> exposures(Experiment experiment) {
        return experiment.variants().names().stream()
                .map(variant -> new Exposure(experiment.name(), variant))
                .toList();
    }

    List<Exposure> of(Id customer) {
        if (all.isEmpty()) {
            return List.of();
        }
        List<Exposure> his = new ArrayList<>(all.size());
        for (int i = 0; i < all.size(); i++) {
            his.add(exposures.get(i).get(variant(all.get(i), customer)));
        }
        return his;
    }

    /** Whether he buys after all, as more or fewer do with the variants that he is in. */
    boolean decide(Id customer, boolean buys, Dice dice) {
        double factor = 1;
        for (int i = 0; i < all.size(); i++) {
            factor *= 1 + all.get(i).lifts().get(variant(all.get(i), customer));
        }
        if (factor == 1) {
            return buys;
        }
        // Of those who would not buy so many do that there are in all the factor times as many as would.
        double won = conversion * (factor - 1) / (1 - conversion);
        return buys ? dice.chance(factor) : dice.chance(won);
    }

    private int variant(Experiment experiment, Id customer) {
        long key = Mix.of(seed, experiment.name().hashCode());
        return experiment.variants().pickIndex(Dice.of(key, Kind.CUSTOMER, customer.number(), Stream.EXPERIMENT));
    }
}
