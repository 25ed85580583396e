package dev.faux.simulation;

import static dev.faux.simulation.Intensity.DAY;
import static dev.faux.simulation.Intensity.HOUR;
import static dev.faux.simulation.Intensity.MINUTE;
import static dev.faux.simulation.Worlds.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.simulation.Scenario.Hours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkingHoursTest {

    private static final Hours WEEK =
            new Hours(List.of(true, true, true, true, true, false, false), Duration.ofHours(8), Duration.ofHours(18));

    private final WorkingHours week = new WorkingHours(WEEK);

    @Test
    void work_begins_at_eight_and_ends_before_six() {
        assertThat(week.include(MONDAY + 8 * HOUR - 1)).isFalse();
        assertThat(week.include(MONDAY + 8 * HOUR)).isTrue();
        assertThat(week.include(MONDAY + 18 * HOUR - 1)).isTrue();
        assertThat(week.include(MONDAY + 18 * HOUR)).isFalse();
    }

    @Test
    void nobody_works_on_weekends() {
        for (long hour = 5 * 24; hour < 7 * 24; hour++) {
            assertThat(week.include(MONDAY + hour * HOUR)).isFalse();
            assertThat(week.after(MONDAY + hour * HOUR, 0)).isEqualTo(MONDAY + 7 * DAY + 8 * HOUR);
        }
    }

    @Test
    void work_that_is_not_done_on_friday_is_done_on_monday() {
        long friday = MONDAY + 4 * DAY;
        assertThat(week.after(friday + 17 * HOUR, 2 * HOUR)).isEqualTo(MONDAY + 7 * DAY + 9 * HOUR);
        assertThat(week.after(friday + 17 * HOUR, HOUR - 1)).isEqualTo(friday + 18 * HOUR - 1);
        assertThat(week.after(friday + 17 * HOUR, HOUR))
                .as("what ends with the day is told on the next")
                .isEqualTo(MONDAY + 7 * DAY + 8 * HOUR);
    }

    @Test
    void a_day_may_have_24_hours() {
        WorkingHours always = new WorkingHours(
                new Hours(List.of(true, true, true, true, true, true, true), Duration.ZERO, Duration.ofDays(1)));
        assertThat(always.after(MONDAY + 123, 12 * DAY + 7)).isEqualTo(MONDAY + 12 * DAY + 130);
    }

    @Test
    void hours_are_those_of_the_calendar() {
        Random chance = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            Instant instant = Instant.ofEpochMilli(chance.nextLong(-100 * 365 * DAY, 100 * 365 * DAY));
            var local = instant.atOffset(ZoneOffset.UTC);
            boolean expected = local.getDayOfWeek().getValue() <= 5 && local.getHour() >= 8 && local.getHour() < 18;
            assertThat(week.include(instant.toEpochMilli())).isEqualTo(expected);
        }
    }

    @Test
    void it_counts_as_somebody_who_looks_at_his_watch_each_minute() {
        Random chance = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            WorkingHours hours = new WorkingHours(anyHours(chance));
            long instant = MONDAY + chance.nextLong(14 * 24 * 60) * MINUTE;
            long work = chance.nextInt(i % 2 == 0 ? 600 : 5_000);
            assertThat(hours.after(instant, work * MINUTE))
                    .as("%s minutes from %s", work, Instant.ofEpochMilli(instant))
                    .isEqualTo(watch(hours, instant, work));
        }
    }

    private static long watch(WorkingHours hours, long instant, long work) {
        long now = instant;
        for (long rest = work; ; now += MINUTE) {
            if (hours.include(now) && rest-- == 0) {
                return now;
            }
        }
    }

    private static Hours anyHours(Random chance) {
        List<Boolean> days = new ArrayList<>();
        int sure = chance.nextInt(7);
        for (int day = 0; day < 7; day++) {
            days.add(day == sure || chance.nextBoolean());
        }
        int from = chance.nextInt(23 * 60);
        int to = from + 1 + chance.nextInt(24 * 60 - from);
        return new Hours(days, Duration.ofMinutes(from), Duration.ofMinutes(to));
    }
}
