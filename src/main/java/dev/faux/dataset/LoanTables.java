package dev.faux.dataset;

import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.simulation.History;
import dev.faux.simulation.Loans;
import dev.faux.simulation.Loans.Instalment;
import dev.faux.simulation.Loans.Loan;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loans and how they are paid back: computed as they are when the history begins, and in no database. */
final class LoanTables {

    static final Table LOANS = Table.of(
            "loans",
            "loan_id uuid key",
            "user_id uuid references users",
            "status text",
            "principal numeric",
            "outstanding numeric",
            "currency text",
            "annual_rate numeric",
            "months integer",
            "granted_at timestamptz");

    static final Table LOAN_PAYMENTS = Table.of(
            "loan_payments",
            "loan_payment_id uuid key",
            "loan_id uuid references loans",
            "user_id uuid references users",
            "instalment integer",
            "due_on date",
            "status text",
            "principal numeric",
            "interest numeric",
            "amount numeric",
            "currency text",
            "paid_at timestamptz");

    static final Dataset ALL_LOANS = Dataset.computed("loans", "loan", LOANS, LoanTables::loans);
    static final Dataset ALL_PAYMENTS =
            Dataset.computed("loan-payments", "loan_payment", LOAN_PAYMENTS, LoanTables::payments);

    private LoanTables() {}

    /** Rows of a loan, where a customer has one. */
    private record Rows(History history, Loans loans, Function<Loan, List<@Nullable Object[]>> made)
            implements Computed {

        @Override
        public List<@Nullable Object[]> rows(long customer) {
            Loan loan = loans.of(customer);
            return loan == null ? List.of() : made.apply(loan);
        }

        @Override
        public long customer(String column, UUID id) {
            boolean isLoan = column.equals("loan_id");
            Id found = history.uuids().parse(isLoan ? Kind.LOAN : Kind.LOAN_PAYMENT, id);
            return found == null ? 0 : isLoan ? found.number() : Loans.customer(found);
        }
    }

    private static Computed loans(History history) {
        return new Rows(history, new Loans(history), loan -> List.<@Nullable Object[]>of(loan(loan)));
    }

    private static Computed payments(History history) {
        return new Rows(
                history,
                new Loans(history),
                loan -> loan.instalments().stream()
                        .map(each -> payment(loan, each))
                        .toList());
    }

    private static @Nullable Object[] loan(Loan loan) {
        return new @Nullable Object[] {
            loan.loan(),
            loan.customer(),
            loan.status(),
            loan.principal(),
            loan.outstanding(),
            loan.principal().currency().name(),
            percent(loan.rate()),
            (long) loan.instalments().size(),
            loan.grantedAt()
        };
    }

    private static @Nullable Object[] payment(Loan loan, Instalment each) {
        return new @Nullable Object[] {
            each.payment(),
            loan.loan(),
            loan.customer(),
            1L + loan.instalments().indexOf(each),
            each.due().toString(),
            each.status(),
            each.principal(),
            each.interest(),
            each.principal().plus(each.interest()),
            each.principal().currency().name(),
            each.paidAt()
        };
    }

    private static String percent(int hundredths) {
        return BigDecimal.valueOf(hundredths, 2).toPlainString();
    }
}
