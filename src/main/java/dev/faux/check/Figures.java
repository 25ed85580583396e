package dev.faux.check;

import dev.faux.simulation.Scenario;
import java.util.ArrayList;
import java.util.List;

/** Counts the events, and holds what the scenario asks for against what came: information, no judgement. */
final class Figures implements Inspector {

    private final Scenario scenario;
    private final Stream stream;
    private final Visits visits;
    private final Distributions distributions;
    private final long[] counts = new long[Type.values().length];
    private long orderedProducts;
    private long declined;

    Figures(Scenario scenario, Stream stream, Visits visits, Distributions distributions) {
        this.scenario = scenario;
        this.stream = stream;
        this.visits = visits;
        this.distributions = distributions;
    }

    @Override
    public void inspect(Event event) {
        counts[event.type().ordinal()]++;
        if (event.type == Type.ORDER_PLACED) {
            orderedProducts += event.items.size();
        } else if (event.type == Type.PAYMENT_DECLINED
                && scenario.payments().reasons().names().contains(event.text(Field.REASON))) {
            declined++;
        }
    }

    long count(Type type) {
        return counts[type.ordinal()];
    }

    /** What there is to compare; a share of nothing is left out. */
    List<Report.Figure> compared() {
        List<Report.Figure> figures = new ArrayList<>();
        double mean = scenario.distributions().basket();
        long orders = count(Type.ORDER_PLACED);
        add(figures, "products per order, mean", mean / -Math.expm1(-mean), orderedProducts, orders);
        add(
                figures,
                "session in minutes, mean",
                scenario.distributions().session().toMillis() / 60_000.0,
                visits.stay() / 60_000.0,
                visits.ended());
        add(
                figures,
                "abandoned of filled carts",
                Visits.abandoned(scenario),
                visits.abandonedCarts(),
                visits.filledCarts());
        add(
                figures,
                "new customers of sessions",
                scenario.perVisit(Scenario.Persona::isNew),
                count(Type.CUSTOMER_REGISTERED),
                count(Type.SESSION_STARTED));
        add(
                figures,
                "declined by chance of payments",
                scenario.payments().declines(),
                declined,
                declined + count(Type.PAYMENT_AUTHORISED));
        long failed = count(Type.ORDER_DELIVERY_ATTEMPT_FAILED) + count(Type.ORDER_FAILED);
        add(
                figures,
                "failed of delivery attempts",
                scenario.orders().delivery().fails(),
                failed,
                failed + count(Type.ORDER_DELIVERED));
        long requeued = count(Type.ORDER_REQUEUED);
        add(
                figures,
                "requeued of orders in preparation",
                scenario.orders().requeues(),
                requeued,
                count(Type.ORDER_PREPARING) - requeued);
        add(
                figures,
                "events per minute",
                scenario.intensity().perMinute(),
                stream.last() - stream.first(),
                (stream.lastTime() - stream.firstTime()) / 60_000.0);
        figures.addAll(distributions.compared());
        return figures;
    }

    private static void add(List<Report.Figure> figures, String name, double asked, double sum, double of) {
        if (of > 0) {
            figures.add(new Report.Figure(name, asked, sum / of));
        }
    }
}
