package dev.faux.simulation;

import dev.faux.shop.Id.Kind;
import dev.faux.shop.Mix;
import dev.faux.shop.Text;
import java.util.List;

/**
 * The only source of chance. Dice are keyed by what they are thrown for and count their throws, so one throw more for one
 * purpose changes nothing for any other, and any of them can be thrown again at any time. All arithmetic is strict: the same
 * throws on every machine.
 */
public final class Dice {

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private static final String LETTERS = "ABDEFGHJLNPQRSTUWXYZ";

    private final long key;
    private long thrown;

    private Dice(long key) {
        this.key = key;
    }

    /** Which dice they are, and how often they have been thrown. */
    record State(long key, long thrown) {

        Dice dice() {
            Dice dice = new Dice(key);
            dice.thrown = thrown;
            return dice;
        }
    }

    State state() {
        return new State(key, thrown);
    }

    /**
     * @param kind what kind of thing they are thrown for
     * @param index which one of its kind
     * @param stream for what purpose
     */
    public static Dice of(long seed, Kind kind, long index, Stream stream) {
        return new Dice(Mix.of(Mix.of(seed, (long) kind.ordinal() << 8 | stream.ordinal()), index));
    }

    /** The purposes that dice are thrown for. The order is part of the model: add at the end. */
    public enum Stream {
        NATURE,
        BEHAVIOUR,
        ARRIVAL,
        WORK,
        LOYALTY,
        CHANGE,
        CONSENT,
        BELONGINGS,
        PHONE,
        WALLET,
        BIRTH,
        PLACE,
        PACKING,
        DELIVERY,
        AFTERSALES,
        TASTE,
        SHIPPING,
        MERCHANDISING,
        EXPERIMENT,
        LOAN
    }

    /** 64 fair bits. */
    public long bits() {
        return Mix.of(key + ++thrown * GOLDEN);
    }

    /** Uniform in [0, 1). */
    public double unit() {
        return (bits() >>> 11) * 0x1p-53;
    }

    /** Uniform from 0 to {@code bound} - 1. */
    public int below(int bound) {
        return (int) ((bits() >>> 32) * bound >>> 32);
    }

    public boolean chance(double probability) {
        return unit() < probability;
    }

    /** Uniform in [from, to). */
    public long between(long from, long to) {
        return from + (long) (unit() * (to - from));
    }

    public double exponential(double mean) {
        return -mean * StrictMath.log(1 - unit());
    }

    /** One of a list whose front is common and whose end is rare. */
    <T> T often(List<T> pool) {
        double place = unit();
        return pool.get((int) (place * place * pool.size()));
    }

    /** Adds a pattern with {@code #} become a digit, {@code %} one from 1 on, {@code @} a letter of British postal codes. */
    void fill(String pattern, Text text) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            switch (c) {
                case '#' -> text.add((char) ('0' + below(10)));
                case '%' -> text.add((char) ('1' + below(9)));
                case '@' -> text.add(LETTERS.charAt(below(LETTERS.length())));
                default -> text.add(c);
            }
        }
    }

    /** Standard normal, by the polar method (Marsaglia and Bray 1964). */
    public double normal() {
        while (true) {
            double x = 2 * unit() - 1;
            double y = 2 * unit() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /** Beta, as the share of one gamma variate in the sum of two. */
    public double beta(double alpha, double beta) {
        double first = gamma(alpha);
        return first / (first + gamma(beta));
    }

    /** Gamma of scale 1 (Marsaglia and Tsang 2000). */
    private double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * StrictMath.pow(1 - unit(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = normal();
            double v = 1 + c * x;
            if (v > 0) {
                double cube = v * v * v;
                if (StrictMath.log(1 - unit()) < x * x / 2 + d - d * cube + d * StrictMath.log(cube)) {
                    return d * cube;
                }
            }
        }
    }

    /** Poisson by multiplication (Knuth); for small means. */
    public int poisson(double mean) {
        double limit = StrictMath.exp(-mean);
        int count = 0;
        for (double product = unit(); product > limit; product *= unit()) {
            count++;
        }
        return count;
    }

    /** Poisson, given that it is not 0. */
    public int positivePoisson(double mean) {
        // The first arrival of the process within the unit interval is known to come: draw it so, then count the
        // others.
        double first = -StrictMath.log(1 - unit() * (1 - StrictMath.exp(-mean))) / mean;
        return 1 + poisson(mean * (1 - first));
    }
}
