package dev.faux.simulation;

import dev.faux.shop.Money;
import dev.faux.simulation.Wallets.Means;
import org.jspecify.annotations.Nullable;

/** Says yes or no to a payment. */
final class Bank {

    private static final String OVER_LIMIT = "over_limit";
    private static final String SUSPECTED = "suspected_fraud";

    private Bank() {}

    /** What it has against a payment, or null. */
    static @Nullable String objection(
            Scenario.Payments rules, Money total, boolean isSuspected, Means means, Dice dice) {
        if (total.minor() > means.limit().minor()) {
            return OVER_LIMIT;
        }
        if (isSuspected && dice.chance(rules.suspected())) {
            return SUSPECTED;
        }
        return dice.chance(rules.declines()) ? rules.reasons().pick(dice) : null;
    }
}
