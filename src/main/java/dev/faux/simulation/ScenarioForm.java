package dev.faux.simulation;

import dev.faux.shop.Currency;
import dev.faux.simulation.Scenario.Aftersales;
import dev.faux.simulation.Scenario.Age;
import dev.faux.simulation.Scenario.Amount;
import dev.faux.simulation.Scenario.Beta;
import dev.faux.simulation.Scenario.Catalogue;
import dev.faux.simulation.Scenario.Consents;
import dev.faux.simulation.Scenario.Delivery;
import dev.faux.simulation.Scenario.Distributions;
import dev.faux.simulation.Scenario.Experiment;
import dev.faux.simulation.Scenario.Hours;
import dev.faux.simulation.Scenario.Liking;
import dev.faux.simulation.Scenario.Market;
import dev.faux.simulation.Scenario.Merchandising;
import dev.faux.simulation.Scenario.Orders;
import dev.faux.simulation.Scenario.Payments;
import dev.faux.simulation.Scenario.Persona;
import dev.faux.simulation.Scenario.Preferences;
import dev.faux.simulation.Scenario.Segment;
import dev.faux.simulation.Scenario.Stock;
import dev.faux.simulation.Scenario.Visits;
import dev.faux.simulation.YamlTree.Mapping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a scenario file may hold: read strictly, with errors that say where and what was expected. */
final class ScenarioForm {

    static final List<String> COUNTRIES = List.of("US", "GB", "DE", "FR", "BR");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    static final Duration YEAR = Duration.ofDays(365);

    private ScenarioForm() {}

    static Scenario read(Mapping tree) {
        StringBuilder canonical = new StringBuilder();
        try (Section root = new Section("", tree, canonical)) {
            String name = root.label("name");
            long seed = root.has("seed") ? root.wholeLabel("seed", Long.MIN_VALUE, Long.MAX_VALUE) : 42;
            Instant start = root.has("start") ? root.instant("start") : null;
            int population = root.whole("population", 1, 1_000_000_000);
            Scenario.Intensity intensity = IntensityForm.read(root);
            int shape = canonical.length();
            List<Market> markets = markets(root);
            Catalogue catalogue = CatalogueForm.read(root);
            Merchandising merchandising = MerchandisingForm.read(root);
            List<Persona> personas = personas(root);
            Visits visits = visits(root);
            List<Experiment> experiments = ExperimentForm.read(root, Scenario.conversion(personas));
            Distributions distributions = distributions(root);
            Orders orders = orders(root);
            Payments payments = payments(root);
            Stock stock = stock(root);
            int endOfShape = canonical.length();
            return new Scenario(
                    name,
                    seed,
                    start,
                    population,
                    markets,
                    catalogue,
                    intensity,
                    merchandising,
                    MerchandisingForm.promotions(root, catalogue),
                    personas,
                    visits,
                    experiments,
                    distributions,
                    orders,
                    payments,
                    stock,
                    canonical.toString(),
                    canonical.substring(shape, endOfShape),
                    YamlTree.write(tree));
        }
    }

    private static List<Market> markets(Section root) {
        List<Market> markets = new ArrayList<>();
        for (Section each : root.sections("markets", 1, COUNTRIES.size())) {
            try (each) {
                Market market = market(each);
                if (markets.stream().anyMatch(other -> other.country().equals(market.country()))) {
                    throw each.wrong("country", market.country() + " again", "each country once");
                }
                if (markets.isEmpty() && market.rate() != 1) {
                    throw each.wrong("rate", Double.toString(market.rate()), "1 in the first market");
                }
                markets.add(market);
            }
        }
        return List.copyOf(markets);
    }

    private static Market market(Section market) {
        String country = market.word("country", COUNTRIES);
        double share = market.number("share", 0.001, 1e9);
        List<String> currencies =
                Arrays.stream(Currency.values()).map(Currency::name).toList();
        Currency currency = Currency.valueOf(market.word("currency", currencies));
        double rate = market.number("rate", 1e-6, 1e6);
        long tax = market.basisPoints("tax");
        try (Section zone = market.section("time_zone")) {
            int offset = zone.whole("offset", -12, 14);
            String daylight = zone.word("daylight", List.of("never", "eu", "us"));
            return new Market(
                    country,
                    share,
                    currency,
                    rate,
                    tax,
                    new Zone(offset, Zone.Daylight.valueOf(daylight.toUpperCase(Locale.ROOT))),
                    market.word("climate", List.of("northern", "southern")).equals("southern"));
        }
    }

