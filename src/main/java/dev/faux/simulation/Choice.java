package dev.faux.simulation;

import java.util.List;

/**
 * One of several names, each with its weight.
 *
 * @param weights not negative, and not all 0
 */
public record Choice(List<String> names, List<Double> weights) {

    public Choice {
        names = List.copyOf(names);
        weights = List.copyOf(weights);
    }

    String pick(Dice dice) {
        return names.get(pickIndex(dice));
    }

    int pickIndex(Dice dice) {
        double total = 0;
        for (int i = 0; i < weights.size(); i++) {
            total += weights.get(i);
        }
        double rest = dice.unit() * total;
        for (int i = 0; i < weights.size() - 1; i++) {
            rest -= weights.get(i);
            if (rest < 0) {
                return i;
            }
        }
        return weights.size() - 1;
    }
}
