package dev.faux.simulation;

import dev.faux.simulation.Scenario.Experiment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a scenario file may say of experiments. */
final class ExperimentForm {

    private static final int MOST = 10;
    private static final double MOST_LIFT = 10;

    private ExperimentForm() {}

    /** @param conversion the part of the visits that lead to an order where no experiment is made */
    static List<Experiment> read(Section root, double conversion) {
        List<Experiment> experiments = new ArrayList<>();
        double most = conversion;
        for (Section each : root.sections("experiments", 0, MOST)) {
            try (each) {
                Experiment experiment = experiment(each);
                if (experiments.stream().anyMatch(other -> other.name().equals(experiment.name()))) {
                    throw each.wrong("name", experiment.name() + " again", "each name once");
                }
                double before = most;
                most *= 1 + Collections.max(experiment.lifts());
                if (most > 1) {
                    throw each.wrong(
                            "lifts",
                            experiment.lifts().toString(),
                            "at most " + Math.floor(100 * (1 / before - 1)) / 100
                                    + ", with which every visit leads to an order");
                }
                experiments.add(experiment);
            }
        }
        return List.copyOf(experiments);
    }

    private static Experiment experiment(Section section) {
        String name = section.text("name");
        Choice variants = section.choice("variants");
        if (!section.has("lifts")) {
            return new Experiment(
                    name, variants, Collections.nCopies(variants.names().size(), 0.0));
        }
        List<Double> lifts = new ArrayList<>();
        try (Section given = section.section("lifts")) {
            for (String variant : variants.names()) {
                lifts.add(given.has(variant) ? given.number(variant, -1, MOST_LIFT) : 0);
            }
        }
        return new Experiment(name, variants, lifts);
    }
}
