package dev.faux.simulation;

import dev.faux.shop.Belonging;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Money;
import dev.faux.simulation.Dice.Stream;
import dev.faux.simulation.Scenario.Amount;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** @param limit the most that one payment can be */
    record Means(Id id, String kind, Money limit, @Nullable Card card) {}

    /** @param expires with its last day */
    record Card(String brand, long number, YearMonth expires) {}

    /** In the order of his liking. */
    List<Means> of(Id customer, Told told) {
        Dice dice = Dice.of(seed, Kind.CUSTOMER, customer.number(), Stream.WALLET);
        List<Means> means = new ArrayList<>(MOST);
        do {
            int index = means.size();
            Id id = Belonging.id(Kind.PAYMENT_METHOD, customer, index == 0 ? told.means() : 0, index);
            means.add(means(id, payments.methods().pickIndex(dice), population.market(customer)));
        } while (means.size() < MOST && dice.chance(payments.otherMethod()));
        return means;
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
        long number = brand < 11
                ? number(411_111, 9, dice)
                : brand < 18 ? number(555_555, 9, dice) : number(378_282, 8, dice);
        YearMonth told = YearMonth.from(LocalDate.ofEpochDay(Math.floorDiv(id.at(), Intensity.DAY)));
        return new Card(
                brand < 11 ? "visa" : brand < 18 ? "mastercard" : "amex",
                number,
                told.plusMonths(60L + dice.below(60)));
    }

    /** A number that begins so, has so many digits more, and behind them the one that makes Luhn's check come out even. */
    private static long number(long prefix, int digits, Dice dice) {
        long number = prefix;
        for (int i = 0; i < digits; i++) {
            number = number * 10 + dice.below(10);
        }
        int sum = 0;
        boolean isDoubled = true;
        for (long rest = number; rest > 0; rest /= 10) {
            int weighed = (int) (rest % 10) * (isDoubled ? 2 : 1);
            sum += weighed > 9 ? weighed - 9 : weighed;
            isDoubled = !isDoubled;
        }
        return number * 10 + (10 - sum % 10) % 10;
    }
}