    private static List<Persona> personas(Section root) {
        try (Section personas = root.section("personas")) {
            List<Persona> all = new ArrayList<>();
            for (String name : personas.names()) {
                try (Section persona = personas.section(name)) {
                    all.add(persona(name, persona));
                }
            }
            return List.copyOf(all);
        }
    }

    private static Persona persona(String name, Section persona) {
        try (Section views = persona.section("views")) {
            int least = views.whole("least", 0, 1_000);
            int most = views.whole("most", 0, 1_000);
            if (most < least) {
                throw views.wrong("most", Integer.toString(most), "not less than least, " + least);
            }
            return new Persona(
                    name,
                    persona.number("share", 0.001, 1e9),
                    persona.probability("new"),
                    least,
                    most,
                    persona.probability("searches"),
                    persona.probability("wishes"),
                    persona.probability("fills_cart"),
                    persona.probability("buys"),
                    persona.number("removes", 0, 20),
                    persona.probability("checks_out"));
        }
    }

    private static Visits visits(Section root) {
        try (Section visits = root.section("visits")) {
            return new Visits(
                    visits.choice("channels"),
                    visits.choice("devices"),
                    visits.probability("updates"),
                    visits.probability("cancels_order"),
                    visits.probability("typos"),
                    visits.duration("cart_kept", Duration.ZERO, YEAR));
        }
    }

    private static Distributions distributions(Section root) {
        try (Section distributions = root.section("distributions");
                Section age = distributions.section("age")) {
            double mean = age.number("mean", 1, 100);
            double deviation = age.number("deviation", 0, 50);
            int minimum = age.whole("minimum", 0, 100);
            if (minimum > mean + 2 * deviation) {
                throw age.wrong("minimum", Integer.toString(minimum), "at most the mean and two deviations");
            }
            return new Distributions(
                    new Age(mean, deviation, minimum),
                    segments(distributions),
                    distributions.choice("addresses", Address.DWELLINGS),
                    distributions.probability("other_address"),
                    consents(distributions),
                    preferences(distributions),
                    distributions.number("basket", 0.01, 20),
                    distributions.duration("session", MILLISECOND, Duration.ofHours(12)));
        }
    }

    private static List<Segment> segments(Section distributions) {
        try (Section segments = distributions.section("segments")) {
            List<Segment> all = new ArrayList<>();
            for (String name : segments.names()) {
                try (Section segment = segments.section(name)) {
                    all.add(new Segment(
                            name,
                            segment.number("share", 0.001, 1e9),
                            segment.number("visits", 0.001, 1_000),
                            segment.probability("several_pieces")));
                }
            }
            return List.copyOf(all);
        }
    }

    private static Consents consents(Section distributions) {
        try (Section consents = distributions.section("consents")) {
            return new Consents(
                    consents.probability("email"), consents.probability("sms"), consents.probability("profiling"));
        }
    }

    private static Preferences preferences(Section distributions) {
        try (Section preferences = distributions.section("preferences")) {
            return new Preferences(
                    liking(preferences, "under_30"),
                    liking(preferences, "over_55"),
                    liking(preferences, "urban"),
                    liking(preferences, "rural"));
        }
    }

    /** The categories are not held against the catalogue: another may have been laid over the one that they are of. */
    private static Liking liking(Section preferences, String of) {
        try (Section liking = preferences.section(of)) {
            List<String> categories = liking.names();
            List<Double> factors = new ArrayList<>();
            for (String category : categories) {
                factors.add(liking.number(category, 0.01, 100));
            }
            return new Liking(categories, factors);
        }
    }

