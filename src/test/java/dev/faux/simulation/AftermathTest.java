package dev.faux.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AftermathTest {

    private final Scenario steady = Worlds.scenario("steady");
    private final Aftermath aftermath = Objects.requireNonNull(Pilot.frozen(steady));
    private final History history = new History(steady, 1, 0, aftermath.eventsPerSession());
    private final Intensity intensity = new Intensity(history);

    @Test
    void an_old_history_has_the_rate_that_was_asked_for() {
        assertThat(aftermath.expectedPerMinute(intensity::expectedEvents, 0, 60 * Intensity.DAY))
                .isCloseTo(300, within(0.01));
    }

    @Test
    void a_young_history_has_less_and_approaches_it() {
        double before = 0;
        for (long age : new long[] {1, 6, 24, 48, 96, 240}) {
            double rate = aftermath.expectedPerMinute(intensity::expectedEvents, 0, age * Intensity.HOUR);
            assertThat(rate).isGreaterThan(before).isLessThanOrEqualTo(300.01);
            before = rate;
        }
        assertThat(aftermath.expectedPerMinute(intensity::expectedEvents, 0, Intensity.HOUR))
                .isCloseTo(300 * aftermath.shares().getFirst(), within(0.01));
    }

    @Test
    void it_reads_what_it_writes() {
        assertThat(Aftermath.parse(aftermath.toString())).isEqualTo(aftermath);
    }

    @Test
    void too_few_shares_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Aftermath(14, List.of(1.0)))
                .withMessage("1 shares, expected 9");
    }
}
