package dev.faux.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Figures of runs that belong together, and how they spread. */
final class Samples {

    private final String name;
    private final String unit;
    private final List<Double> values = new ArrayList<>();

    Samples(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    void add(double value) {
        values.add(value);
    }

    double get(int run) {
        return values.get(run);
    }

    double median() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** This one by another, run by run. */
    Samples by(Samples other, String as) {
        Samples ratios = new Samples(as, "");
        for (int i = 0; i < values.size(); i++) {
            ratios.add(values.get(i) / other.values.get(i));
        }
        return ratios;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-34s median %,14.3f   min %,14.3f   max %,14.3f %s",
                name,
                median(),
                Collections.min(values),
                Collections.max(values),
                unit);
    }
}
