package dev.faux.simulation;

import dev.faux.shop.CustomerNumbers;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Mix;
import dev.faux.shop.People;
import dev.faux.shop.Text;
import dev.faux.simulation.Dice.Stream;
import dev.faux.simulation.Scenario.Market;
import dev.faux.simulation.Scenario.Segment;
import dev.faux.simulation.Wallets.Means;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;

/**
 * Who the customers are. Each is a pure function of the seed, his number and how often he told something new, so they cost
 * nothing until somebody asks, and number nine million no more than number one.
 */
public final class Population implements People {

    private static final long OLDEST = 3 * 365 * Intensity.DAY;
    private static final int TRIES_TO_PICK = 2_000;
    private static final double GOLDEN = 0.618_033_988_749_894_9;

    private final long seed;
    private final long start;
    private final Scenario.Distributions distributions;
    private final List<Market> markets;
    private final List<Names> names;
    private final CustomerNumbers numbers;
    private final Addresses addresses;
    private final Wallets wallets;
    /** Where in [0, 1) the markets, and the segments, end. */
    private final double[] marketEnds;

    private final double[] segmentEnds;
    /** By segment: how likely he is to come, compared with those that come most. */
    private final double[] visits;

    public Population(History history) {
        Scenario scenario = history.scenario();
        seed = history.seed();
        start = history.start();
        distributions = scenario.distributions();
        markets = scenario.markets();
        names = markets.stream().map(market -> Names.of(market.country())).toList();
        numbers = numbers(scenario);
        addresses = new Addresses(this, seed, distributions, names);
        wallets = new Wallets(this, seed, scenario);
        marketEnds = ends(markets.stream().mapToDouble(Market::share).toArray());
        segmentEnds = ends(
                distributions.segments().stream().mapToDouble(Segment::share).toArray());
        visits = distributions.segments().stream().mapToDouble(Segment::visits).toArray();
        double most = 0;
        for (double each : visits) {
            most = Math.max(most, each);
        }
        for (int i = 0; i < visits.length; i++) {
            visits[i] /= most;
        }
    }

    static CustomerNumbers numbers(Scenario scenario) {
        return new CustomerNumbers(scenario.population(), scenario.markets().size());
    }

    @Override
    public CustomerNumbers numbers() {
        return numbers;
    }

    /**
     * Those of before the history are spread over the markets so evenly that any part of them has nearly the shares that were
     * asked for.
     */
    @Override
    public int market(Id customer) {
        return market(customer.number());
    }

    int market(long customer) {
        if (numbers.isRegistered(customer)) {
            return numbers.market(customer);
        }
        double place = customer * GOLDEN;
        return indexOf(marketEnds, place - Math.floor(place));
    }

    /** What names are drawn from, by market. */
    List<Names> names() {
        return names;
    }

    Segment segment(long customer) {
        return distributions.segments().get(segmentIndex(customer));
    }

    /** How many customers of before the history a market has, to within one for each market. */
    double size(int market) {
        double begin = market == 0 ? 0 : marketEnds[market - 1];
        return numbers.population() * (marketEnds[market] - begin);
    }

    /** A customer of before the history, of this market; or 0 if there seems to be none. */
    long pick(int market, Dice dice) {
        for (int i = 0; i < TRIES_TO_PICK; i++) {
            long customer = 1 + (long) (dice.unit() * numbers.population());
            if (market(customer) == market && dice.chance(visits[segmentIndex(customer)])) {
                return customer;
            }
        }
        return 0;
    }

    /** The id of a customer of before the history. */
    Id id(long number) {
        Dice dice = Dice.of(seed, Kind.CUSTOMER, number, Stream.ARRIVAL);
        return new Id(Kind.CUSTOMER, number, dice.between(start - OLDEST, start));
    }

    /** How many loyalty points a customer of before the history had gathered. */
    long points(long customer) {
        Dice dice = Dice.of(seed, Kind.CUSTOMER, customer, Stream.LOYALTY);
        return (long) (dice.exponential(400) * visits[segmentIndex(customer)]);
    }

    /** The ids of his addresses, where he lives first. */
    List<Id> addresses(Id customer, int revision) {
        return addresses.ids(customer, Told.of(seed, customer, revision));
    }

    /** One of the addresses that a customer has, or had. */
    Address address(Id id) {
        return addresses.of(id);
    }

    void fillPhone(Id customer, int revision, Address home, Text text) {
        addresses.fillPhone(customer, Told.of(seed, customer, revision), home, text);
    }

    /** How he can pay, in the order of his liking. */
    List<Means> means(Id customer, int revision) {
        return wallets.of(customer, Told.of(seed, customer, revision));
    }

    /** The day on which he was born, counted from 1970 on. */
    long birthDay(Id customer) {
        Dice dice = Dice.of(seed, Kind.CUSTOMER, customer.number(), Stream.BIRTH);
        Scenario.Age age = distributions.age();
        double years;
        do {
            years = age.mean() + age.deviation() * dice.normal();
        } while (years < age.minimum());
        return Math.floorDiv(customer.at(), Intensity.DAY) - (long) (years * 365.25) - 1;
    }

    /** Whether he lives in the country. */
    boolean isRural(Id customer, int revision) {
        return addresses.isRural(customer, Told.of(seed, customer, revision));
    }

    @Override
    public int age(Id customer, long at) {
        LocalDate birth = LocalDate.ofEpochDay(birthDay(customer));
        return Period.between(birth, LocalDate.ofEpochDay(Math.floorDiv(at, Intensity.DAY)))
                .getYears();
    }

    private int segmentIndex(long customer) {
        return indexOf(segmentEnds, (Mix.of(seed, customer) >>> 11) * 0x1p-53);
    }

    private static double[] ends(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        double[] ends = new double[shares.length];
        double end = 0;
        for (int i = 0; i < shares.length; i++) {
            end += shares[i] / sum;
            ends[i] = end;
        }
        return ends;
    }

    private static int indexOf(double[] ends, double place) {
        int index = 0;
        while (index < ends.length - 1 && place >= ends[index]) {
            index++;
        }
        return index;
    }
}
