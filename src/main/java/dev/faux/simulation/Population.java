package dev.faux.simulation;

import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.simulation.Dice.Stream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Who the customers are. Each is a pure function of the seed and his number, so they cost nothing until somebody asks, and
 * number nine million no more than number one. Everything told here is harmless: it can reach no real person.
 */
public final class Population {

    private static final long OLDEST = 3 * 365 * Intensity.DAY;

    private final long seed;
    private final long start;
    private final Scenario.Age age;
    private final Names names;

    public Population(History history) {
        seed = history.seed();
        start = history.start();
        age = history.scenario().distributions().age();
        names = Names.of(history.scenario().market().country());
    }

    /** What a customer told the shop when he registered. {@code birthDate} counts days since 1970. */
    public record Profile(
            String email,
            String username,
            String firstName,
            String lastName,
            String phone,
            String address,
            String city,
            String state,
            String postalCode,
            String country,
            LocalDate birthDate) {}

    /** The id of a customer of before the history. */
    Id id(long number) {
        Dice dice = Dice.of(seed, Kind.CUSTOMER, number, Stream.ARRIVAL);
        return new Id(Kind.CUSTOMER, number, dice.between(start - OLDEST, start));
    }

    public Profile profile(Id customer) {
        Dice dice = Dice.of(seed, Kind.CUSTOMER, customer.number(), Stream.NATURE);
        String first = often(names.given(), dice);
        String last = often(names.family(), dice);
        String local = (first + "." + last).toLowerCase(Locale.ROOT) + "." + Long.toString(customer.number(), 36);
        Names.Place place = often(names.places(), dice);
        return new Profile(
                local + "@" + often(names.mailDomains(), dice),
                local.replace(".", ""),
                first,
                last,
                phone(place.phoneArea(), dice),
                1 + dice.below(1999) + " " + often(names.streets(), dice),
                place.city(),
                place.state(),
                place.postalArea() + twoDigits(dice.below(100)),
                names.country(),
                birthDate(customer, dice));
    }

    /** Numbers 555-0100 to 555-0199 of every area code are kept for fiction. */
    private static String phone(String areaCode, Dice dice) {
        return "+1-" + areaCode + "-555-01" + twoDigits(dice.below(100));
    }

    private LocalDate birthDate(Id customer, Dice dice) {
        double years;
        do {
            years = age.mean() + age.deviation() * dice.normal();
        } while (years < age.minimum());
        return LocalDate.ofEpochDay(Math.floorDiv(customer.at(), Intensity.DAY) - (long) (years * 365.25) - 1);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    /** The front of a list is common, its end rare. */
    private static <T> T often(List<T> pool, Dice dice) {
        double place = dice.unit();
        return pool.get((int) (place * place * pool.size()));
    }
}
