package dev.faux.simulation;

import static dev.faux.simulation.Intensity.DAY;
import static dev.faux.simulation.Worlds.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.simulation.Population.Profile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PopulationTest {

    /** Domains that RFC 2606 keeps for examples, and all below them. */
    private static final Pattern RESERVED =
            Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+)*@([a-z0-9-]+\\.)*example\\.(com|net|org)");

    private static final Pattern FICTIONAL = Pattern.compile("\\+1-[2-9]\\d\\d-555-01\\d\\d");

    private final Population population = new Population(history("weekday"));

    @Test
    void a_customer_is_a_pure_function_of_the_seed_and_his_number() {
        Population again = new Population(history("steady"));
        for (long number = 2_000; number > 0; number--) {
            assertThat(again.id(number)).isEqualTo(population.id(number));
            assertThat(again.profile(again.id(number))).isEqualTo(population.profile(population.id(number)));
        }
        assertThat(population.profile(population.id(1_000_000_000))).isNotNull();
    }

    @Test
    void another_seed_has_other_people() {
        Population others = new Population(Worlds.history(Worlds.scenario("weekday"), 43, NEW_YEAR));
        int same = 0;
        for (long number = 1; number <= 1_000; number++) {
            same += others.id(number).equals(population.id(number)) ? 1 : 0;
            same += others.profile(others.id(number)).equals(population.profile(population.id(number))) ? 1 : 0;
        }
        assertThat(same).isZero();
    }

    @Test
    void addresses_and_numbers_are_harmless_and_no_two_customers_share_an_address() {
        Set<String> addresses = new HashSet<>();
        Set<String> usernames = new HashSet<>();
        for (long number = 1; number <= 300_000; number++) {
            Profile profile = population.profile(population.id(number));
            if (!RESERVED.matcher(profile.email()).matches()) {
                throw new AssertionError("not reserved: " + profile.email());
            }
            if (!FICTIONAL.matcher(profile.phone()).matches()) {
                throw new AssertionError("not fictional: " + profile.phone());
            }
            if (!profile.postalCode().matches("\\d{5}") || !profile.state().matches("[A-Z]{2}")) {
                throw new AssertionError("no place: " + profile);
            }
            addresses.add(profile.email());
            usernames.add(profile.username());
        }
        assertThat(addresses).hasSize(300_000);
        assertThat(usernames).hasSize(300_000);
    }

    @Test
    void customers_of_before_the_history_registered_before_it() {
        long[] perQuarter = new long[12];
        long oldest = 3 * 365 * DAY;
        for (long number = 1; number <= 100_000; number++) {
            Id id = population.id(number);
            assertThat(id.kind()).isEqualTo(Kind.CUSTOMER);
            assertThat(id.number()).isEqualTo(number);
            assertThat(id.at() < NEW_YEAR && id.at() >= NEW_YEAR - oldest).isTrue();
            perQuarter[(int) ((id.at() - NEW_YEAR + oldest) * 12 / oldest)]++;
        }
        Fit.chiSquare(perQuarter, i -> 1 / 12.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 18, 21, 50, 59})
    void nobody_is_too_young_on_the_day_he_registers(int minimum) {
        Population people = new Population(history("steady", "distributions.age.minimum=" + minimum));
        for (long number = 1; number <= 20_000; number++) {
            // Instants over four years, so that every kind of leap year comes.
            Id customer = new Id(Kind.CUSTOMER, number, NEW_YEAR + number * 4 * 365 * DAY / 20_000);
            LocalDate birth = people.profile(customer).birthDate();
            LocalDate registered =
                    Instant.ofEpochMilli(customer.at()).atOffset(ZoneOffset.UTC).toLocalDate();
            if (Period.between(birth, registered).getYears() < minimum) {
                throw new AssertionError("born " + birth + ", registered " + registered);
            }
        }
    }

    @Test
    void ages_are_normal_above_the_minimum() {
        TruncatedNormalDistribution exact = TruncatedNormalDistribution.of(35, 12, 18, Double.POSITIVE_INFINITY);
        double[] ages = new double[50_000];
        for (int i = 0; i < ages.length; i++) {
            Id customer = population.id(i + 1);
            long born = population.profile(customer).birthDate().toEpochDay();
            // The date is the day before the instant of birth, on average by half a day: against a bound of 0.2 years
            // for the mean nothing.
            ages[i] = (Math.floorDiv(customer.at(), DAY) - born - 0.5) / 365.25;
        }
        Fit.mean(ages, exact.getMean(), Math.sqrt(exact.getVariance()));
        Fit.kolmogorovSmirnov(ages, exact::cumulativeProbability);
    }

    private static History history(String scenario, String... settings) {
        return new History(Worlds.scenario(scenario, settings), 42, NEW_YEAR, 13);
    }
}
