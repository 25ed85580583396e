package dev.faux.simulation;

import static dev.faux.simulation.Intensity.DAY;
import static dev.faux.simulation.Intensity.HOUR;
import static dev.faux.simulation.Intensity.MINUTE;
import static dev.faux.simulation.Worlds.MONDAY;
import static dev.faux.simulation.Worlds.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IntensityTest {

    private static final long WEEK = 7 * DAY;
    private static final double WEEK_OF_MINUTES = 10_080;
    private static final String CROWD = "intensity.campaigns=["
            + "{after_start: PT20H, height: 6, ramp: PT90M, hold: PT2H, decay: PT5H},"
            + "{after_start: PT21H, height: 0.25, ramp: PT4H30M0.123S, hold: PT0S, decay: PT77M},"
            + "{after_start: PT22H, height: 3, ramp: PT0S, hold: PT1H, decay: PT3H},"
            + "{at: 2026-01-03T05:06:07.089Z, height: 40, ramp: PT0.005S, hold: PT0.010S, decay: PT0S},"
            + "{at: 2026-01-04, height: 0, ramp: PT1H, hold: PT3H, decay: PT1H}]";

    @ParameterizedTest
    @ValueSource(strings = {"steady", "weekday"})
    void a_normal_week_has_the_asked_mean(String scenario) {
        Intensity intensity = intensity(scenario, "intensity.per_minute=300");
        assertThat(intensity.expectedEvents(MONDAY, MONDAY + WEEK)).isCloseTo(300 * WEEK_OF_MINUTES, within(1e-3));
        assertThat(intensity.expectedEvents(MONDAY + 12_345, MONDAY + 12_345 + WEEK))
                .isCloseTo(300 * WEEK_OF_MINUTES, within(1e-3));
        assertThat(intensity.sessionsPerDay())
                .isCloseTo(
                        300
                                * 1_440
                                / Objects.requireNonNull(Pilot.frozen(Worlds.scenario(scenario)))
                                        .eventsPerSession(),
                        within(1e-6));
    }

    @Test
    void the_scale_of_the_curves_does_not_matter() {
        String hours = "intensity.hours=[0, 0, 0, 0, 0, 0, 7, 70, 700, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 0]";
        Intensity intensity =
                intensity("steady", "intensity.per_minute=12.5", hours, "intensity.weekdays=[0, 0, 1, 100, 1, 0, 0]");
        assertThat(intensity.expectedEvents(MONDAY, MONDAY + WEEK)).isCloseTo(12.5 * WEEK_OF_MINUTES, within(1e-4));
        assertThat(intensity.at(MONDAY + 8 * HOUR)).isZero();
        assertThat(intensity.at(MONDAY + 3 * DAY + 8 * HOUR))
                .isCloseTo(100 * intensity.at(MONDAY + 2 * DAY + 8 * HOUR), within(1e-9));
        assertThat(intensity.at(MONDAY + 3 * DAY + 8 * HOUR))
                .isCloseTo(10 * intensity.at(MONDAY + 3 * DAY + 7 * HOUR), within(1e-9));
    }

    @Test
    void a_steady_shop_is_the_same_at_any_instant() {
        Intensity intensity = intensity("steady", "intensity.per_minute=60");
        double perMilli = 60
                / Objects.requireNonNull(Pilot.frozen(Worlds.scenario("steady")))
                        .eventsPerSession()
                / MINUTE;
        for (long hour = 0; hour < 24 * 14; hour++) {
            assertThat(intensity.at(NEW_YEAR + hour * HOUR + hour)).isCloseTo(perMilli, within(1e-15));
        }
    }

    @Test
    void the_events_expected_in_a_minute_are_the_asked_one_times_the_curves() {
        assertThat(intensity("steady", "intensity.per_minute=60").expectedEvents(NEW_YEAR, NEW_YEAR + MINUTE))
                .isCloseTo(60, within(1e-9));
        // A Monday at noon: weights 1.80 of 24 that sum to 23.82, and 0.78 of 7 that sum to 7.
        assertThat(intensity("weekday", "intensity.per_minute=60")
                        .expectedEvents(MONDAY + 12 * HOUR, MONDAY + 12 * HOUR + MINUTE))
                .isCloseTo(60 * 1.80 * 24 / 23.82 * 0.78, within(1e-9));
    }

    @Test
    void nothing_is_expected_at_the_rate_of_0() {
        Intensity intensity = intensity("weekday", "intensity.per_minute=0", CROWD);
        assertThat(intensity.at(NEW_YEAR + 21 * HOUR)).isZero();
        assertThat(intensity.boundWithinHour(NEW_YEAR + 21 * HOUR)).isZero();
        assertThat(intensity.expectedEvents(NEW_YEAR, NEW_YEAR + WEEK)).isZero();
    }

    @Test
    void hours_are_those_of_each_market() {
        String nightOff = "intensity.hours=[0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]";
        Intensity intensity = intensityOfAllMarkets("steady", "intensity.per_minute=60", nightOff);
        double whole = intensity.at(MONDAY + 15 * HOUR);
        // At midnight in London all of Europe sleeps, at two in the night New York is up for the last hours.
        assertThat(intensity.at(MONDAY) / whole).isCloseTo(0.55, within(1e-9));
        assertThat(intensity.at(MONDAY + 5 * HOUR) / whole).isCloseTo(0.30, within(1e-9));
        assertThat(intensity.market(MONDAY + 5 * HOUR, 0)).isEqualTo(1);
        assertThat(intensity.market(MONDAY + 5 * HOUR, 0.599)).isEqualTo(1);
        assertThat(intensity.market(MONDAY + 5 * HOUR, 0.601)).isEqualTo(3);
        assertThat(intensity.market(MONDAY + 5 * HOUR, 0.9999)).isEqualTo(3);
        assertThat(intensity.expectedEvents(MONDAY, MONDAY + WEEK)).isCloseTo(60 * WEEK_OF_MINUTES, within(1e-3));
    }

    @Test
    void weekdays_are_those_of_each_market() {
        Intensity intensity = intensityOfAllMarkets("steady", "intensity.weekdays=[1, 0, 0, 0, 0, 0, 0]");
        double whole = intensity.at(MONDAY + 12 * HOUR);
        // Still Sunday in America, already Monday in Europe.
        assertThat(intensity.at(MONDAY) / whole).isCloseTo(0.45, within(1e-9));
        assertThat(intensity.at(MONDAY + DAY) / whole).isCloseTo(0.55, within(1e-9));
    }

    @Test
    void the_5th_of_january_2026_is_a_monday() {
        for (int day = 0; day < 7; day++) {
            assertThat(Intensity.weekday(MONDAY + day * DAY)).isEqualTo(day);
            assertThat(Intensity.weekday(MONDAY + (day + 1) * DAY - 1)).isEqualTo(day);
        }
    }

    @Test
    void weekdays_are_those_of_the_calendar() {
        for (long day = -40_000; day < 40_000; day++) {
            Instant noon = Instant.ofEpochMilli(day * DAY + 12 * HOUR);
            assertThat(Intensity.weekday(noon.toEpochMilli()))
                    .isEqualTo(noon.atOffset(ZoneOffset.UTC).getDayOfWeek().getValue() - 1);
        }
    }

    @Test
    void hours_end_where_the_next_begins() {
        assertThat(Intensity.endOfHour(0)).isEqualTo(HOUR);
        assertThat(Intensity.endOfHour(HOUR - 1)).isEqualTo(HOUR);
        assertThat(Intensity.endOfHour(HOUR)).isEqualTo(2 * HOUR);
        assertThat(Intensity.endOfHour(-1)).isZero();
        assertThat(Intensity.endOfHour(-HOUR)).isZero();
    }

    @Test
    void a_campaign_rises_along_a_line_holds_and_falls_along_a_line() {
        Intensity intensity = withCampaign("after_start: PT10H, height: 5, ramp: PT1H, hold: PT3H, decay: PT2H");
        assertLift(intensity, 0, 1);
        assertLift(intensity, 10 * HOUR - 1, 1);
        assertLift(intensity, 10 * HOUR, 1);
        assertLift(intensity, 10 * HOUR + 15 * MINUTE, 2);
        assertLift(intensity, 10 * HOUR + 30 * MINUTE, 3);
        assertLift(intensity, 11 * HOUR, 5);
        assertLift(intensity, 12 * HOUR, 5);
        assertLift(intensity, 14 * HOUR - 1, 5);
        assertLift(intensity, 14 * HOUR, 5);
        assertLift(intensity, 15 * HOUR, 3);
        assertLift(intensity, 15 * HOUR + 30 * MINUTE, 2);
        assertLift(intensity, 16 * HOUR, 1);
        assertLift(intensity, 40 * HOUR, 1);
    }

    @Test
    void a_campaign_without_a_ramp_and_a_decay_is_a_box() {
        Intensity intensity = withCampaign("at: 2026-01-01T10:00:00Z, height: 5, ramp: PT0S, hold: PT3H, decay: PT0S");
        assertLift(intensity, 10 * HOUR - 1, 1);
        assertLift(intensity, 10 * HOUR, 5);
        assertLift(intensity, 13 * HOUR - 1, 5);
        assertLift(intensity, 13 * HOUR, 1);
    }

    @Test
    void a_campaign_of_no_length_is_none() {
        Intensity intensity = withCampaign("at: 2026-01-01T10:00:00Z, height: 5, ramp: PT0S, hold: PT0S, decay: PT0S");
        for (long offset = -1; offset <= 1; offset++) {
            assertLift(intensity, 10 * HOUR + offset, 1);
        }
    }

    @Test
    void a_campaign_may_be_a_lull() {
        Intensity intensity = withCampaign("after_start: PT0S, height: 0.2, ramp: PT1H, hold: PT1H, decay: PT1H");
        assertLift(intensity, 0, 1);
        assertLift(intensity, 30 * MINUTE, 0.6);
        assertLift(intensity, 90 * MINUTE, 0.2);
        assertLift(intensity, 150 * MINUTE, 0.6);
        assertLift(intensity, 3 * HOUR, 1);
        Intensity silent = withCampaign("after_start: PT0S, height: 0, ramp: PT0S, hold: PT1H, decay: PT0S");
        assertLift(silent, HOUR - 1, 0);
        assertThat(silent.expectedEvents(NEW_YEAR, NEW_YEAR + HOUR)).isZero();
    }

    @Test
    void campaigns_multiply() {
        Intensity intensity = intensity(
                "steady",
                "intensity.campaigns=[{after_start: PT1H, height: 5, ramp: PT0S, hold: PT9H, decay: PT0S},"
                        + "{after_start: PT2H, height: 0.5, ramp: PT0S, hold: PT1H, decay: PT0S}]");
        assertLift(intensity, 2 * HOUR, 2.5);
        assertLift(intensity, 3 * HOUR, 5);
    }

    @Test
    void a_campaign_is_counted_exactly() {
        Intensity intensity = withCampaign("after_start: PT10H, height: 5, ramp: PT1H, hold: PT3H, decay: PT2H");
        Intensity plain = intensity("steady");
        // A trapezium of height 4 on top of the normal: 4 · (1/2 + 3 + 2/2) hours of it.
        assertThat(intensity.expectedEvents(NEW_YEAR, NEW_YEAR + DAY))
                .isCloseTo(plain.expectedEvents(NEW_YEAR, NEW_YEAR + DAY + 18 * HOUR), within(1e-6));
    }

    @Test
    void a_campaign_of_each_year_comes_each_year_and_may_reach_into_the_next() {
        Intensity intensity = withCampaign("each: black-friday, height: 3, ramp: PT0S, hold: P60D, decay: PT0S");
        for (int year = 2026; year < 2040; year++) {
            long begin = Scenario.Feast.BLACK_FRIDAY.in(year).toEpochDay() * DAY - NEW_YEAR;
            assertLift(intensity, begin - 1, 1);
            assertLift(intensity, begin, 3);
            assertLift(intensity, begin + 60 * DAY - 1, 3);
            assertLift(intensity, begin + 60 * DAY, 1);
        }
    }

    @Test
    void black_friday_has_ten_times_the_visitors_and_comes_once_soon_after_the_start() {
        Intensity intensity = intensity("black-friday");
        Intensity weekday = intensity("weekday");
        long noon = Instant.parse("2027-11-26T12:00:00Z").toEpochMilli();
        assertThat(intensity.at(noon)).isCloseTo(10 * weekday.at(noon), within(1e-9));
        long soon = NEW_YEAR + 74 * HOUR;
        assertThat(intensity.at(soon)).isCloseTo(10 * weekday.at(soon), within(1e-9));
        assertThat(intensity.at(soon - HOUR)).isEqualTo(weekday.at(soon - HOUR));
    }

    @Test
    void each_month_has_its_factor() {
        Intensity intensity = intensity("steady", "intensity.season=[2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0.5]");
        assertLift(intensity, 0, 2);
        assertLift(intensity, 31 * DAY - 1, 2);
        assertLift(intensity, 31 * DAY, 1);
        assertLift(intensity, 334 * DAY - 1, 1);
        assertLift(intensity, 334 * DAY, 0.5);
        assertLift(intensity, 365 * DAY, 2);
    }

    @Test
    void pay_days_are_those_of_the_calendar_and_a_day_that_a_month_lacks_is_its_last() {
        Intensity intensity = intensity("steady", "intensity.paydays={days: [15, 31], height: 4}");
        assertLift(intensity, 14 * DAY - 1, 1);
        assertLift(intensity, 14 * DAY, 4);
        assertLift(intensity, 15 * DAY, 1);
        assertLift(intensity, 30 * DAY, 4);
        assertLift(intensity, 57 * DAY, 1);
        assertLift(intensity, 58 * DAY, 4);
        assertLift(intensity, 59 * DAY, 1);
    }

    @Test
    void growth_is_compound() {
        Intensity intensity = intensity("steady", "intensity.growth=0.5");
        assertLift(intensity, 0, 1);
        assertLift(intensity, 365 * DAY, 1.5);
        assertLift(intensity, 730 * DAY, 2.25);
        assertLift(intensity("steady", "intensity.growth=-0.5"), 730 * DAY, 0.25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"black-friday", "flash-sale", "growth"})
    void days_that_differ_are_counted_exactly(String scenario) {
        Intensity intensity = intensity(scenario);
        long from = Instant.parse("2026-11-13T00:00:00Z").toEpochMilli();
        double eventsPerSession =
                Objects.requireNonNull(Pilot.frozen(Worlds.scenario(scenario))).eventsPerSession();
        double sum = 0;
        for (long t = from; t < from + 21 * DAY; t += MINUTE / 2) {
            sum += (intensity.at(t) + intensity.at(t + MINUTE / 2 - 1)) / 2 * MINUTE / 2;
        }
        double expected = intensity.expectedEvents(from, from + 21 * DAY);
        assertThat(sum * eventsPerSession).isCloseTo(expected, within(expected * 1e-6));
    }

    @Test
    void what_is_expected_is_the_sum_over_the_curve() {
        Intensity intensity = intensity("weekday", CROWD);
        double eventsPerSession =
                Objects.requireNonNull(Pilot.frozen(Worlds.scenario("weekday"))).eventsPerSession();
        // By trapeziums; in the hour with a peak of 15 ms by one for each millisecond.
        int step = 500;
        for (long from = NEW_YEAR; from < NEW_YEAR + 4 * DAY; from += HOUR) {
            double sum = 0;
            boolean sharp = from == Instant.parse("2026-01-03T05:00:00Z").toEpochMilli();
            int width = sharp ? 1 : step;
            for (long t = from; t < from + HOUR; t += width) {
                sum += (intensity.at(t) + intensity.at(t + width - 1)) / 2 * width;
            }
            double expected = intensity.expectedEvents(from, from + HOUR);
            assertThat(sum * eventsPerSession)
                    .as("hour from " + Instant.ofEpochMilli(from))
                    .isCloseTo(expected, within(expected * 3e-4 + 1e-9));
        }
    }

    @Test
    void what_is_expected_does_not_depend_on_how_time_is_cut() {
        Intensity intensity = intensity("weekday", CROWD);
        Random chance = new Random(1);
        long end = NEW_YEAR + 5 * DAY;
        double whole = intensity.expectedEvents(NEW_YEAR, end);
        for (int i = 0; i < 20; i++) {
            double sum = 0;
            for (long from = NEW_YEAR; from < end; ) {
                long to = Math.min(end, from + 1 + chance.nextLong(i < 10 ? 10 * HOUR : 5 * MINUTE));
                sum += intensity.expectedEvents(from, to);
                from = to;
            }
            assertThat(sum).isCloseTo(whole, within(whole * 1e-11));
        }
        assertThat(intensity.expectedEvents(NEW_YEAR, NEW_YEAR)).isZero();
    }

    @Test
    void the_bound_is_never_below_the_curve_and_is_reached_or_nearly_so() {
        Intensity intensity = intensity("weekday", CROWD);
        Random chance = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            long from = NEW_YEAR + chance.nextLong(4 * DAY);
            long end = Intensity.endOfHour(from);
            double bound = intensity.boundWithinHour(from);
            for (int j = 0; j < 20; j++) {
                long instant = from + chance.nextLong(end - from);
                if (intensity.at(instant) > bound) {
                    throw new AssertionError("more than the bound of " + Instant.ofEpochMilli(from) + " at "
                            + Instant.ofEpochMilli(instant));
                }
            }
            assertThat(bound >= intensity.at(from) && bound >= intensity.at(end - 1))
                    .isTrue();
        }
        // An hour of one campaign's hold alone: thinning then drops nothing.
        Intensity box = withCampaign("after_start: PT10H, height: 5, ramp: PT0S, hold: PT3H, decay: PT0S");
        assertThat(box.boundWithinHour(NEW_YEAR + 11 * HOUR)).isEqualTo(box.at(NEW_YEAR + 11 * HOUR));
        assertThat(box.boundWithinHour(NEW_YEAR + 20 * HOUR)).isEqualTo(box.at(NEW_YEAR + 20 * HOUR));
    }

    /** The lift at this time after the start, compared to the same shop without campaigns. */
    private static void assertLift(Intensity intensity, long afterStart, double lift) {
        double normal = intensity("steady").at(NEW_YEAR + afterStart);
        assertThat(intensity.at(NEW_YEAR + afterStart) / normal)
                .as("lift " + afterStart + " ms after the start")
                .isCloseTo(lift, within(1e-5));
    }

    private static Intensity withCampaign(String campaign) {
        return intensity("steady", "intensity.campaigns=[{" + campaign + "}]");
    }

    private static Intensity intensity(String scenario, String... settings) {
        return intensityOfAllMarkets(
                scenario,
                Stream.concat(Stream.of(Worlds.UTC), Stream.of(settings)).toArray(String[]::new));
    }

    private static Intensity intensityOfAllMarkets(String scenario, String... settings) {
        double eventsPerSession =
                Objects.requireNonNull(Pilot.frozen(Worlds.scenario(scenario))).eventsPerSession();
        return new Intensity(new History(Worlds.scenario(scenario, settings), 42, NEW_YEAR, eventsPerSession));
    }

    /** What is expected of a history is what comes, also where people change its intensity. */
    @Test
    void what_is_expected_follows_the_changes() {
        Scenario steady = Worlds.scenario("steady", "catalogue.products=100", "intensity.per_minute=60");
        History history = new History(steady, 7, Worlds.MONDAY, 19);
        long noon = Worlds.MONDAY + 12 * Intensity.HOUR;
        Journal journal = number ->
                number == 0 ? new Journal.Entry(noon, new Instruction.ChangeIntensity(600.0, null, null, null)) : null;
        Intensities intensities = new Intensities(history, journal);

        assertThat(intensities.newest().setting().perMinute()).isEqualTo(600);
        assertThat(intensities.expectedEvents(noon - Intensity.HOUR, noon)).isCloseTo(3_600, within(1e-6));
        assertThat(intensities.expectedEvents(noon, noon + Intensity.HOUR)).isCloseTo(36_000, within(1e-6));
        assertThat(intensities.expectedEvents(noon - Intensity.HOUR, noon + Intensity.HOUR))
                .isCloseTo(39_600, within(1e-6));
    }
}
