package dev.faux.simulation;

import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Money;
import dev.faux.simulation.Dice.Stream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What customers of before the history owe the shop, and how they have paid it back by its start: a share of them has one loan,
 * repaid month by month, the same part of it each time and the interest on what was left. Each is a pure function of the
 * customer's number.
 */
public final class Loans {

    private static final double SHARE = 0.1;
    private static final List<Integer> MONTHS = List.of(6, 12, 24);
    private static final int INSTALMENT_BITS = 6;

    /** In units of the home market's currency. */
    private static final int LEAST = 100;

    private static final double MEAN_MORE = 900;

    /** In hundredths of a percent: from 3.9 to 14.9 percent a year. */
    private static final int LEAST_RATE = 390;

    private static final int RATE_STEP = 10;
    private static final int RATE_STEPS = 110;
    private static final int MONTHS_OF_A_YEAR = 12;

    private static final double LATE = 0.06;
    private static final double MISSED = 0.02;
    private static final long MOST_EARLY = 4 * Intensity.DAY;
    private static final long MOST_LATE = 25 * Intensity.DAY;

    private final long seed;
    private final long start;
    private final List<Scenario.Market> markets;
    private final Population population;

    public Loans(History history) {
        seed = history.seed();
        start = history.start();
        markets = history.scenario().markets();
        population = new Population(history);
    }

    /**
     * A loan.
     *
     * @param rate a year, in hundredths of a percent
     * @param instalments a month each
     */
    public record Loan(Id loan, Id customer, Money principal, int rate, List<Instalment> instalments) {

        public long grantedAt() {
            return loan.at();
        }

        /** What is to be paid back of it still, without interest. */
        public Money outstanding() {
            Money left = principal;
            for (Instalment each : instalments) {
                left = each.paidAt == null ? left : left.minus(each.principal);
            }
            return left;
        }

        public String status() {
            if (instalments.stream().allMatch(each -> each.paidAt != null)) {
                return "repaid";
            }
            return instalments.stream().anyMatch(each -> each.status().equals("overdue")) ? "overdue" : "active";
        }
    }

    /**
     * One of its payments.
     *
     * @param paidAt in milliseconds since 1970 UTC; null where it has not been paid by the start
     */
    public record Instalment(
            Id payment,
            LocalDate due,
            Money principal,
            Money interest,
            @Nullable Long paidAt,
            boolean isDue) {

        public String status() {
            return paidAt != null ? "paid" : isDue ? "overdue" : "scheduled";
        }
    }

    /** The loan of a customer of before the history, or null where he has none. */
    public @Nullable Loan of(long number) {
        Dice dice = Dice.of(seed, Kind.CUSTOMER, number, Stream.LOAN);
        if (!dice.chance(SHARE)) {
            return null;
        }
        Id customer = population.id(number);
        Id loan = new Id(Kind.LOAN, number, dice.between(customer.at(), start));
        double units = LEAST + Math.floor(dice.exponential(MEAN_MORE));
        Money principal = markets.get(population.market(number)).convert(units);
        int rate = LEAST_RATE + RATE_STEP * dice.below(RATE_STEPS + 1);
        int months = MONTHS.get(dice.below(MONTHS.size()));
        return new Loan(loan, customer, principal, rate, instalments(loan, principal, rate, months, dice));
    }

    /** Whose the loan is, of which this is a payment. */
    public static long customer(Id payment) {
        return payment.number() >>> INSTALMENT_BITS;
    }

    private List<Instalment> instalments(Id loan, Money principal, int rate, int months, Dice dice) {
        LocalDate granted = LocalDate.ofEpochDay(Math.floorDiv(loan.at(), Intensity.DAY));
        Money part = new Money(principal.minor() / months, principal.currency());
        Money left = principal;
        boolean hasGivenUp = false;
        List<Instalment> instalments = new ArrayList<>(months);
        for (int i = 1; i <= months; i++) {
            LocalDate due = granted.plusMonths(i);
            Money paidBack = i == months ? left : part;
            Money interest = left.share(rate / MONTHS_OF_A_YEAR);
            left = left.minus(paidBack);
            hasGivenUp |= dice.chance(MISSED);
            long at = paidAt(loan, due, dice);
            instalments.add(new Instalment(
                    new Id(Kind.LOAN_PAYMENT, loan.number() << INSTALMENT_BITS | i, loan.at()),
                    due,
                    paidBack,
                    interest,
                    hasGivenUp || at >= start ? null : at,
                    endOf(due) <= start));
        }
        return instalments;
    }

    /** Mostly in the last days before it is due. */
    private static long paidAt(Id loan, LocalDate due, Dice dice) {
        long last = endOf(due);
        return dice.chance(LATE)
                ? dice.between(last, last + MOST_LATE)
                : Math.max(loan.at(), dice.between(last - MOST_EARLY, last));
    }

    private static long endOf(LocalDate day) {
        return (day.toEpochDay() + 1) * Intensity.DAY;
    }
}
