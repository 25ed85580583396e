package dev.faux.check;

import dev.faux.check.Event.Exposure;
import dev.faux.check.Report.Figure;
import dev.faux.simulation.Choice;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.Scenario.Age;
import dev.faux.simulation.Scenario.Beta;
import dev.faux.simulation.Scenario.Experiment;
import dev.faux.simulation.Scenario.Market;
import dev.faux.simulation.Scenario.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** How things are shared out, beside how the scenario asks for it: information, no judgement. */
final class Distributions implements Inspector {

    private static final double DAYS_PER_YEAR = 365.25;
    private static final int STEPS = 1_000;
    private static final int STARS = 5;

    private final Scenario scenario;
    private final Shares markets;
    private final Shares channels;
    private final Shares devices;
    private final Shares segments;
    private final Shares shipping;
    private final List<Shares> variants = new ArrayList<>();
    private final List<long[]> ordering = new ArrayList<>();
    private final Mean age = new Mean();
    private final Mean onTime = new Mean();
    private final Mean late = new Mean();

    Distributions(Scenario scenario) {
        this.scenario = scenario;
        markets = new Shares(
                "visits from",
                scenario.markets().stream().map(Market::country).toList(),
                scenario.markets().stream().map(Market::share).toList());
        channels = new Shares("visits over", scenario.visits().channels());
        devices = new Shares("visits with", scenario.visits().devices());
        List<Segment> all = scenario.distributions().segments();
        segments = new Shares(
                "new customers who are",
                all.stream().map(Segment::name).toList(),
                all.stream().map(Segment::share).toList());
        shipping = new Shares("orders sent", scenario.orders().delivery().methods());
        for (Experiment experiment : scenario.experiments()) {
            variants.add(new Shares(experiment.name() + ", visits with", experiment.variants()));
            ordering.add(new long[experiment.variants().names().size()]);
        }
    }

    @Override
    public void inspect(Event event) {
        switch (event.type()) {
            case SESSION_STARTED -> {
                markets.count(event.text(Field.MARKET));
                channels.count(event.text(Field.CHANNEL));
                devices.count(event.text(Field.DEVICE));
            }
            case SESSION_ENDED -> expose(event);
            case CUSTOMER_REGISTERED -> {
                segments.count(event.text(Field.SEGMENT));
                long today = Math.floorDiv(event.time, Hours.DAY);
                age.add((today - event.number(Field.BIRTH_DATE)) / DAYS_PER_YEAR);
            }
            case ORDER_PLACED -> shipping.count(event.text(Field.SHIPPING_METHOD));
            case REVIEW_POSTED -> {
                if (event.order != null) {
                    boolean isLate = event.order.endedAt > event.order.promisedBy;
                    (isLate ? late : onTime).add(event.number(Field.RATING));
                }
            }
            default -> {}
        }
    }

    private void expose(Event event) {
        for (int i = 0; i < Math.min(variants.size(), event.exposures.size()); i++) {
            Exposure exposure = event.exposures.get(i);
            int variant = variants.get(i).count(exposure.variant());
            if (variant >= 0 && event.visit != null && event.visit.ordered) {
                ordering.get(i)[variant]++;
            }
        }
    }

    List<Figure> compared() {
        List<Figure> figures = new ArrayList<>();
        for (Shares shares : List.of(markets, channels, devices, segments, shipping)) {
            shares.compare(figures);
        }
        age.compare(
                figures,
                "age of new customers, mean",
                meanAge(scenario.distributions().age()));
        Scenario.Aftersales aftersales = scenario.orders().aftersales();
        onTime.compare(figures, "rating of what came in time, mean", meanRating(aftersales.onTime()));
        late.compare(figures, "rating of what came late, mean", meanRating(aftersales.late()));
        for (int i = 0; i < variants.size(); i++) {
            variants.get(i).compare(figures);
            Experiment experiment = scenario.experiments().get(i);
            for (int j = 0; j < ordering.get(i).length; j++) {
                long visits = variants.get(i).counts[j];
                if (visits > 0) {
                    figures.add(new Figure(
                            experiment.name() + ", ordering with "
                                    + experiment.variants().names().get(j),
                            scenario.perVisit(persona -> persona.fillsCart() * persona.buys())
                                    * (1 + experiment.lifts().get(j)),
                            (double) ordering.get(i)[j] / visits));
                }
            }
        }
        return figures;
    }

    /** That of a normal distribution which nobody is below the minimum of. */
    private static double meanAge(Age age) {
        DoubleUnaryOperator density = years -> {
            double deviations = (years - age.mean()) / age.deviation();
            return Math.exp(-deviations * deviations / 2);
        };
        if (age.deviation() == 0) {
            return age.mean();
        }
        double to = age.mean() + 10 * age.deviation();
        return integral(years -> years * density.applyAsDouble(years), age.minimum(), to)
                / integral(density, age.minimum(), to);
    }

    /** From 1 to 5: one star more for each fifth of the way that the variate has come. */
    private static double meanRating(Beta beta) {
        double whole = above(0, beta);
        double mean = 1;
        for (int stars = 1; stars < STARS; stars++) {
            mean += above((double) stars / STARS, beta) / whole;
        }
        return mean;
    }

    /** The mass above some place, in units of its own. Substitutions take away the poles that the density has at 0 and 1. */
    private static double above(double from, Beta beta) {
        double a = beta.alpha();
        double b = beta.beta();
        double left = from >= 0.5
                ? 0
                : integral(u -> Math.pow(1 - Math.pow(u, 1 / a), b - 1) / a, Math.pow(from, a), Math.pow(0.5, a));
        double right =
                integral(u -> Math.pow(1 - Math.pow(u, 1 / b), a - 1) / b, 0, Math.pow(1 - Math.max(0.5, from), b));
        return left + right;
    }

    private static double integral(DoubleUnaryOperator function, double from, double to) {
        double width = (to - from) / STEPS;
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            sum += function.applyAsDouble(from + (i + 0.5) * width);
        }
        return sum * width;
    }

    /** Counts by name. */
    private static final class Shares {

        private final String of;
        private final List<String> names;
        private final List<Double> asked;
        private final long[] counts;

        Shares(String of, List<String> names, List<Double> asked) {
            this.of = of;
            this.names = names;
            this.asked = asked;
            this.counts = new long[names.size()];
        }

        Shares(String of, Choice choice) {
            this(of, choice.names(), choice.weights());
        }

        /** The place of the name, or -1. */
        int count(String name) {
            int place = names.indexOf(name);
            if (place >= 0) {
                counts[place]++;
            }
            return place;
        }

        void compare(List<Figure> figures) {
            double all = asked.stream().mapToDouble(each -> each).sum();
            long counted = 0;
            for (long count : counts) {
                counted += count;
            }
            for (int i = 0; counted > 0 && i < counts.length; i++) {
                figures.add(new Figure(of + " " + names.get(i), asked.get(i) / all, (double) counts[i] / counted));
            }
        }
    }

    private static final class Mean {

        private double sum;
        private long count;

        void add(double value) {
            sum += value;
            count++;
        }

        void compare(List<Figure> figures, String name, double asked) {
            if (count > 0) {
                figures.add(new Figure(name, asked, sum / count));
            }
        }
    }
}
