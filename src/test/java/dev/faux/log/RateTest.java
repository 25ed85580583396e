package dev.faux.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RateTest {

    private static final long NOON = 1_700_000_000_000L;

    private final Rate rate = new Rate();

    @Test
    void what_passed_in_the_last_minute_is_counted_to_the_second() {
        for (int second = 0; second < 100; second++) {
            rate.add(second, NOON + second * 1_000L);
            rate.add(1, NOON + second * 1_000L + 999);
        }
        // Seconds 40 to 99, and one more for each.
        assertThat(rate.lastMinute(NOON + 99_500)).isEqualTo((40 + 99) * 30 + 60);
        assertThat(rate.lastMinute(NOON + 157_999)).isEqualTo(98 + 99 + 2);
        assertThat(rate.lastMinute(NOON + 158_000)).isEqualTo(99 + 1);
        assertThat(rate.lastMinute(NOON + 159_000)).isZero();
    }

    @Test
    void nothing_has_passed_at_first() {
        assertThat(rate.lastMinute(NOON)).isZero();
    }
}
