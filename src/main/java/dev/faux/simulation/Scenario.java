package dev.faux.simulation;

import static dev.faux.simulation.Intensity.DAY;

import dev.faux.shop.Currency;
import dev.faux.shop.Money;
import dev.faux.shop.Season;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the world is like: everything a person might want to change, as data. Read and checked by {@link ScenarioFile}.
 *
 * @param seed for a run that names none
 * @param start for a run that names none
 * @param population how many customers there are before the history begins
 * @param canonical all its values in a fixed form, but for name, seed and start: what its histories depend on
 * @param shape the part of {@code canonical} that says what one session leads to, and not when and how many there are
 * @param source all of it as one YAML document, with nothing left to extend or to set
 */
public record Scenario(
        String name,
        long seed,
        @Nullable Instant start,
        int population,
        List<Market> markets,
        Catalogue catalogue,
        Intensity intensity,
        Merchandising merchandising,
        List<Promotion> promotions,
        List<Persona> personas,
        Visits visits,
        List<Experiment> experiments,
        Distributions distributions,
        Orders orders,
        Payments payments,
        Stock stock,
        String canonical,
        String shape,
        String source) {

    /**
     * The same, but every day like every other, without promotions; {@code canonical} and {@code source} still tell of this one.
     *
     * @param perMinute the rate of events
     */
    Scenario withoutCalendar(double perMinute) {
        return new Scenario(
                name,
                seed,
                start,
                population,
                markets,
                catalogue,
                Intensity.constant(perMinute),
                merchandising,
                List.of(),
                personas,
                visits,
                experiments,
                distributions,
                orders,
                payments,
                stock,
                canonical,
                shape,
                source);
    }

    /** The mean of a figure over all visits. */
    public double perVisit(ToDoubleFunction<Persona> figure) {
        return perVisit(personas, figure);
    }

    private static double perVisit(List<Persona> personas, ToDoubleFunction<Persona> figure) {
        double sum = 0;
        double shares = 0;
        for (Persona persona : personas) {
            sum += persona.share() * figure.applyAsDouble(persona);
            shares += persona.share();
        }
        return sum / shares;
    }

    /** The part of the visits that are meant to lead to an order where no experiment is made. */
    public double conversion() {
        return conversion(personas);
    }

    static double conversion(List<Persona> personas) {
        return perVisit(personas, persona -> persona.fillsCart() * persona.buys());
    }

    /** The market that the shop is at home in: its currency is that of all amounts below. */
    public Market home() {
        return markets.getFirst();
    }

    /**
     * @param country ISO 3166-1 alpha-2; also the market's name
     * @param share how many of the customers buy in it, relative to the others
     * @param rate what one unit of the home market's currency is worth in this one's
     * @param taxBasisPoints the rate of tax, in hundredths of a percent
     * @param zone whose hours and weekdays its customers live by
     * @param isSouthern whether its summer is when it is winter in the north
     */
    public record Market(
            String country,
            double share,
            Currency currency,
            double rate,
            long taxBasisPoints,
            Zone zone,
            boolean isSouthern) {

        dev.faux.shop.Market ofShop() {
            return new dev.faux.shop.Market(country, currency, taxBasisPoints, isSouthern);
        }

        /** An amount of the home market's currency, in this one's: rounded, and never nothing of something. */
        Money convert(double homeUnits) {
            long minor = 1;
            for (int i = 0; i < currency.decimals(); i++) {
                minor *= 10;
            }
            return new Money(homeUnits == 0 ? 0 : Math.max(1, Math.round(homeUnits * rate * minor)), currency);
        }
    }

    /**
     * Customers of one kind.
     *
     * @param share how many they are, relative to the others
     * @param visits how often each of them comes, relative to the others
     * @param severalPieces the probability that he takes more than one piece of a product
     */
    public record Segment(String name, double share, double visits, double severalPieces) {}

    /** The probabilities that a customer agrees to be written to, to be sent messages, to have his visits evaluated. */
    public record Consents(double email, double sms, double profiling) {}

    /** A log-normal amount in units of the home market's currency; sigma is the standard deviation of the logarithm. */
    public record Amount(double median, double sigma) {}

    /**
     * @param zipf how steeply popularity falls from product to product; 0 is not at all
     * @param everywhere the share of the products, the most popular, that every warehouse keeps; each other is kept by one
     * @param backOrders the share of the products that are also sold while they are not there
     * @param restrictions by what is sold
     */
    public record Catalogue(
            int products,
            double zipf,
            int vendors,
            List<Warehouse> warehouses,
            double everywhere,
            double backOrders,
            List<Category> categories,
            Map<String, Restriction> restrictions) {}

    /** @param serves the countries that it is near to */
    public record Warehouse(String name, String city, String country, List<String> serves) {}

    /**
     * @param department what it is a part of
     * @param share how many of the products are in it, relative to the others
     * @param medianPrice in whole units of the currency
     * @param sigma how widely prices spread: the standard deviation of their logarithm
     * @param goods what is sold in it, in one word or two each
     * @param sizes that each product comes in; empty where there are none, as the next two
     * @param colours that a product can have
     * @param materials that a product can be of
     */
    public record Category(
            String name,
            String department,
            double share,
            double medianPrice,
            double sigma,
            List<String> goods,
            List<String> sizes,
            List<String> colours,
            List<String> materials) {}

    /**
     * When and to whom some goods are sold.
     *
     * @param season null for always
     * @param minimumAge 0 for everybody
     * @param notIn countries
     */
    public record Restriction(@Nullable Season season, int minimumAge, List<String> notIn) {

        static final Restriction NONE = new Restriction(null, 0, List.of());
    }

    /**
     * @param perMinute mean events per minute over a normal week
     * @param hours 24 weights
     * @param weekdays 7 weights, from Monday
     * @param season 12 factors, from January; empty where all months are alike
     * @param paydays null where no day of the month is
     * @param growth how much there is more after a year, compound: 1 is twice as much
     */
    public record Intensity(
            double perMinute,
            List<Double> hours,
            List<Double> weekdays,
            List<Double> season,
            @Nullable Paydays paydays,
            double growth,
            List<Campaign> campaigns) {

        /** The most that {@code perMinute} may be. */
        public static final double MOST_PER_MINUTE = 12_000_000;

        /** The most that any weight, factor or height may be. */
        public static final double MOST = 1_000;

        public static final int HOURS = 24;
        public static final int WEEKDAYS = 7;

        /** The same number of sessions at any instant. */
        static Intensity constant(double perMinute) {
            return new Intensity(
                    perMinute,
                    Collections.nCopies(HOURS, 1.0),
                    Collections.nCopies(WEEKDAYS, 1.0),
                    List.of(),
                    null,
                    0,
                    List.of());
        }
    }

    /**
     * Days on which people have money.
     *
     * @param days of the month, from 1; one that a month lacks is its last
     * @param height how many times the normal intensity there is
     */
    public record Paydays(List<Integer> days, double height) {}

    /**
     * Lifts the intensity to {@code height} times its normal: up during {@code ramp}, stays for {@code hold}, comes down
     * during {@code decay}.
     */
    public record Campaign(Beginning beginning, double height, Duration ramp, Duration hold, Duration decay) {

        /** The longest that each of its parts may be. */
        public static final Duration LONGEST = Duration.ofDays(365);

        /** When a campaign begins. */
        public sealed interface Beginning {}

        /** At this instant. */
        public record At(Instant instant) implements Beginning {}

        /** So long after the start of the history. */
        public record AfterStart(Duration duration) implements Beginning {}

        /** At midnight, UTC, of this day of every year. */
        public record Each(Feast feast) implements Beginning {}
    }

    /** A day that comes once a year. */
    public enum Feast {
        /** The day after the fourth Thursday of November. */
        BLACK_FRIDAY;

        LocalDate in(int year) {
            return LocalDate.of(year, Month.NOVEMBER, 1)
                    .with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY))
                    .plusDays(1);
        }

        /** Its first midnight, UTC, that is not before this instant. */
        long next(long instant) {
            int year = LocalDate.ofEpochDay(Math.floorDiv(instant, DAY)).getYear();
            long midnight = in(year).toEpochDay() * DAY;
            return midnight >= instant ? midnight : in(year + 1).toEpochDay() * DAY;
        }
    }

    /**
     * Something off, for a while.
     *
     * @param every it comes again so long after each beginning; null for once, or once a year
     * @param percent what is taken off
     * @param category its name, {@link #ANY} for another one each time, or null for all
     */
    public record Promotion(
            String name,
            Campaign.Beginning beginning,
            @Nullable Duration every,
            Duration lasts,
            int percent,
            @Nullable String category) {

        static final String ANY = "any";
    }

    /**
     * What the shop and its vendors do by themselves, for each {@value #VISITS} visits.
     *
     * @param launches of products that succeed others
     * @param newVendors the probability that such a one comes from somebody who joins with it
     * @param spread of prices around those of the launch: the standard deviation of their logarithm
     */
    public record Merchandising(double priceChanges, double edits, double launches, double newVendors, double spread) {

        static final int VISITS = 1_000;
    }

    /**
     * How a visit goes.
     *
     * @param share how many of the visits go so, relative to the others
     * @param isNew the probability that he registers first
     * @param leastViews products that he looks at without wanting them, at least
     * @param searches the probability that he searches where others open a category
     * @param wishes the probability that he puts what he looks at on his wishlist
     * @param fillsCart the probability that he puts something in the cart
     * @param buys the probability that a filled cart leads to an order
     * @param removes mean number of products that he takes out again of the cart that he buys
     * @param checksOut the probability that he goes as far as the checkout with a cart that he does not buy
     */
    public record Persona(
            String name,
            double share,
            double isNew,
            int leastViews,
            int mostViews,
            double searches,
            double wishes,
            double fillsCart,
            double buys,
            double removes,
            double checksOut) {}

    /**
     * What does not depend on the persona.
     *
     * @param updates the probability that a visitor tells the shop something new about himself
     * @param cancelsOrder the probability that he who ordered changes his mind later
     * @param typos the part of the searches that have one
     * @param cartKept how long a cart that somebody left waits for him
     */
    public record Visits(
            Choice channels, Choice devices, double updates, double cancelsOrder, double typos, Duration cartKept) {}

    /**
     * Something that some visitors get and others do not.
     *
     * @param variants each with its share of the customers
     * @param lifts by variant, in their order: how much more of its visits lead to an order, as a part of those that would
     */
    public record Experiment(String name, Choice variants, List<Double> lifts) {

        public Experiment {
            lifts = List.copyOf(lifts);
        }
    }

    /**
     * @param dwellings what kinds of addresses there are
     * @param otherAddress the probability that a customer has a second address
     * @param basket mean of the Poisson distribution that, without its zero, says how many products he intends to buy
     */
    public record Distributions(
            Age age,
            List<Segment> segments,
            Choice dwellings,
            double otherAddress,
            Consents consents,
            Preferences preferences,
            double basket,
            Duration session) {}

    /** Whom which categories are more popular with, or less. */
    public record Preferences(Liking under30, Liking over55, Liking urban, Liking rural) {}

    /** How many times as popular as with others some categories are with somebody. */
    public record Liking(List<String> categories, List<Double> factors) {

        public Liking {
            categories = List.copyOf(categories);
            factors = List.copyOf(factors);
        }

        double of(String category) {
            int index = categories.indexOf(category);
            return index < 0 ? 1 : factors.get(index);
        }
    }

    /** Normal, in years, with nobody below the minimum. */
    public record Age(double mean, double deviation, int minimum) {}

    /**
     * @param packing the longest time to pack an order, in business hours
     * @param requeues the probability that an order goes back from the packer to the queue
     */
    public record Orders(Hours hours, Duration packing, double requeues, Delivery delivery, Aftersales aftersales) {}

    /**
     * What customers do with what they got. All but {@code onTime} and {@code late} are probabilities or choices.
     *
     * @param returns that a line is sent back
     * @param reviews that a line is reviewed
     * @param onTime how ratings are spread where it came as promised
     * @param late how they are spread where it came later
     * @param tickets that he asks for help
     * @param lateTickets the same where it came later than promised
     */
    public record Aftersales(
            double returns,
            Choice returnReasons,
            double reviews,
            Beta onTime,
            Beta late,
            double tickets,
            double lateTickets,
            Choice topics,
            Choice resolutions) {}

    /** A beta distribution by its two shape parameters. */
    public record Beta(double alpha, double beta) {}

    /** When somebody works: on days from Monday on, from an instant of the day to another. */
    public record Hours(List<Boolean> days, Duration from, Duration to) {}

    /**
     * @param hours when parcels are brought
     * @param shortest between packing and the first attempt at least
     * @param longest between packing and the first attempt at most
     * @param fails the probability that an attempt fails
     * @param reasons why an attempt fails
     * @param fees in units of the home market's currency, by method
     * @param promises how long it takes at the most, by method
     */
    public record Delivery(
            Hours hours,
            Duration shortest,
            Duration longest,
            double fails,
            Choice reasons,
            Choice methods,
            List<Double> fees,
            List<Duration> promises,
            Choice carriers) {}

    /**
     * @param declines the probability that the bank says no to a payment within the limit
     * @param limits the most that one payment can be, by method
     * @param suspected the probability that the bank refuses a payment of an order that looks like fraud
     * @param otherMethod the probability that a customer has another means of payment, and then another
     */
    public record Payments(
            double declines,
            double suspected,
            Choice methods,
            List<Amount> limits,
            double otherMethod,
            Choice reasons) {}

    /**
     * @param cover how long the shelf lasts at the asked rate once it is filled
     * @param reorder how long it still lasts when goods are ordered
     * @param least pieces of a product that the shelf holds once it is filled, at least
     * @param shortestLead between ordering and arrival, at least
     * @param longestLead between ordering and arrival, at most
     */
    public record Stock(Duration cover, Duration reorder, int least, Duration shortestLead, Duration longestLead) {}
}
