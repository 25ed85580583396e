package dev.faux.dataset;

import dev.faux.simulation.History;
import dev.faux.simulation.Loans;
import dev.faux.simulation.Loans.Instalment;
import dev.faux.simulation.Loans.Loan;
import java.math.BigDecimal;
import java.util.List;
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

    private final Loans loans;

    LoanTables(History history) {
        loans = new Loans(history);
    }

    List<@Nullable Object[]> loans(long customer) {
        Loan loan = loans.of(customer);
        return loan == null
                ? List.of()
                : List.<@Nullable Object[]>of(new @Nullable Object[] {
                    loan.loan(),
                    loan.customer(),
                    loan.status(),
                    loan.principal(),
                    loan.outstanding(),
                    loan.principal().currency().name(),
                    percent(loan.rate()),
                    (long) loan.instalments().size(),
                    loan.grantedAt()
                });
    }

    List<@Nullable Object[]> payments(long customer) {
        Loan loan = loans.of(customer);
        return loan == null
                ? List.of()
                : loan.instalments().stream().map(each -> payment(loan, each)).toList();
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
