package dev.faux.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.shop.Currency;
import dev.faux.simulation.Scenario.Campaign;
import dev.faux.simulation.Scenario.Feast;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScenarioFileTest {

    private static final String RAMP = "ramp: PT1H, hold: PT1H, decay: PT1H";

    @TempDir
    private Path folder;

    @Test
    void the_shipped_ones_can_be_read() {
        for (String name : ScenarioFile.SHIPPED) {
            Scenario scenario = read(name);
            assertThat(scenario.name()).isEqualTo(name);
            assertThat(scenario.seed()).isEqualTo(42);
            assertThat(scenario.start()).isNull();
            assertThat(scenario.population()).isEqualTo(100_000);
            assertThat(scenario.catalogue().products()).isEqualTo(5_000);
            assertThat(scenario.intensity().perMinute()).isEqualTo(300);
            assertThat(scenario.intensity().hours()).hasSize(24);
            assertThat(scenario.intensity().weekdays()).hasSize(7);
        }
    }

    @Test
    void values_arrive_where_they_belong() {
        Scenario scenario = read("steady", "start=2026-02-03", "seed=-9223372036854775808");
        assertThat(scenario.seed()).isEqualTo(Long.MIN_VALUE);
        assertThat(scenario.start()).isEqualTo(Instant.parse("2026-02-03T00:00:00Z"));
        assertThat(scenario.home())
                .isEqualTo(new Scenario.Market("US", 45, Currency.USD, 1, 725, new Zone(-5, Zone.Daylight.US), false));
        assertThat(scenario.markets().stream().map(Scenario.Market::country))
                .containsExactly("US", "DE", "GB", "FR", "BR");
        assertThat(scenario.distributions().segments().getLast()).isEqualTo(new Scenario.Segment("loyal", 10, 8, 0.25));
        assertThat(scenario.distributions().consents()).isEqualTo(new Scenario.Consents(0.6, 0.25, 0.5));
        assertThat(scenario.distributions().otherAddress()).isEqualTo(0.25);
        assertThat(scenario.payments().limits().getFirst()).isEqualTo(new Scenario.Amount(2500, 0.7));
        assertThat(scenario.payments().otherMethod()).isEqualTo(0.4);
        assertThat(scenario.catalogue().zipf()).isEqualTo(0.9);
        assertThat(scenario.catalogue().vendors()).isEqualTo(40);
        assertThat(scenario.catalogue().categories()).hasSize(6);
        assertThat(scenario.personas().stream().map(Scenario.Persona::name))
                .containsExactly("window_shopper", "comparer", "future_buyer", "buyer", "hurried_buyer");
        assertThat(scenario.personas().get(1))
                .isEqualTo(new Scenario.Persona("comparer", 16, 0.2, 6, 14, 0.5, 0.15, 0.25, 0.25, 1, 0.2));
        assertThat(scenario.visits().updates()).isEqualTo(0.02);
        assertThat(scenario.visits().cancelsOrder()).isEqualTo(0.03);
        assertThat(scenario.visits().typos()).isEqualTo(0.1);
        assertThat(scenario.visits().cartKept()).isEqualTo(Duration.ofDays(30));
        assertThat(scenario.distributions().preferences().under30().of("Electronics"))
                .isEqualTo(1.6);
        assertThat(scenario.distributions().preferences().over55().of("Books")).isEqualTo(1.5);
        assertThat(scenario.distributions().preferences().urban().of("Books")).isEqualTo(1);
        assertThat(scenario.distributions().preferences().rural().of("Sports")).isEqualTo(1.4);
        assertThat(scenario.visits().devices())
                .isEqualTo(new Choice(List.of("mobile", "desktop", "tablet"), List.of(60.0, 34.0, 6.0)));
        assertThat(scenario.distributions().age()).isEqualTo(new Scenario.Age(35, 12, 18));
        assertThat(scenario.distributions().basket()).isEqualTo(3.5);
        assertThat(scenario.distributions().session()).isEqualTo(Duration.ofMinutes(6));
        assertThat(scenario.orders().hours())
                .isEqualTo(new Scenario.Hours(
                        List.of(true, true, true, true, true, false, false),
                        Duration.ofHours(8),
                        Duration.ofHours(18)));
        assertThat(scenario.orders().packing()).isEqualTo(Duration.ofHours(8));
        assertThat(scenario.orders().requeues()).isEqualTo(0.02);
        assertThat(scenario.orders().delivery().shortest()).isEqualTo(Duration.ofHours(12));
        assertThat(scenario.orders().delivery().longest()).isEqualTo(Duration.ofDays(2));
        assertThat(scenario.orders().delivery().fails()).isEqualTo(0.08);
        assertThat(scenario.orders().delivery().fees()).containsExactly(4.99, 12.99);
        assertThat(scenario.orders().delivery().methods())
                .isEqualTo(new Choice(List.of("standard", "express"), List.of(80.0, 20.0)));
        assertThat(scenario.payments().declines()).isEqualTo(0.06);
        assertThat(scenario.stock())
                .isEqualTo(new Scenario.Stock(
                        Duration.ofDays(21), Duration.ofDays(7), 12, Duration.ofDays(1), Duration.ofDays(4)));
    }

    @Test
    void a_file_extends_another_and_says_only_what_differs() throws IOException {
        Scenario scenario = read(file("""
                extends: weekday
                name: quiet
                intensity: {per_minute: 2}
                """));
        assertThat(scenario.name()).isEqualTo("quiet");
        assertThat(scenario.intensity().perMinute()).isEqualTo(2);
        assertThat(scenario.intensity().hours())
                .isEqualTo(read("weekday").intensity().hours());
        assertThat(scenario.shape()).isEqualTo(read("weekday").shape());
    }

    @Test
    void campaigns_begin_at_an_instant_or_after_the_start_or_on_a_day_of_each_year() {
        Scenario scenario = read(
                "weekday",
                "intensity.campaigns=[{at: 2026-11-27, height: 6.5, ramp: PT0S, hold: PT1H, decay: P2D},"
                        + "{after_start: PT73H15M, height: 0, ramp: PT1H, hold: PT0S, decay: PT0S},"
                        + "{each: black-friday, height: 10, ramp: PT0S, hold: PT1H, decay: PT0S}]");
        assertThat(scenario.intensity().campaigns())
                .containsExactly(
                        new Campaign(
                                new Campaign.At(Instant.parse("2026-11-27T00:00:00Z")),
                                6.5,
                                Duration.ZERO,
                                Duration.ofHours(1),
                                Duration.ofDays(2)),
                        new Campaign(
                                new Campaign.AfterStart(Duration.ofMinutes(73 * 60 + 15)),
                                0,
                                Duration.ofHours(1),
                                Duration.ZERO,
                                Duration.ZERO),
                        new Campaign(
                                new Campaign.Each(Feast.BLACK_FRIDAY),
                                10,
                                Duration.ZERO,
                                Duration.ofHours(1),
                                Duration.ZERO));
    }

    @Test
    void black_friday_follows_the_fourth_thursday_of_november() {
        assertThat(Stream.of(2018, 2023, 2024, 2025, 2026, 2029).map(Feast.BLACK_FRIDAY::in))
                .map(LocalDate::toString)
                .containsExactly("2018-11-23", "2023-11-24", "2024-11-29", "2025-11-28", "2026-11-27", "2029-11-23");
    }

    @Test
    void the_months_pay_days_and_growth_may_be_left_out() {
        Scenario.Intensity steady = read("steady").intensity();
        assertThat(steady.season()).isEmpty();
        assertThat(steady.paydays()).isNull();
        assertThat(steady.growth()).isZero();
        Scenario.Intensity growth = read("growth").intensity();
        assertThat(growth.season()).hasSize(12).contains(1.28);
        assertThat(growth.paydays()).isEqualTo(new Scenario.Paydays(List.of(1, 15), 1.25));
        assertThat(growth.growth()).isEqualTo(0.5);
    }

    @Test
    void a_setting_is_laid_over_the_file_and_the_last_one_wins() {
        Scenario scenario = read(
                "weekday",
                "intensity.per_minute=10",
                "intensity={per_minute: 20, weekdays: [1, 1, 1, 1, 1, 1, 1]}",
                "visits.channels.search=0",
                "orders.delivery.methods.standard.fee=0",
                "name=mine");
        assertThat(scenario.name()).isEqualTo("mine");
        assertThat(scenario.intensity().perMinute()).isEqualTo(20);
        assertThat(scenario.intensity().weekdays()).containsOnly(1.0);
        assertThat(scenario.intensity().hours())
                .isEqualTo(read("weekday").intensity().hours());
        assertThat(scenario.visits().channels().weights()).containsExactly(0.0, 25.0, 15.0, 12.0, 8.0);
        assertThat(scenario.orders().delivery().fees()).containsExactly(0.0, 12.99);
    }

    /** Each a setting over {@code steady}; {@code where} and the key are those of the setting. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            population=0                                   | population is 0, expected a whole number from 1 to 1000000000
            population=1000000001                          | population is 1000000001, expected a whole number from 1 to 1000000000
            population=1.5                                 | population is 1.5, expected a whole number from 1 to 1000000000
            population=many                                | population is many, expected a whole number from 1 to 1000000000
            population=[1]                                 | population is a list, expected a whole number from 1 to 1000000000
            population={a: 1}                              | population is a mapping, expected a whole number from 1 to 1000000000
            population=''                                  | population is empty, expected a whole number from 1 to 1000000000
            seed=9223372036854775808                       | seed is 9223372036854775808, expected a whole number from -9223372036854775808 to 9223372036854775807
            seed=0x2A                                      | seed is 0x2A, expected a whole number from -9223372036854775808 to 9223372036854775807
            start=yesterday                                | start is yesterday, expected an instant such as 2026-01-01T00:00:00Z, or a date
            start=2026-02-30                               | start is 2026-02-30, expected an instant such as 2026-01-01T00:00:00Z, or a date
            start=2026-01-01T00:00:00                      | start is 2026-01-01T00:00:00, expected an instant such as 2026-01-01T00:00:00Z, or a date
            intensity.per_minute=-1                        | intensity.per_minute is -1, expected a number from 0 to 12000000
            intensity.per_minute=12000000.1                | intensity.per_minute is 12000000.1, expected a number from 0 to 12000000
            intensity.per_minute=NaN                       | intensity.per_minute is NaN, expected a number from 0 to 12000000
            intensity.per_minute=.nan                      | intensity.per_minute is .nan, expected a number from 0 to 12000000
            intensity.per_minute=Infinity                  | intensity.per_minute is Infinity, expected a number from 0 to 12000000
            intensity.per_minute=1e400                     | intensity.per_minute is 1e400, expected a number from 0 to 12000000
            intensity.per_minute=1e2147483647              | intensity.per_minute is 1e2147483647, expected a number from 0 to 12000000
            intensity.per_minute=fast                      | intensity.per_minute is fast, expected a number from 0 to 12000000
            intensity.per_minute=[300]                     | intensity.per_minute is a list, expected a number from 0 to 12000000
            intensity.weekdays=[1, 1, 1]                   | intensity.weekdays is a list of 3, expected 7 numbers
            intensity.hours=[1, 1, 1]                      | intensity.hours is a list of 3, expected 24 numbers
            intensity.hours=1                              | intensity.hours is 1, expected 24 numbers
            intensity.weekdays=[1, 1, 1, 1, 1, 1, -1]      | intensity.weekdays[6] is -1, expected a number from 0 to 1000
            intensity.weekdays=[1, 1, NaN, 1, 1, 1, 1]     | intensity.weekdays[2] is NaN, expected a number from 0 to 1000
            intensity.weekdays=[1, [1], 1, 1, 1, 1, 1]     | intensity.weekdays[1] is a list, expected a number from 0 to 1000
            intensity.weekdays=[0, 0, 0, 0, 0, 0, 0]       | intensity.weekdays is all 0, expected at least one number above 0
            intensity.season=[1, 1]                        | intensity.season is a list of 2, expected 12 numbers
            intensity.paydays=[1, 15]                      | intensity.paydays is a list, expected keys and values
            intensity.paydays={days: [0], height: 2}       | intensity.paydays.days is 0, expected a whole number from 1 to 31
            intensity.paydays={days: [1, x], height: 2}    | intensity.paydays.days is x, expected a whole number from 1 to 31
            intensity.paydays={days: [], height: 2}        | intensity.paydays.days is a list of 0, expected a list of 1 to 1000
            intensity.paydays={days: [1], height: -1}      | intensity.paydays.height is -1, expected a number from 0 to 1000
            intensity.growth=-1                            | intensity.growth is -1, expected a number from -0.99 to 100
            intensity.campaigns=[{each: easter, height: 2, ramp: PT1H, hold: PT1H, decay: PT1H}] | intensity.campaigns[0].each is easter, expected one of black-friday
            intensity.campaigns=[{each: black-friday, height: 2, ramp: P5D, hold: P100D, decay: P260D}] | intensity.campaigns[0].decay is PT6240H, expected an end before the next year's begins
            intensity.campaigns={}                         | intensity.campaigns is a mapping, expected a list of 0 to 100
            intensity.campaigns=[1]                        | intensity.campaigns[0] is 1, expected keys and values
            personas={}                                    | ``
            personas=[]                                    | personas is a list, expected keys and values
            personas.buyer.share=0                         | personas.buyer.share is 0, expected a number from 0.001 to 1000000000
            personas.buyer.new=-0.01                       | personas.buyer.new is -0.01, expected a number from 0 to 1
            personas.buyer.buys=1.01                       | personas.buyer.buys is 1.01, expected a number from 0 to 1
            personas.buyer.removes=20.5                    | personas.buyer.removes is 20.5, expected a number from 0 to 20
            personas.buyer.views.least=6                   | personas.buyer.views.most is 5, expected not less than least, 6
            personas.buyer.views.most=1001                 | personas.buyer.views.most is 1001, expected a whole number from 0 to 1000
            personas.idler={share: 1}                      | personas.idler.views is missing
            visits.devices={mobile: 0, desktop: 0, tablet: 0} | visits.devices is all 0, expected at least one weight above 0
            visits.devices.mobile=-1                       | visits.devices.mobile is -1, expected a number from 0 to 1000000000
            visits.typos=2                                 | visits.typos is 2, expected a number from 0 to 1
            visits.cart_kept=P366D                         | visits.cart_kept is P366D, expected a duration from PT0S to PT8760H, such as PT6M or P2D
            distributions.preferences.rural={Sports: 0}    | distributions.preferences.rural.Sports is 0, expected a number from 0.01 to 100
            distributions.preferences.suburban={Sports: 2} | unknown key distributions.preferences.suburban, expected one of under_30, over_55, urban, rural
            merchandising.price_changes=1001               | merchandising.price_changes is 1001, expected a number from 0 to 1000
            merchandising.new_vendors=2                    | merchandising.new_vendors is 2, expected a number from 0 to 1
            promotions=[{name: Sale, lasts: P1D, percent: 15}] | promotions[0].after_start is missing
            promotions=[{name: Sale, after_start: P1D, lasts: P1D, percent: 91}] | promotions[0].percent is 91, expected a whole number from 1 to 90
            promotions=[{name: Sale, after_start: P1D, lasts: P1D, percent: 9, category: Yachts}] | promotions[0].category is Yachts, expected one of Kitchen, Home, Clothing, Electronics, Sports, Books, any
            promotions=[{name: Sale, after_start: P1D, every: P2D, lasts: P2D, percent: 9}] | promotions[0].lasts is PT48H, expected less than every, PT48H
            promotions=[{name: Sale, each: black-friday, every: P2D, lasts: P1D, percent: 9}] | promotions[0].every is PT48H, expected nothing beside each, which comes once a year
            experiments=[{name: a, variants: {b: 0}}]      | experiments[0].variants is all 0, expected at least one weight above 0
            experiments=[{name: a, variants: {b: 1}, lifts: {c: 1}}] | unknown key experiments[0].lifts.c, expected one of b
            experiments=[{name: a, variants: {b: 1}, lifts: {b: -1.5}}] | experiments[0].lifts.b is -1.5, expected a number from -1 to 10
            experiments=[{name: a, variants: {b: 1, c: 1}, lifts: {b: 9}}] | experiments[0].lifts is [9.0, 0.0], expected at most 4.55, with which every visit leads to an order
            experiments=[{name: a, variants: {b: 1}}, {name: a, variants: {b: 1}}] | experiments[1].name is a again, expected each name once
            distributions.basket=0                         | distributions.basket is 0, expected a number from 0.01 to 20
            distributions.session=6 minutes                | distributions.session is 6 minutes, expected a duration from PT0.001S to PT12H, such as PT6M or P2D
            distributions.session=PT13H                    | distributions.session is PT13H, expected a duration from PT0.001S to PT12H, such as PT6M or P2D
            distributions.session=PT0S                     | distributions.session is PT0S, expected a duration from PT0.001S to PT12H, such as PT6M or P2D
            distributions.age.minimum=60                   | distributions.age.minimum is 60, expected at most the mean and two deviations
            markets=[]                                     | markets is a list of 0, expected a list of 1 to 5
            markets=[{country: XX, share: 1}]              | markets[0].country is XX, expected one of US, GB, DE, FR, BR
            markets=[{country: US, share: 1, currency: EUR, rate: 2, tax: 1, time_zone: {offset: 0, daylight: eu}, climate: northern}] | markets[0].rate is 2.0, expected 1 in the first market
            markets=[{country: US, share: 1, currency: EUR, rate: 1, tax: 1, time_zone: {offset: 0, daylight: no}}] | markets[0].time_zone.daylight is no, expected one of never, eu, us
            markets=[{country: US, share: 1, currency: EUR, rate: 1, tax: 1, time_zone: {offset: 15, daylight: eu}}] | markets[0].time_zone.offset is 15, expected a whole number from -12 to 14
            markets=[{country: US, share: 1, currency: EUR, rate: 1, tax: 1.001, time_zone: {offset: 1, daylight: eu}, climate: northern}] | markets[0].tax is 1.001, expected percent from 0 to 100 with at most 2 decimals
            markets=[{country: US, share: 1, currency: EUR, rate: 1, tax: 1, time_zone: {offset: 1, daylight: eu}, climate: northern}, {country: US, share: 1, currency: EUR, rate: 1, tax: 1, time_zone: {offset: 1, daylight: eu}, climate: northern}] | markets[1].country is US again, expected each country once
            distributions.addresses={home: 1, castle: 1}   | distributions.addresses is castle, expected some of home, apartment, business
            distributions.segments.loyal.visits=0          | distributions.segments.loyal.visits is 0, expected a number from 0.001 to 1000
            payments.methods.card.limit.median=0           | payments.methods.card.limit.median is 0, expected a number from 0.01 to 1000000000
            catalogue.products=0                           | catalogue.products is 0, expected a whole number from 1 to 1000000
            catalogue.categories=[]                        | catalogue.categories is a list of 0, expected a list of 1 to 1000
            orders.hours.to="08:00"                        | orders.hours.to is not after from, expected a later time of the same day
            orders.hours.to="07:00"                        | orders.hours.to is not after from, expected a later time of the same day
            orders.hours.from="8"                          | orders.hours.from is 8, expected a time of day from "00:00" to "24:00"
            orders.hours.from="24:30"                      | orders.hours.from is 24:30, expected a time of day from "00:00" to "24:00"
            orders.hours.days=[]                           | orders.hours.days is a list of 0, expected a list of 1 to 1000
            orders.hours.days=[mon, holiday]               | orders.hours.days is holiday, expected one of mon, tue, wed, thu, fri, sat, sun
            orders.hours.days=mon                          | orders.hours.days is mon, expected a list of 1 to 1000
            orders.delivery.hours.days=[mon, tue]          | orders.delivery.hours is without some days, expected all seven days, so that a retry finds its next day
            orders.delivery.longest=PT35H                  | orders.delivery.longest is PT35H, expected at least a day more than shortest, PT12H
            orders.delivery.shortest=PT24H1M               | orders.delivery.longest is PT48H, expected at least a day more than shortest, PT24H1M
            orders.delivery.methods={}                     | ``
            orders.delivery.methods.standard.fee=-1        | orders.delivery.methods.standard.fee is -1, expected a number from 0 to 1000000
            orders.delivery.methods.standard.fee=1e9999999999 | orders.delivery.methods.standard.fee is 1e9999999999, expected a number from 0 to 1000000
            payments.reasons={insufficient_funds: 0, do_not_honour: 0, expired_card: 0} | payments.reasons is all 0, expected at least one weight above 0
            stock.reorder=P21D                             | stock.reorder is PT504H, expected less than cover, PT504H
            stock.lead.longest=PT23H                       | stock.lead.longest is PT23H, expected not less than shortest, PT24H
            stock.least=0                                  | stock.least is 0, expected a whole number from 1 to 1000000
            """)
    void an_impossible_value_is_refused_with_what_was_expected(String setting, String problem) {
        if (problem.isEmpty()) {
            // Laid over a mapping an empty one changes nothing.
            assertThat(read("steady", setting).canonical())
                    .isEqualTo(read("steady").canonical());
            return;
        }
        assertThatThrownBy(() -> read("steady", setting))
                .isInstanceOf(ScenarioException.class)
                .hasMessageEndingWith(": " + problem)
                .hasMessageMatching("(?s)(--set [a-z_.]+|steady\\.yaml)(:\\d+)?: .*");
    }

    @Test
    void an_error_names_file_and_line() throws IOException {
        String path = file("""
                extends: steady
                name: broken

                intensity:
                  per_minute: 1
                  hours: [1, 2, 3]
                """);
        assertRefused(path, path + ":6: intensity.hours is a list of 3, expected 24 numbers");
    }

    @Test
    void an_unknown_key_is_refused_with_its_line_and_those_that_are_known() throws IOException {
        String path = file("""
                extends: steady
                name: broken
                intensity:
                  per_minute: 1
                  per_minut: 2
                """);
        assertRefused(
                path,
                path + ":5: unknown key intensity.per_minut, expected one of per_minute, hours, weekdays, season,"
                        + " paydays, growth, campaigns");
    }

    @Test
    void an_unknown_key_at_the_top_and_one_deep_inside_are_refused() throws IOException {
        String top = file("extends: steady\nseeds: 1\n");
        assertRefused(
                top,
                top + ":2: unknown key seeds, expected one of name, seed, start, population, intensity, markets,"
                        + " catalogue, merchandising, personas, visits, experiments, distributions, orders, payments,"
                        + " stock, promotions");
        String deep = file("""
                extends: steady
                catalogue:
                  categories:
                    - name: Kitchen
                      department: Household
                      share: 1
                      price: {median: 1, sigma: 1, mean: 1}
                      goods: [Kettle]
                """);
        assertRefused(deep, deep + ":7: unknown key catalogue.categories[0].price.mean, expected one of median, sigma");
        assertThatThrownBy(() -> read("steady", "intensity.campaigns=[{after_start: PT1H, heigth: 2, " + RAMP + "}]"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("intensity.campaigns[0].height is missing");
    }

    @Test
    void a_missing_key_is_refused() throws IOException {
        String path = file("name: alone\n");
        assertRefused(path, path + ":1: population is missing");
    }

    @Test
    void an_empty_file_is_refused() throws IOException {
        String path = file("");
        assertRefused(path, path + ":1: is empty, expected keys and values");
        String comment = file("# nothing\n");
        assertRefused(comment, comment + ":1: is empty, expected keys and values");
    }

    @Test
    void what_is_not_yaml_is_refused() throws IOException {
        String path = file("name: a\nhours: [1, 2\nseed: 1\n");
        assertThatThrownBy(() -> read(path))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith(path + ":3: is not YAML: ");
        String tab = file("name:\n\t- a\n");
        assertThatThrownBy(() -> read(tab))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith(tab + ":2: is not YAML: ");
        String two = file("name: a\n---\nname: b\n");
        assertThatThrownBy(() -> read(two)).isInstanceOf(ScenarioException.class);
        String control = file("name: \u0001\n");
        assertThatThrownBy(() -> read(control))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith(control + ":1: is not YAML: ");
    }

    @Test
    void what_is_no_mapping_is_refused() throws IOException {
        String list = file("- steady\n");
        assertRefused(list, list + ":1: is not a mapping, expected keys and values");
        String word = file("steady\n");
        assertRefused(word, word + ":1: is not a mapping, expected keys and values");
    }

    @Test
    void a_key_that_stands_twice_is_refused() throws IOException {
        String path = file("""
                extends: steady
                intensity:
                  per_minute: 1
                  per_minute: 2
                """);
        assertRefused(path, path + ":4: key per_minute stands twice");
    }

    @Test
    void aliases_of_collections_are_refused() throws IOException {
        String path = file("""
                extends: steady
                payments:
                  methods: &some {card: 1}
                  reasons: *some
                """);
        assertThatThrownBy(() -> read(path)).isInstanceOf(ScenarioException.class);
    }

    @Test
    void a_scenario_that_is_not_there_is_refused() throws IOException {
        String nowhere = folder.resolve("nowhere.yaml").toString();
        assertRefused(
                nowhere,
                "scenario " + nowhere + " cannot be read, expected one of " + String.join(", ", ScenarioFile.SHIPPED)
                        + ", or the path of a file");
        assertRefused(
                "black-monday",
                "scenario black-monday cannot be read, expected one of " + String.join(", ", ScenarioFile.SHIPPED)
                        + ", or the path of a file");
        assertRefused(
                file("extends: nobody\n"),
                "scenario nobody cannot be read, expected one of " + String.join(", ", ScenarioFile.SHIPPED)
                        + ", or the path of a file");
        assertRefused(
                folder.toString(),
                "scenario " + folder + " cannot be read, expected one of " + String.join(", ", ScenarioFile.SHIPPED)
                        + ", or the path of a file");
    }

    @Test
    void a_scenario_extends_one_other_by_name() throws IOException {
        String path = file("name: both\nextends: [steady, weekday]\n");
        assertRefused(path, path + ":2: extends is no name, expected one scenario");
    }

    @Test
    void a_ring_of_extensions_is_refused() throws IOException {
        Path one = folder.resolve("one.yaml");
        Path two = folder.resolve("two.yaml");
        Files.writeString(one, "extends: " + two + "\n");
        Files.writeString(two, "extends: " + one + "\n");
        assertThatThrownBy(() -> read(one.toString()))
                .isInstanceOf(ScenarioException.class)
                .hasMessage(two + ":1: extends more than 8 others in a row");
    }

    @ParameterizedTest
    @ValueSource(strings = {"intensity.per_minute", "=5", "", "per minute: 5"})
    void a_setting_without_a_key_and_a_value_is_refused(String setting) {
        assertRefused("steady", "--set " + setting + ": no key, expected key=value", setting);
    }

    @Test
    void a_setting_of_an_unknown_key_is_refused() {
        assertThatThrownBy(() -> read("steady", "intensity.per_minut=5"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageMatching("--set intensity\\.per_minut:1: unknown key intensity\\.per_minut, expected one of"
                        + " per_minute, hours, weekdays, season, paydays, growth, campaigns");
        assertThatThrownBy(() -> read("steady", "intensity..per_minute=5"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("unknown key intensity.");
        assertThatThrownBy(() -> read("steady", "extends=weekday"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("unknown key extends");
    }

    @Test
    void a_setting_inside_a_value_is_refused() {
        assertThatThrownBy(() -> read("steady", "intensity.per_minute.mean=5"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageEndingWith("intensity.per_minute is a mapping, expected a number from 0 to 12000000");
        assertThatThrownBy(() -> read("steady", "intensity=5"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageEndingWith("intensity is 5, expected keys and values");
        assertThatThrownBy(() -> read("steady", "name="))
                .isInstanceOf(ScenarioException.class)
                .hasMessage("--set name:1: is empty, expected keys and values");
        assertThatThrownBy(() -> read("steady", "name=[1"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageStartingWith("--set name:1: is not YAML: ");
    }

    @Test
    void a_campaign_has_one_beginning() {
        assertThatThrownBy(() -> read(
                        "steady", "intensity.campaigns=[{at: 2026-01-01, after_start: PT1H, height: 2, " + RAMP + "}]"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageEndingWith("intensity.campaigns[0].after_start is given beside at, expected one of the two");
        assertThatThrownBy(() -> read("steady", "intensity.campaigns=[{height: 2, " + RAMP + "}]"))
                .isInstanceOf(ScenarioException.class)
                .hasMessageEndingWith("intensity.campaigns[0].after_start is missing");
    }

    @Test
    void a_name_may_hold_quotes_and_other_letters() throws IOException {
        Scenario scenario = read("steady", "name='a \"b\" \\c é 店'");
        assertThat(scenario.name()).isEqualTo("a \"b\" \\c é 店");
        assertThat(read(file(scenario.source())).name()).isEqualTo(scenario.name());
    }

    @Test
    void the_source_reads_back_as_the_same() throws IOException {
        for (Scenario scenario : List.of(
                read("steady"),
                read("weekday"),
                read(
                        "weekday",
                        "name=mine",
                        "seed=7",
                        "start=2026-02-03T04:05:06.007Z",
                        "intensity.campaigns=[{at: 2026-11-27, height: 6.5, " + RAMP + "},"
                                + "{after_start: PT73H15M, height: 0.1, " + RAMP + "}]",
                        "payments.methods.gift card={share: 3, limit: {median: 50, sigma: 0.1}}"))) {
            Scenario again = read(file(scenario.source()));
            assertThat(again).usingRecursiveComparison().isEqualTo(scenario);
            assertThat(again.source()).isEqualTo(scenario.source());
            assertThat(scenario.source()).doesNotContain("extends");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "population=99999",
                "markets=[{country: US, share: 1, currency: USD, rate: 1, tax: 7.26, time_zone: {offset: -5, daylight: us}, climate: northern}]",
                "catalogue.zipf=0.91",
                "catalogue.categories=[{name: A, department: D, share: 1, price: {median: 1, sigma: 1}, goods: [A]}]",
                "intensity.per_minute=300.0001",
                "intensity.weekdays=[2, 1, 1, 1, 1, 1, 1]",
                "intensity.campaigns=[{after_start: PT0S, height: 1, ramp: PT0S, hold: PT0S, decay: PT0S}]",
                "visits.channels={search: 41}",
                "personas.buyer.share=12",
                "distributions.preferences.rural.Sports=1.5",
                "distributions.session=PT6M0.001S",
                "orders.hours.days=[mon, tue, wed, thu, fri, sat]",
                "orders.hours.to=\"18:01\"",
                "orders.delivery.methods.express.fee=\"12.98\"",
                "payments.reasons.stolen_card=0",
                "stock.lead.longest=P3D",
            })
    void the_canonical_form_differs_where_a_value_differs(String setting) {
        assertThat(read("steady", setting).canonical())
                .isNotEqualTo(read("steady").canonical());
    }

    @Test
    void the_canonical_form_does_not_depend_on_the_name_the_seed_and_the_start() throws IOException {
        String canonical = read("steady").canonical();
        assertThat(read("steady", "name=other", "seed=1", "start=2020-02-02").canonical())
                .isEqualTo(canonical);
        assertThat(read(file("extends: steady\nname: same\n")).canonical()).isEqualTo(canonical);
        assertThat(read("weekday").canonical()).isNotEqualTo(canonical);
    }

    @Test
    void the_canonical_form_does_not_depend_on_how_a_value_is_written() {
        String canonical = read("steady").canonical();
        assertThat(read(
                                "steady",
                                "intensity.per_minute=300.0",
                                "distributions.session=PT360S",
                                "catalogue.zipf=9e-1",
                                "orders.delivery.methods.standard.fee=4.990",
                                "population=\"100000\"")
                        .canonical())
                .isEqualTo(canonical);
    }

    private String file(String text) throws IOException {
        Path file = Files.createTempFile(folder, "scenario", ".yaml");
        Files.writeString(file, text, StandardCharsets.UTF_8);
        return file.toString();
    }

    private static void assertRefused(String nameOrPath, String message, String... settings) {
        assertThatThrownBy(() -> read(nameOrPath, settings))
                .isInstanceOf(ScenarioException.class)
                .hasMessage(message);
    }

    private static Scenario read(String nameOrPath, String... settings) {
        return ScenarioFile.read(nameOrPath, List.of(settings));
    }
}
