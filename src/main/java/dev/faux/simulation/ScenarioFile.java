package dev.faux.simulation;

import dev.faux.shop.Currency;
import dev.faux.simulation.Scenario.Age;
import dev.faux.simulation.Scenario.Campaign;
import dev.faux.simulation.Scenario.Campaign.Beginning;
import dev.faux.simulation.Scenario.Catalogue;
import dev.faux.simulation.Scenario.Category;
import dev.faux.simulation.Scenario.Delivery;
import dev.faux.simulation.Scenario.Distributions;
import dev.faux.simulation.Scenario.Feast;
import dev.faux.simulation.Scenario.Hours;
import dev.faux.simulation.Scenario.Market;
import dev.faux.simulation.Scenario.Orders;
import dev.faux.simulation.Scenario.Paydays;
import dev.faux.simulation.Scenario.Payments;
import dev.faux.simulation.Scenario.Persona;
import dev.faux.simulation.Scenario.Stock;
import dev.faux.simulation.YamlTree.Mapping;
import dev.faux.simulation.YamlTree.Scalar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds, overlays and reads scenario files: strictly, with errors that say where and what was expected. */
public final class ScenarioFile {

    /** The scenarios that come with Faux. */
    public static final List<String> SHIPPED = List.of("steady", "weekday", "black-friday", "flash-sale", "growth");

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final List<String> BEGINNINGS = List.of("at", "after_start", "each");
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int MAX_DEPTH = 8;

    private ScenarioFile() {}

    /**
     * @param nameOrPath a shipped scenario's name, or the path of a file
     * @param settings lines of {@code key=value} that are laid over the file; a key is a path such as
     *     {@code intensity.per_minute}, a value is YAML
     * @throws ScenarioException where something is wrong with it
     */
    public static Scenario read(String nameOrPath, List<String> settings) {
        Mapping tree = load(nameOrPath, 0);
        for (String setting : settings) {
            tree = tree.overlaidBy(setting(setting));
        }
        return scenario(tree);
    }

    private static Mapping load(String nameOrPath, int depth) {
        if (depth > MAX_DEPTH) {
            throw new ScenarioException(nameOrPath + ":1: extends more than " + MAX_DEPTH + " others in a row");
        }
        boolean shipped = SHIPPED.contains(nameOrPath);
        String file = shipped ? nameOrPath + ".yaml" : nameOrPath;
        if (!(YamlTree.parse(file, shipped ? resource(file) : contents(nameOrPath)) instanceof Mapping mapping)) {
            throw new ScenarioException(file + ":1: is not a mapping, expected keys and values");
        }
        Map<String, YamlTree> entries = new LinkedHashMap<>(mapping.entries());
        YamlTree base = entries.remove("extends");
        Mapping own = new Mapping(entries, mapping.where());
        return switch (base) {
            case null -> own;
            case Scalar(String name, String where) -> load(name, depth + 1).overlaidBy(own);
            default -> throw new ScenarioException(base.where() + ": extends is no name, expected one scenario");
        };
    }

    private static String resource(String file) {
        try (InputStream in = ScenarioFile.class.getResourceAsStream("/scenarios/" + file)) {
            if (in == null) {
                throw new IllegalStateException("/scenarios/" + file + " is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read /scenarios/" + file, e);
        }
    }

    private static String contents(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new ScenarioException("scenario " + path + " cannot be read, expected one of "
                    + String.join(", ", SHIPPED) + ", or the path of a file");
        }
    }

    private static Mapping setting(String setting) {
        int equals = setting.indexOf('=');
        if (equals < 1) {
            throw new ScenarioException("--set " + setting + ": no key, expected key=value");
        }
        String where = "--set " + setting.substring(0, equals);
        String[] keys = setting.substring(0, equals).split("\\.", -1);
        YamlTree tree = YamlTree.parse(where, setting.substring(equals + 1));
        for (int i = keys.length - 1; i >= 0; i--) {
            tree = new Mapping(Collections.singletonMap(keys[i], tree), where);
        }
        return (Mapping) tree;
    }

    private static Scenario scenario(Mapping tree) {
        StringBuilder canonical = new StringBuilder();
        try (Section root = new Section("", tree, canonical)) {
            String name = root.label("name");
            long seed = root.has("seed") ? root.wholeLabel("seed", Long.MIN_VALUE, Long.MAX_VALUE) : 42;
            Instant start = root.has("start") ? root.instant("start") : null;
            int population = root.whole("population", 1, 1_000_000_000);
            Market market = market(root);
            Scenario.Intensity intensity = intensity(root);
            int shape = canonical.length();
            return new Scenario(
                    name,
                    seed,
                    start,
                    population,
                    market,
                    catalogue(root),
                    intensity,
                    shopper(root),
                    distributions(root),
                    orders(root, market),
                    payments(root),
                    stock(root),
                    canonical.toString(),
                    canonical.substring(shape),
                    YamlTree.write(tree));
        }
    }

