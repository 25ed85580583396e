package dev.faux.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.Id.Kind;
import dev.faux.simulation.Dice.Stream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dice are fair, keyed, and the same for ever. The bounds of the statistical tests are those of {@link Fit}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DiceTest {

    private static final int THROWS = 200_000;

    private final Dice dice = Dice.of(42, Kind.SESSION, 1, Stream.BEHAVIOUR);

    @Test
    void the_same_key_throws_the_same() {
        Dice again = Dice.of(42, Kind.SESSION, 1, Stream.BEHAVIOUR);
        for (int i = 0; i < 1_000; i++) {
            assertThat(again.bits()).isEqualTo(dice.bits());
        }
    }

    /** A change here is another model: raise World.MODEL, and take over the new values. */
    @Test
    void the_throws_are_those_of_this_model() {
        assertThat(LongStream.generate(dice::bits).limit(4))
                .containsExactly(
                        7165632809108170068L, 8267421914076259453L, 5557124515232774754L, 7412228257536191172L);
        Dice other = Dice.of(-7, Kind.CUSTOMER, 9_000_000, Stream.NATURE);
        assertThat(other.unit()).isEqualTo(0.6089446728157076);
        assertThat(other.below(1_000_000)).isEqualTo(312589);
        assertThat(other.between(-1_000_000, 1_000_000)).isEqualTo(690854);
        assertThat(other.exponential(360)).isEqualTo(219.81328865397643);
        assertThat(other.normal()).isEqualTo(1.4937372113152727);
        assertThat(several(() -> other.poisson(4), 8)).containsExactly(3, 6, 7, 2, 3, 1, 1, 2);
        assertThat(several(() -> other.positivePoisson(3.5), 8)).containsExactly(2, 2, 1, 4, 8, 5, 4, 5);
    }

    @Test
    void every_part_of_the_key_matters() {
        Set<Long> first = new HashSet<>();
        int keys = 0;
        for (long seed : new long[] {0, 1, 42, -1, Long.MAX_VALUE}) {
            for (Kind kind : Kind.values()) {
                for (long index : new long[] {0, 1, 2, 3, 255, 256, 257, 1L << 32, 1L << 43}) {
                    for (Stream stream : Stream.values()) {
                        first.add(Dice.of(seed, kind, index, stream).bits());
                        keys++;
                    }
                }
            }
        }
        assertThat(first).hasSize(keys);
    }

    @Test
    void throws_for_one_purpose_say_nothing_about_those_for_another() {
        double[] across = new double[THROWS];
        for (int i = 0; i < THROWS; i++) {
            across[i] = Dice.of(42, Kind.CUSTOMER, i, Stream.NATURE).unit();
        }
        Fit.uncorrelated(across);
        Fit.kolmogorovSmirnov(across, x -> x);
        // Agreement of the first bits of neighbouring seeds, kinds and streams: each of 64 bits agrees with chance 1/2.
        long agreed = 0;
        for (int i = 0; i < 10_000; i++) {
            long own = Dice.of(42, Kind.SESSION, i, Stream.BEHAVIOUR).bits();
            agreed += 64
                    - Long.bitCount(
                            own ^ Dice.of(43, Kind.SESSION, i, Stream.BEHAVIOUR).bits());
            agreed += 64
                    - Long.bitCount(
                            own ^ Dice.of(42, Kind.ORDER, i, Stream.BEHAVIOUR).bits());
            agreed += 64
                    - Long.bitCount(
                            own ^ Dice.of(42, Kind.SESSION, i, Stream.ARRIVAL).bits());
        }
        Fit.share(agreed, 3 * 64 * 10_000, 0.5);
    }

    @Test
    void each_bit_is_fair() {
        int[] ones = new int[64];
        for (int i = 0; i < THROWS; i++) {
            long bits = dice.bits();
            for (int bit = 0; bit < 64; bit++) {
                ones[bit] += (int) (bits >>> bit & 1);
            }
        }
        for (int count : ones) {
            Fit.share(count, THROWS, 0.5);
        }
    }

    @Test
    void a_unit_is_uniform_and_below_1() {
        double[] sample = sample(dice::unit);
        assertThat(Arrays.stream(sample)).allMatch(unit -> unit >= 0 && unit < 1);
        Fit.uncorrelated(sample);
        Fit.kolmogorovSmirnov(sample, x -> x);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 100, 1_000})
    void a_number_below_a_bound_is_uniform(int bound) {
        long[] counts = new long[bound];
        for (int i = 0; i < THROWS; i++) {
            counts[dice.below(bound)]++;
        }
        if (bound > 1) {
            Fit.chiSquare(counts, i -> 1.0 / bound);
        }
    }

    @Test
    void a_number_below_the_largest_bound_is_not_negative() {
        for (int i = 0; i < THROWS; i++) {
            assertThat(dice.below(Integer.MAX_VALUE) >= 0).isTrue();
        }
    }

    @Test
    void an_instant_between_two_is_uniform() {
        long[] counts = new long[10];
        for (int i = 0; i < THROWS; i++) {
            counts[(int) dice.between(-5, 5) + 5]++;
        }
        // Truncation would put twice as many on 0 if it went towards 0.
        Fit.chiSquare(counts, i -> 0.1);
        assertThat(dice.between(7, 8)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.03, 0.5, 1})
    void a_chance_is_as_likely_as_it_says(double probability) {
        long hits = 0;
        for (int i = 0; i < THROWS; i++) {
            hits += dice.chance(probability) ? 1 : 0;
        }
        Fit.share(hits, THROWS, probability);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.001, 1, 360_000})
    void exponential(double mean) {
        double[] sample = sample(() -> dice.exponential(mean));
        Fit.mean(sample, mean, mean);
        Fit.kolmogorovSmirnov(sample, x -> -Math.expm1(-x / mean));
    }

    @Test
    void normal() {
        double[] sample = sample(dice::normal);
        Fit.mean(sample, 0, 1);
        Fit.uncorrelated(sample);
        Fit.kolmogorovSmirnov(sample, NormalDistribution.of(0, 1)::cumulativeProbability);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 4, 20, 100})
    void poisson(double mean) {
        PoissonDistribution exact = PoissonDistribution.of(mean);
        Fit.chiSquare(counts(() -> dice.poisson(mean)), exact::probability);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 3.5, 20})
    void positive_poisson(double mean) {
        PoissonDistribution exact = PoissonDistribution.of(mean);
        long[] counts = counts(() -> dice.positivePoisson(mean));
        assertThat(counts[0]).isZero();
        double positive = 1 - Math.exp(-mean);
        Fit.chiSquare(counts, i -> i == 0 ? 0 : exact.probability(i) / positive);
    }

    @Test
    void poisson_of_mean_0_is_0() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(dice.poisson(0)).isZero();
        }
    }

    private static double[] sample(DoubleSupplier supplier) {
        double[] sample = new double[THROWS];
        for (int i = 0; i < THROWS; i++) {
            sample[i] = supplier.getAsDouble();
        }
        return sample;
    }

    private static long[] counts(IntSupplier supplier) {
        long[] counts = new long[1_000];
        for (int i = 0; i < THROWS; i++) {
            counts[supplier.getAsInt()]++;
        }
        return counts;
    }

    private static int[] several(IntSupplier supplier, int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = supplier.getAsInt();
        }
        return values;
    }
}
