package dev.faux.simulation;

import static dev.faux.simulation.Intensity.DAY;
import static dev.faux.simulation.Worlds.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.Id;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.SessionEvent.Exposure;
import dev.faux.shop.SessionEvent.SessionEnded;
import dev.faux.shop.SessionEvent.SessionStarted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Experiments are seen in what their visitors do. Bounds are those of {@link Fit}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ExperimentsTest {

    private static final String BUTTON =
            "{name: button, variants: {grey: 50, green: 30, red: 20}, lifts: {green: 0.5, red: -0.4}}";
    private static final String BANNER = "{name: banner, variants: {with: 1, without: 1}}";

    private final Map<Id, List<Exposure>> customers = new HashMap<>();
    private final Map<String, long[]> sessions = new HashMap<>();
    private final Map<Id, String> variants = new HashMap<>();

    @Test
    void orders_are_as_many_more_or_less_as_the_lift_says() {
        live("experiments=[" + BUTTON + "]");

        double conversion = Worlds.scenario("steady").conversion();
        // Few of those who want to order find nothing: much less than the bounds.
        Fit.share(ordered("grey"), visits("grey"), conversion);
        Fit.share(ordered("green"), visits("green"), 1.5 * conversion);
        Fit.share(ordered("red"), visits("red"), 0.6 * conversion);
    }

    @Test
    void customers_are_shared_out_and_stay_where_they_are() {
        live("experiments=[" + BUTTON + "]");

        long[] counts = new long[3];
        customers
                .values()
                .forEach(each -> counts[
                        List.of("grey", "green", "red").indexOf(each.getFirst().variant())]++);
        Fit.chiSquare(counts, i -> List.of(0.5, 0.3, 0.2).get(i));
    }

    @Test
    void another_experiment_beside_it_changes_nobodys_variant() {
        live("experiments=[" + BUTTON + "]");
        Map<Id, List<Exposure>> alone = Map.copyOf(customers);
        customers.clear();
        live("experiments=[" + BANNER + "," + BUTTON + "]");

        int both = 0;
        for (Map.Entry<Id, List<Exposure>> each : customers.entrySet()) {
            List<Exposure> before = alone.get(each.getKey());
            if (before != null) {
                assertThat(each.getValue().getLast()).isEqualTo(before.getFirst());
                both++;
            }
        }
        assertThat(both).isGreaterThan(1_000);
    }

    @Test
    void without_an_experiment_nothing_is_told_of_any() {
        live("experiments=[]");

        assertThat(customers.values()).isNotEmpty().allMatch(List::isEmpty);
    }

    private void live(String experiments) {
        Scenario scenario = Worlds.scenario("steady", "intensity.per_minute=120", experiments);
        Worlds.live(new World(new History(scenario, 5, MONDAY, 18)), MONDAY + 5 * DAY, each -> {
            switch (each.event()) {
                case SessionStarted started -> {
                    String variant = started.exposures().isEmpty()
                            ? ""
                            : started.exposures().getLast().variant();
                    List<Exposure> before = customers.putIfAbsent(started.customer(), started.exposures());
                    assertThat(before).isIn(null, started.exposures());
                    variants.put(started.session(), variant);
                    sessions.computeIfAbsent(variant, any -> new long[2])[0]++;
                }
                case SessionEnded ended -> assertThat(ended.exposures()).isEqualTo(customers.get(ended.customer()));
                case OrderPlaced placed ->
                    sessions.computeIfAbsent(variants.getOrDefault(placed.session(), ""), any -> new long[2])[1]++;
                default -> {}
            }
        });
    }

    private long visits(String variant) {
        return sessions.getOrDefault(variant, new long[2])[0];
    }

    private long ordered(String variant) {
        return sessions.getOrDefault(variant, new long[2])[1];
    }
}
