package dev.faux.check;

import dev.faux.check.Event.Exposure;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.Scenario.Experiment;
import java.util.List;
import java.util.UUID;

/** Which variants of the experiments customers are in. */
final class Experiments implements Inspector {

    private final List<Experiment> all;
    /** A hash of his variants, by customer. */
    private final LongMap variants = new LongMap();

    private final Rule known;
    private final Rule stays;

    Experiments(Rules rules, Scenario scenario) {
        all = scenario.experiments();
        known = rules.addIf(
                !all.isEmpty(),
                "experiments-of-the-scenario",
                "The start and the end of a session name each experiment of the scenario once, and one of its variants.");
        stays = rules.addIf(
                !all.isEmpty(), "variant-of-the-customer", "A customer is in the same variants at every visit.");
    }

    @Override
    public void inspect(Event event) {
        if (event.type != Type.SESSION_STARTED && event.type != Type.SESSION_ENDED) {
            return;
        }
        List<Exposure> found = List.copyOf(event.exposures);
        known.expect(event, areKnown(found), () -> "experiments " + found + ", expected one variant of each: " + all);
        UUID customer = event.id(Field.USER_ID);
        long now = Hashes.of(found.toString());
        long before = variants.get(Hashes.of(customer), now);
        stays.expect(event, now == before, () -> "experiments " + found + ", expected the same as before");
        variants.put(Hashes.of(customer), now);
    }

    private boolean areKnown(List<Exposure> found) {
        if (found.size() != all.size()) {
            return false;
        }
        for (int i = 0; i < all.size(); i++) {
            Exposure exposure = found.get(i);
            if (!exposure.experiment().equals(all.get(i).name())
                    || !all.get(i).variants().names().contains(exposure.variant())) {
                return false;
            }
        }
        return true;
    }
}
