package dev.faux.emitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LastMinuteTest {

    private static final long NOON = 1_700_000_000_000L;

    private final LastMinute lastMinute = new LastMinute();

    @Test
    void a_shop_that_keeps_up_has_what_is_asked() {
        count(0, 200, 10, 10);
        assertThat(lastMinute.perMinute()).isCloseTo(600, within(1e-9));
    }

    @Test
    void a_shop_that_cannot_keep_up_has_less() {
        count(0, 200, 4, 10);
        assertThat(lastMinute.perMinute()).isCloseTo(240, within(1e-9));
    }

    @Test
    void only_the_last_minute_counts() {
        count(0, 100, 4, 10);
        count(100, 161, 10, 10);
        assertThat(lastMinute.perMinute()).isCloseTo(600, within(1e-9));
    }

    @Test
    void nothing_is_told_of_less_than_two_seconds_or_of_no_time_at_all() {
        assertThat(lastMinute.perMinute()).isZero();
        lastMinute.take(5, NOON);
        assertThat(lastMinute.perMinute()).isZero();
        lastMinute.take(5, NOON);
        assertThat(lastMinute.perMinute()).isZero();
    }

    private long position;

    /** Each second so many events, where that many were due. */
    private void count(int fromSecond, int toSecond, int events, int due) {
        for (int second = fromSecond; second < toSecond; second++) {
            position += events;
            lastMinute.take(position, NOON + second * 1_000L * due / 10);
        }
    }
}