    private static Market market(Section root) {
        try (Section market = root.sections("markets", 1, 1).getFirst()) {
            String country = market.word("country", List.of("US"));
            List<String> currencies =
                    Arrays.stream(Currency.values()).map(Currency::name).toList();
            Currency currency = Currency.valueOf(market.word("currency", currencies));
            return new Market(country, currency, market.basisPoints("tax"));
        }
    }

    private static Catalogue catalogue(Section root) {
        try (Section catalogue = root.section("catalogue")) {
            int products = catalogue.whole("products", 1, 1_000_000);
            double zipf = catalogue.number("zipf", 0, 3);
            int vendors = catalogue.whole("vendors", 1, 10_000);
            List<Category> categories = new ArrayList<>();
            for (Section each : catalogue.sections("categories", 1, 1_000)) {
                try (each;
                        Section price = each.section("price")) {
                    categories.add(new Category(
                            each.text("name"),
                            each.number("share", 0.001, 1e9),
                            price.number("median", 0.01, 100_000),
                            price.number("sigma", 0, 3),
                            each.words("goods", null)));
                }
            }
            return new Catalogue(products, zipf, vendors, List.copyOf(categories));
        }
    }

    private static Scenario.Intensity intensity(Section root) {
        try (Section intensity = root.section("intensity")) {
            double perMinute = intensity.number("per_minute", 0, 12_000_000);
            List<Double> hours = intensity.numbers("hours", 24, 0, 1_000);
            List<Double> weekdays = intensity.numbers("weekdays", 7, 0, 1_000);
            List<Double> season = intensity.has("season") ? intensity.numbers("season", 12, 0, 1_000) : List.of();
            Paydays paydays = intensity.has("paydays") ? paydays(intensity) : null;
            double growth = intensity.has("growth") ? intensity.number("growth", -0.99, 100) : 0;
            List<Campaign> campaigns = new ArrayList<>();
            for (Section each : intensity.sections("campaigns", 0, 100)) {
                try (each) {
                    campaigns.add(campaign(each));
                }
            }
            return new Scenario.Intensity(perMinute, hours, weekdays, season, paydays, growth, List.copyOf(campaigns));
        }
    }

    private static Paydays paydays(Section intensity) {
        try (Section paydays = intensity.section("paydays")) {
            return new Paydays(paydays.wholes("days", 1, 31), paydays.number("height", 0, 1_000));
        }
    }

    private static Campaign campaign(Section section) {
        Beginning beginning = beginning(section);
        double height = section.number("height", 0, 1_000);
        Duration ramp = section.duration("ramp", Duration.ZERO, YEAR);
        Duration hold = section.duration("hold", Duration.ZERO, YEAR);
        Duration decay = section.duration("decay", Duration.ZERO, YEAR);
        Duration whole = ramp.plus(hold).plus(decay);
        if (beginning instanceof Campaign.Each && whole.compareTo(YEAR) >= 0) {
            throw section.wrong("decay", decay.toString(), "an end before the next year's begins");
        }
        return new Campaign(beginning, height, ramp, hold, decay);
    }

    private static Beginning beginning(Section section) {
        List<String> given = BEGINNINGS.stream().filter(section::has).toList();
        if (given.size() > 1) {
            throw section.wrong(given.getLast(), "given beside " + given.getFirst(), "one of the two");
        }
        return switch (given.isEmpty() ? "after_start" : given.getFirst()) {
            case "at" -> new Campaign.At(section.notedInstant("at"));
            case "each" -> {
                section.word("each", List.of("black-friday"));
                yield new Campaign.Each(Feast.BLACK_FRIDAY);
            }
            default -> new Campaign.AfterStart(section.duration("after_start", Duration.ZERO, YEAR));
        };
    }

    private static Persona shopper(Section root) {
        try (Section personas = root.section("personas");
                Section shopper = personas.section("shopper")) {
            return new Persona(
                    shopper.probability("new"),
                    shopper.probability("fills_cart"),
                    shopper.probability("abandons"),
                    shopper.probability("cancels_checkout"),
                    shopper.number("views", 0, 100),
                    shopper.number("removes", 0, 20),
                    shopper.probability("cancels_order"),
                    shopper.choice("channels"),
                    shopper.choice("devices"));
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
                    distributions.number("basket", 0.01, 20),
                    distributions.duration("session", MILLISECOND, Duration.ofHours(12)));
        }
    }

    private static Orders orders(Section root, Market market) {
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
            List<Long> fees = new ArrayList<>();
            Choice methods = shippingMethods(delivery, market, fees);
            Choice carriers = delivery.choice("carriers");
            return new Orders(
                    hours,
                    packing,
                    requeues,
                    new Delivery(rounds, shortest, longest, fails, reasons, methods, List.copyOf(fees), carriers));
        }
    }

    private static Choice shippingMethods(Section delivery, Market market, List<Long> fees) {
        try (Section methods = delivery.section("methods")) {
            List<String> names = methods.names();
            List<Double> shares = new ArrayList<>();
            for (String name : names) {
                try (Section method = methods.section(name)) {
                    shares.add(method.number("share", 0.001, 1e9));
                    fees.add(method.minorUnits("fee", market.currency().decimals()));
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
            return new Payments(
                    payments.probability("declines"), payments.choice("methods"), payments.choice("reasons"));
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
