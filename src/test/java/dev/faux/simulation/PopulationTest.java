package dev.faux.simulation;

import static dev.faux.simulation.FieldMap.get;
import static dev.faux.simulation.FieldMap.list;
import static dev.faux.simulation.FieldMap.text;
import static dev.faux.simulation.Intensity.DAY;
import static dev.faux.simulation.Worlds.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

    private static final Map<String, Pattern> FICTIONAL = Map.of(
            "US", Pattern.compile("\\+1-[2-9]\\d\\d-555-01\\d\\d"),
            "GB", Pattern.compile("\\+44-(20-7946-0|1\\d1-49[68]-0|11\\d-496-0|28-9649-6|29-2018-0|1632-960)\\d{3}"),
            "DE", Pattern.compile("\\+49-(30-23125|69-90009|40-66969|221-4710|89-99998)-\\d{3}"),
            "FR", Pattern.compile("\\+33-(1-99-00|2-61-91|3-53-01|4-65-71|5-36-49)-\\d\\d-\\d\\d"),
            "BR", Pattern.compile("\\+55-\\d\\d-1555-01\\d\\d"));

    private static final Map<String, Pattern> POSTAL_CODES = Map.of(
            "US", Pattern.compile("\\d{5}"),
            "GB", Pattern.compile("[A-Z]{1,2}\\d{1,2}[A-Z]? \\d[A-Z]{2}"),
            "DE", Pattern.compile("\\d{5}"),
            "FR", Pattern.compile("\\d{5}"),
            "BR", Pattern.compile("\\d{5}-\\d{3}"));

    /** Several fields tell one thing. */
    private static final Map<String, String> THINGS = Map.of(
            "addresses", "address",
            "city", "address",
            "state", "address",
            "postal_code", "address",
            "email_consent", "consents",
            "sms_consent", "consents",
            "profiling_consent", "consents");

    private final Population population = new Population(history("weekday"));
    private final Profiles profiles = new Profiles(history("weekday"));

    @Test
    void a_customer_is_a_pure_function_of_the_seed_and_his_number() {
        Population again = new Population(history("steady"));
        Profiles toldAgain = new Profiles(history("steady"));
        for (long number = 2_000; number > 0; number--) {
            Id id = population.id(number);
            assertThat(again.id(number)).isEqualTo(id);
            assertThat(profile(toldAgain, id, 3)).isEqualTo(profile(profiles, id, 3));
        }
        assertThat(profile(profiles, population.id(1_000_000_000), 255)).isNotEmpty();
    }

    @Test
    void another_seed_has_other_people() {
        History history = Worlds.history(Worlds.scenario("weekday"), 43, NEW_YEAR);
        Population others = new Population(history);
        Profiles toldByOthers = new Profiles(history);
        int same = 0;
        for (long number = 1; number <= 1_000; number++) {
            Id id = population.id(number);
            same += others.id(number).equals(id) ? 1 : 0;
            same += profile(toldByOthers, id, 0).equals(profile(profiles, id, 0)) ? 1 : 0;
        }
        assertThat(same).isZero();
    }

    @Test
    void addresses_and_numbers_are_harmless_and_no_two_customers_share_an_address() {
        Set<String> addresses = new HashSet<>();
        Set<String> usernames = new HashSet<>();
        for (long number = 1; number <= 300_000; number++) {
            Map<String, Object> profile = profile(number, (int) (number % 4));
            String market = text(profile, "market");
            String email = text(profile, "email");
            if (!RESERVED.matcher(email).matches()) {
                throw new AssertionError("not reserved: " + email);
            }
            assertMatches(FICTIONAL, market, text(profile, "phone_number"));
            for (Map<String, Object> address : list(profile, "addresses")) {
                assertMatches(POSTAL_CODES, market, text(address, "postal_code"));
            }
            addresses.add(email);
            usernames.add(text(profile, "username"));
        }
        assertThat(addresses).hasSize(300_000);
        assertThat(usernames).hasSize(300_000);
    }

    @Test
    void cards_are_of_test_ranges_and_pass_the_check_of_luhn() {
        Map<String, Integer> brands = new TreeMap<>();
        Map<String, Integer> kinds = new TreeMap<>();
        for (long number = 1; number <= 20_000; number++) {
            for (Map<String, Object> means : list(profile(number, 0), "payment_methods")) {
                String kind = text(means, "payment_method");
                kinds.merge(kind, 1, Integer::sum);
                assertThat(means.containsKey("card_number")).isEqualTo(kind.equals("card"));
                assertThat(get(means, "limit", Money.class).minor() > 0).isTrue();
                if (kind.equals("card")) {
                    brands.merge(text(means, "card_brand"), 1, Integer::sum);
                    assertThat(text(means, "card_expires")).matches("20(2[89]|3[0-5])-(0[1-9]|1[0-2])");
                    assertThat(text(means, "card_number")).matches("(411111|555555)\\d{10}|378282\\d{9}");
                    assertThat(passesLuhn(text(means, "card_number"))).isTrue();
                }
            }
        }
        assertThat(brands.keySet()).containsExactly("amex", "mastercard", "visa");
        assertThat(kinds.keySet()).containsExactly("bank_transfer", "card", "wallet");
    }

    @Test
    void markets_have_their_shares_in_any_part_of_the_population() {
        List<Double> shares = List.of(0.45, 0.18, 0.15, 0.12, 0.10);
        for (long from = 1; from < 90_000; from += 7_919) {
            int[] counts = new int[5];
            for (long number = from; number < from + 1_000; number++) {
                counts[population.market(number)]++;
            }
            for (int i = 0; i < counts.length; i++) {
                assertThat(counts[i]).isCloseTo((int) (1_000 * shares.get(i)), within(6));
            }
        }
    }

    @Test
    void who_comes_often_is_picked_often_and_always_of_the_market() {
        Dice dice = Dice.of(1, Kind.SESSION, 1, Dice.Stream.BEHAVIOUR);
        Map<String, Integer> picked = new TreeMap<>();
        for (int i = 0; i < 20_000; i++) {
            long customer = population.pick(4, dice);
            assertThat(population.market(customer)).isEqualTo(4);
            picked.merge(population.segment(customer).name(), 1, Integer::sum);
        }
        // Shares of 60, 30 and 10, times 1, 3 and 8 visits.
        long[] counts = {picked.get("loyal"), picked.get("occasional"), picked.get("regular")};
        double[] weights = {80, 60, 90};
        Fit.chiSquare(counts, i -> weights[i] / 230);
    }

    @Test
    void what_is_told_anew_changes_one_thing_and_leaves_who_he_is() {
        Set<String> changed = new TreeSet<>();
        for (long number = 1; number <= 200; number++) {
            Id customer = population.id(number);
            for (int revision = 1; revision <= 20; revision++) {
                Map<String, Object> before = profile(profiles, customer, revision - 1);
                Map<String, Object> after = profile(profiles, customer, revision);
                assertThat(after.get("email")).isEqualTo(before.get("email"));
                assertThat(after.get("birth_date")).isEqualTo(before.get("birth_date"));
                Set<String> differences = new TreeSet<>();
                after.forEach((name, value) -> {
                    if (!value.equals(before.get(name))) {
                        differences.add(THINGS.getOrDefault(name, name));
                    }
                });
                if (differences.contains("address")) {
                    assertThat(list(after, "addresses").getFirst().get("address_id"))
                            .isNotEqualTo(list(before, "addresses").getFirst().get("address_id"));
                }
                assertThat(differences).hasSizeLessThan(2);
                changed.addAll(differences);
            }
        }
        assertThat(changed).containsExactly("address", "consents", "payment_methods", "phone_number");
    }

    @Test
    void an_address_follows_from_its_id() {
        for (long number = 1; number <= 500; number++) {
            for (Map<String, Object> address : list(profile(number, 9), "addresses")) {
                assertThat(profiles.address(get(address, "address_id", Id.class))
                                .toString())
                        .contains(text(address, "address"), text(address, "city"), text(address, "postal_code"))
                        .endsWith(", " + text(address, "country"))
                        .doesNotContain("{");
            }
        }
    }

    @Test
    void a_city_has_one_region_and_one_postal_area() {
        Map<String, String> areas = new HashMap<>();
        for (long number = 1; number <= 50_000; number++) {
            for (Map<String, Object> address : list(profile(number, 0), "addresses")) {
                String area =
                        text(address, "state") + text(address, "postal_code").replaceAll("(\\D*|\\d\\d).*", "$1");
                String before = areas.putIfAbsent(text(address, "country") + text(address, "city"), area);
                assertThat(before == null || before.equals(area)).isTrue();
            }
        }
        assertThat(areas).hasSizeGreaterThan(250);
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
        Profiles people = new Profiles(history("steady", "distributions.age.minimum=" + minimum));
        for (long number = 1; number <= 20_000; number++) {
            // Instants over four years, so that every kind of leap year comes.
            Id customer = new Id(Kind.CUSTOMER, number, NEW_YEAR + number * 4 * 365 * DAY / 20_000);
            LocalDate birth = LocalDate.parse(text(profile(people, customer, 0), "birth_date"));
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
            long born = LocalDate.parse(text(profile(profiles, customer, 0), "birth_date"))
                    .toEpochDay();
            // The date is the day before the instant of birth, on average by half a day: against a bound of 0.2 years
            // for the mean nothing.
            ages[i] = (Math.floorDiv(customer.at(), DAY) - born - 0.5) / 365.25;
        }
        Fit.mean(ages, exact.getMean(), Math.sqrt(exact.getVariance()));
        Fit.kolmogorovSmirnov(ages, exact::cumulativeProbability);
    }

    private Map<String, Object> profile(long number, int revision) {
        return profile(profiles, population.id(number), revision);
    }

    private static Map<String, Object> profile(Profiles profiles, Id customer, int revision) {
        return FieldMap.of(fields -> profiles.describe(customer, revision, 7, fields));
    }

    /** By the table of what a doubled digit counts. */
    private static boolean passesLuhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(i) - '0';
            boolean isDoubled = (number.length() - i) % 2 == 0;
            sum += isDoubled ? "0246813579".charAt(digit) - '0' : digit;
        }
        return sum % 10 == 0;
    }

    private static void assertMatches(Map<String, Pattern> patterns, String market, String text) {
        if (!Objects.requireNonNull(patterns.get(market)).matcher(text).matches()) {
            throw new AssertionError(text + " in " + market);
        }
    }

    private static History history(String scenario, String... settings) {
        return new History(Worlds.scenario(scenario, settings), 42, NEW_YEAR, 13);
    }
}
