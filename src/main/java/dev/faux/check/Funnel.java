package dev.faux.check;

import dev.faux.check.Report.Step;
import java.util.ArrayList;
import java.util.List;

/** How far visitors come, from the door to a parcel. */
final class Funnel implements Inspector {

    private enum Stage {
        VISIT("visits"),
        VIEW("view a product"),
        CART("put something in the cart"),
        CHECKOUT("start a checkout"),
        ORDER("place an order"),
        PAID("orders paid"),
        DELIVERED("orders delivered");

        private final String words;

        Stage(String words) {
            this.words = words;
        }
    }

    private final long[] counts = new long[Stage.values().length];

    @Override
    public void inspect(Event event) {
        switch (event.type()) {
            case SESSION_STARTED -> counts[Stage.VISIT.ordinal()]++;
            case PRODUCT_VIEWED -> reach(event, Stage.VIEW);
            case PRODUCT_ADDED -> reach(event, Stage.CART);
            case CHECKOUT_STARTED -> reach(event, Stage.CHECKOUT);
            case ORDER_PLACED -> reach(event, Stage.ORDER);
            case ORDER_CONFIRMED -> counts[Stage.PAID.ordinal()]++;
            case ORDER_DELIVERED, ORDER_FAILED -> {
                if (event.is(Field.STATUS, "delivered")) {
                    counts[Stage.DELIVERED.ordinal()]++;
                }
            }
            default -> {}
        }
    }

    /** Counts a visit once for each stage, and only if its beginning was seen. */
    private void reach(Event event, Stage stage) {
        Visit visit = event.visit;
        int bit = 1 << stage.ordinal();
        if (visit != null && (visit.stages & bit) == 0) {
            visit.stages |= bit;
            counts[stage.ordinal()]++;
        }
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        long visits = counts[0];
        for (Stage stage : Stage.values()) {
            long count = counts[stage.ordinal()];
            steps.add(new Step(stage.words, count, visits == 0 ? 0 : (double) count / visits));
        }
        return visits == 0 ? List.of() : List.copyOf(steps);
    }
}
