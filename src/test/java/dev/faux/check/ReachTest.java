package dev.faux.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReachTest {

    private final Reach reach = new Reach();

    @Test
    void it_ends_with_the_last_event() {
        assertThat(reach.isPast(1, 1)).isTrue();
        reach.include(7, 70);
        reach.include(9, 90);
        reach.include(8, 80);

        assertThat(reach.isPast(9, 90)).isFalse();
        assertThat(reach.isPast(10, 90)).isTrue();
        assertThat(reach.isPast(9, 91)).isTrue();
    }

    @Test
    void a_wrong_position_and_a_wrong_time_do_not_add_up() {
        reach.include(9, 90);
        reach.include(1_000_000, 50);
        reach.include(5, Long.MAX_VALUE);

        assertThat(reach.isPast(9, 90)).isFalse();
        assertThat(reach.isPast(10, 91)).isTrue();
    }

    @Test
    void of_too_many_that_are_odd_none_is_forgotten() {
        for (int i = 0; i < 1_000; i++) {
            reach.include(1_000 - i, i);
        }

        for (int i = 0; i < 1_000; i++) {
            assertThat(reach.isPast(1_000 - i, i)).isFalse();
        }
        assertThat(reach.isPast(1_001, 1_001)).isTrue();
    }
}
