package dev.faux.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The mean that turns a rate of events into one of sessions is frozen for the shipped scenarios, and made again here. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PilotTest {

    @Test
    void the_frozen_figure_is_what_the_pilot_run_gives() {
        Scenario weekday = Worlds.scenario("weekday");
        List<Double> progress = new ArrayList<>();
        assertThat(Pilot.run(weekday, progress::add))
                .as("put it into aftermaths.properties under " + Pilot.key(weekday))
                .isEqualTo(Pilot.frozen(weekday));
        assertThat(progress).isSorted().hasSize(42).last().isEqualTo(1.0);
    }

    @Test
    void all_shipped_scenarios_have_one() {
        for (String name : ScenarioFile.SHIPPED) {
            assertThat(Pilot.frozen(Worlds.scenario(name))).as(name).isNotNull();
        }
    }

    @Test
    void it_depends_on_what_a_session_leads_to_and_not_on_when_and_how_many_there_are() {
        String steady = Pilot.key(Worlds.scenario("steady"));
        assertThat(steady).matches("[0-9a-f]{16}");
        assertThat(Pilot.key(Worlds.scenario("weekday"))).isEqualTo(steady);
        for (String setting : List.of(
                "name=other",
                "seed=1",
                "start=2020-02-02",
                "intensity.per_minute=1",
                "intensity.weekdays=[1, 2, 3, 4, 5, 6, 7]",
                "intensity.campaigns=[{after_start: PT1H, height: 2, ramp: PT1H, hold: PT1H, decay: PT1H}]")) {
            assertThat(Pilot.key(Worlds.scenario("steady", setting)))
                    .as(setting)
                    .isEqualTo(steady);
        }
        for (String setting : List.of(
                "personas.buyer.views.most=6",
                "personas.comparer.buys=0.5",
                "visits.typos=0.5",
                "distributions.preferences.rural.Books=2",
                "distributions.basket=3",
                "orders.requeues=0.03",
                "payments.declines=0",
                "stock.least=13",
                "catalogue.products=4999")) {
            assertThat(Pilot.key(Worlds.scenario("steady", setting)))
                    .as(setting)
                    .isNotEqualTo(steady);
        }
    }

    @Test
    void nothing_is_frozen_for_another_shape() {
        assertThat(Pilot.frozen(Worlds.scenario("steady", "personas.buyer.views.most=6")))
                .isNull();
    }
}
