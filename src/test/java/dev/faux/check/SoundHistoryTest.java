package dev.faux.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.check.Report.Status;
import dev.faux.check.Report.Verdict;
import dev.faux.simulation.ScenarioFile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shop is a consistent business: worlds of every shipped scenario run for 31 virtual days, and every rule is tried on what
 * they tell and holds.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SoundHistoryTest {

    private static final long SEEDS = 100;
    private static final long AT_ONCE = 10;
    private static final Duration LONG_ENOUGH_FOR_ALL_RULES = Duration.ofDays(31);

    @ParameterizedTest(name = "{0} from seed {1} at {2} per minute")
    @MethodSource("few")
    void every_rule_is_tried_and_holds(String scenario, long seed, String perMinute) {
        Report report = Told.check(
                Told.scenario(scenario, "intensity.per_minute=" + perMinute), seed, LONG_ENOUGH_FOR_ALL_RULES);

        assertSound(report);
    }

    @Tag("full")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    @ParameterizedTest(name = "{0} from seed {1} on")
    @MethodSource("many")
    void every_rule_is_tried_and_holds_for_many_seeds(String scenario, long first) {
        LongStream.range(first, first + AT_ONCE)
                .parallel()
                .forEach(seed -> every_rule_is_tried_and_holds(scenario, seed, "20"));
    }

    @Tag("full")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    @ParameterizedTest
    @MethodSource("shipped")
    void every_rule_is_tried_and_holds_at_a_high_rate(String scenario) {
        every_rule_is_tried_and_holds(scenario, 1, "450");
    }

    private static void assertSound(Report report) {
        assertThat(report.passed()).as(report.text()).isTrue();
        assertThat(report.summary().whole()).isTrue();
        assertThat(report.rules()).as(report.text()).allSatisfy(rule -> {
            assertThat(rule.status()).isEqualTo(Status.PASSED);
            assertThat(rule.tried()).isPositive();
            assertThat(rule.failures()).isEmpty();
        });
        assertThat(report.rules()).extracting(Verdict::name).doesNotHaveDuplicates();
    }

    private static Stream<Arguments> few() {
        return ScenarioFile.SHIPPED.stream().map(scenario -> Arguments.of(scenario, 42L, "8"));
    }

    private static Stream<Arguments> many() {
        return ScenarioFile.SHIPPED.stream()
                .flatMap(scenario -> LongStream.range(0, SEEDS / AT_ONCE)
                        .mapToObj(group -> Arguments.of(scenario, 1 + group * AT_ONCE)));
    }

    private static List<String> shipped() {
        return ScenarioFile.SHIPPED;
    }
}
