package dev.faux.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How well what was counted fits what was expected. Each check alone fails once in a million sound samples; as every sample
 * here comes of a fixed seed, a check that was green stays so, and the odds are those of a change of the seed or of the code.
 */
final class Fit {

    /** The odds of a false alarm. */
    static final double ALARM = 1e-6;

    /** A standard normal is farther than this from 0 once in a million times. */
    static final double DEVIATIONS = 4.9;

    private Fit() {}

    /** Pearson's chi-square; neighbouring cells are joined until each expects at least 10. */
    static void chiSquare(long[] counts, IntToDoubleFunction probability) {
        double total = Arrays.stream(counts).sum();
        double statistic = 0;
        int cells = 0;
        double count = 0;
        double expected = 0;
        double covered = 0;
        for (int i = 0; i < counts.length; i++) {
            count += counts[i];
            expected += probability.applyAsDouble(i) * total;
            covered += probability.applyAsDouble(i);
            boolean isLast = i == counts.length - 1;
            if (isLast || (expected >= 10 && (1 - covered) * total >= 10)) {
                statistic += (count - expected) * (count - expected) / expected;
                cells++;
                count = 0;
                expected = 0;
            }
        }
        double most = ChiSquaredDistribution.of(cells - 1).inverseSurvivalProbability(ALARM);
        assertThat(statistic).as("chi-square over %s cells", cells).isLessThan(most);
    }

    /** Kolmogorov and Smirnov's distance; sorts the sample. */
    static void kolmogorovSmirnov(double[] sample, DoubleUnaryOperator cumulative) {
        Arrays.sort(sample);
        double distance = 0;
        for (int i = 0; i < sample.length; i++) {
            double expected = cumulative.applyAsDouble(sample[i]);
            distance = Math.max(
                    distance, Math.max(expected - (double) i / sample.length, (i + 1.0) / sample.length - expected));
        }
        // P(distance > d) is at most 2 exp(-2 n d²) for every n (Dvoretzky, Kiefer, Wolfowitz; Massart).
        double most = Math.sqrt(Math.log(2 / ALARM) / (2 * sample.length));
        assertThat(distance).as("distance over %s values", sample.length).isLessThan(most);
    }

    /** A mean of independent values of that mean and deviation. */
    static void mean(double[] sample, double mean, double deviation) {
        double bound = DEVIATIONS * deviation / Math.sqrt(sample.length);
        assertThat(Arrays.stream(sample).average().orElseThrow())
                .as("mean over %s values, within %s", sample.length, bound)
                .isBetween(mean - bound, mean + bound);
    }

    /** A share of independent tries that have that probability. */
    static void share(long hits, long tries, double probability) {
        double bound = DEVIATIONS * Math.sqrt(probability * (1 - probability) / tries);
        assertThat((double) hits / tries)
                .as("share of %s tries, within %s", tries, bound)
                .isBetween(probability - bound, probability + bound);
    }

    /** A count of a Poisson distribution, by its normal limit. */
    static void count(long count, double mean) {
        double bound = DEVIATIONS * Math.sqrt(mean) + 1;
        assertThat((double) count).isBetween(mean - bound, mean + bound);
    }

    /** The correlation of each value with the next. */
    static void uncorrelated(double[] sample) {
        double mean = Arrays.stream(sample).average().orElseThrow();
        double variance = 0;
        double covariance = 0;
        for (int i = 0; i < sample.length; i++) {
            variance += (sample[i] - mean) * (sample[i] - mean);
            if (i > 0) {
                covariance += (sample[i] - mean) * (sample[i - 1] - mean);
            }
        }
        // Without correlation the coefficient of n values is nearly normal with deviation 1 / sqrt(n).
        double bound = DEVIATIONS / Math.sqrt(sample.length);
        assertThat(covariance / variance).as("lag-1 correlation").isBetween(-bound, bound);
    }
}
