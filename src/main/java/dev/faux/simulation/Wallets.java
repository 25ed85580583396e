package dev.faux.simulation;

import dev.faux.shop.Belonging;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.simulation.Dice.Stream;
import dev.faux.simulation.Profile.Card;
import dev.faux.simulation.Profile.Means;
import dev.faux.simulation.Scenario.Amount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What customers pay with: cards of test ranges that no bank gives out, and other means without a number. */
final class Wallets {

    private static final String CARD = "card";
    private static final int MOST = 3;

    private final Population population;
    private final long seed;
    private final Scenario.Payments payments;
    private final List<Scenario.Market> markets;

    Wallets(Population population, long seed, Scenario scenario) {
        this.population = population;
        this.seed = seed;
        this.payments = scenario.payments();
        this.markets = scenario.markets();
    }

    /** In the order of his liking. */
    List<Means> of(Id customer, Told told) {
        Dice dice = Dice.of(seed, Kind.CUSTOMER, customer.number(), Stream.WALLET);
        List<Means> means = new ArrayList<>(MOST);
        do {
            int index = means.size();
            Id id = Belonging.id(Kind.PAYMENT_METHOD, customer, index == 0 ? told.means() : 0, index);
            means.add(means(id, payments.methods().pickIndex(dice), population.market(customer)));
        } while (means.size() < MOST && dice.chance(payments.otherMethod()));
        return List.copyOf(means);
    }

    private Means means(Id id, int method, int market) {
        Dice dice = Dice.of(seed, Kind.PAYMENT_METHOD, id.number(), Stream.NATURE);
        Amount limit = payments.limits().get(method);
        double units = limit.median() * StrictMath.exp(limit.sigma() * dice.normal());
        String kind = payments.methods().names().get(method);
        return new Means(id, kind, markets.get(market).convert(units), kind.equals(CARD) ? card(id, dice) : null);
    }

    private static Card card(Id id, Dice dice) {
        int brand = dice.below(20);
        String number = brand < 11
                ? number("411111", 15, dice)
                : brand < 18 ? number("555555", 15, dice) : number("378282", 14, dice);
        LocalDate told = LocalDate.ofEpochDay(Math.floorDiv(id.at(), Intensity.DAY));
        String expires = told.plusMonths(60L + dice.below(60)).toString().substring(0, 7);
        return new Card(brand < 11 ? "visa" : brand < 18 ? "mastercard" : "amex", number, expires);
    }

    /** So many digits that begin so, and behind them the one that makes Luhn's check come out even. */
    private static String number(String prefix, int length, Dice dice) {
        StringBuilder number = new StringBuilder(prefix);
        while (number.length() < length) {
            number.append((char) ('0' + dice.below(10)));
        }
        int sum = 0;
        for (int i = 0; i < length; i++) {
            int digit = number.charAt(length - 1 - i) - '0';
            int weighed = i % 2 == 0 ? 2 * digit : digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return number.append((char) ('0' + (10 - sum % 10) % 10)).toString();
    }
}