    private static Orders orders(Section root) {
        try (Section orders = root.section("orders");
                Section delivery = orders.section("delivery")) {
            Hours hours = hours(orders);
            Duration packing = orders.duration("packing", Duration.ofMinutes(1), Duration.ofHours(100));
            double requeues = orders.probability("requeues");
            Hours rounds = hours(delivery);
            if (rounds.days().contains(false)) {
                throw delivery.wrong(
                        "hours", "without some days", "all seven days, so that a retry finds its next day");
            }
            Duration shortest = delivery.duration("shortest", Duration.ZERO, Duration.ofDays(30));
            Duration longest = delivery.duration("longest", Duration.ZERO, Duration.ofDays(30));
            if (longest.minus(shortest).compareTo(Duration.ofDays(1)) < 0) {
                throw delivery.wrong("longest", longest.toString(), "at least a day more than shortest, " + shortest);
            }
            double fails = delivery.probability("fails");
            Choice reasons = delivery.choice("reasons");
            List<Double> fees = new ArrayList<>();
            List<Duration> promises = new ArrayList<>();
            Choice methods = shippingMethods(delivery, fees, promises);
            Choice carriers = delivery.choice("carriers");
            return new Orders(
                    hours,
                    packing,
                    requeues,
                    new Delivery(
                            rounds,
                            shortest,
                            longest,
                            fails,
                            reasons,
                            methods,
                            List.copyOf(fees),
                            List.copyOf(promises),
                            carriers),
                    aftersales(orders));
        }
    }

    private static Aftersales aftersales(Section orders) {
        try (Section aftersales = orders.section("aftersales");
                Section ratings = aftersales.section("ratings")) {
            return new Aftersales(
                    aftersales.probability("returns"),
                    aftersales.choice("return_reasons"),
                    aftersales.probability("reviews"),
                    beta(ratings, "on_time"),
                    beta(ratings, "late"),
                    aftersales.probability("tickets"),
                    aftersales.probability("late_tickets"),
                    aftersales.choice("topics"),
                    aftersales.choice("resolutions"));
        }
    }

    private static Beta beta(Section ratings, String key) {
        try (Section beta = ratings.section(key)) {
            return new Beta(beta.number("alpha", 0.01, 100), beta.number("beta", 0.01, 100));
        }
    }

    private static Choice shippingMethods(Section delivery, List<Double> fees, List<Duration> promises) {
        try (Section methods = delivery.section("methods")) {
            List<String> names = methods.names();
            List<Double> shares = new ArrayList<>();
            for (String name : names) {
                try (Section method = methods.section(name)) {
                    shares.add(method.number("share", 0.001, 1e9));
                    fees.add(method.number("fee", 0, 1_000_000));
                    promises.add(method.duration("promise", Duration.ofHours(1), Duration.ofDays(90)));
                }
            }
            return new Choice(names, shares);
        }
    }

    private static Hours hours(Section section) {
        try (Section hours = section.section("hours")) {
            List<String> days = hours.words("days", DAYS);
            Duration from = hours.timeOfDay("from");
            Duration to = hours.timeOfDay("to");
            if (to.compareTo(from) <= 0) {
                throw hours.wrong("to", "not after from", "a later time of the same day");
            }
            return new Hours(DAYS.stream().map(days::contains).toList(), from, to);
        }
    }

    private static Payments payments(Section root) {
        try (Section payments = root.section("payments")) {
            double declines = payments.probability("declines");
            double suspected = payments.probability("suspected");
            List<Double> shares = new ArrayList<>();
            List<Amount> limits = new ArrayList<>();
            List<String> names;
            try (Section methods = payments.section("methods")) {
                names = methods.names();
                for (String name : names) {
                    try (Section method = methods.section(name);
                            Section limit = method.section("limit")) {
                        shares.add(method.number("share", 0.001, 1e9));
                        limits.add(new Amount(limit.number("median", 0.01, 1e9), limit.number("sigma", 0, 3)));
                    }
                }
            }
            return new Payments(
                    declines,
                    suspected,
                    new Choice(names, shares),
                    List.copyOf(limits),
                    payments.probability("other_method"),
                    payments.choice("reasons"));
        }
    }

    private static Stock stock(Section root) {
        try (Section stock = root.section("stock");
                Section lead = stock.section("lead")) {
            Duration cover = stock.duration("cover", Duration.ofHours(1), YEAR);
            Duration reorder = stock.duration("reorder", Duration.ZERO, YEAR);
            if (reorder.compareTo(cover) >= 0) {
                throw stock.wrong("reorder", reorder.toString(), "less than cover, " + cover);
            }
            int least = stock.whole("least", 1, 1_000_000);
            Duration shortest = lead.duration("shortest", MILLISECOND, YEAR);
            Duration longest = lead.duration("longest", MILLISECOND, YEAR);
            if (longest.compareTo(shortest) < 0) {
                throw lead.wrong("longest", longest.toString(), "not less than shortest, " + shortest);
            }
            return new Stock(cover, reorder, least, shortest, longest);
        }
    }
}
