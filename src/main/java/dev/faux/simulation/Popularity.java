package dev.faux.simulation;

/**
 * Which product somebody is drawn to: product 1 the most, product n in proportion to n to the power of minus an exponent (Zipf).
 * Picks in constant time by the alias method (Walker 1977, in the form of Vose 1991).
 */
final class Popularity {

    private final double[] shares;
    private final double[] keep;
    private final int[] alias;

    Popularity(int products, double exponent) {
        shares = new double[products];
        double sum = 0;
        for (int i = 0; i < products; i++) {
            shares[i] = StrictMath.pow(i + 1, -exponent);
            sum += shares[i];
        }
        keep = new double[products];
        alias = new int[products];
        int[] small = new int[products];
        int[] large = new int[products];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < products; i++) {
            shares[i] /= sum;
            keep[i] = shares[i] * products;
            if (keep[i] < 1) {
                small[smalls++] = i;
            } else {
                large[larges++] = i;
            }
        }
        while (smalls > 0 && larges > 0) {
            int low = small[--smalls];
            int high = large[larges - 1];
            alias[low] = high;
            keep[high] -= 1 - keep[low];
            if (keep[high] < 1) {
                larges--;
                small[smalls++] = high;
            }
        }
        // What is left differs from 1 by rounding only.
        while (larges > 0) {
            keep[large[--larges]] = 1;
        }
        while (smalls > 0) {
            keep[small[--smalls]] = 1;
        }
    }

    /** The number of a product, from 1. */
    int pick(Dice dice) {
        int column = dice.below(keep.length);
        return 1 + (dice.unit() < keep[column] ? column : alias[column]);
    }

    /** The share of all picks that falls on the product of this number. */
    double share(int product) {
        return shares[product - 1];
    }
}
