package dev.faux.simulation;

/**
 * Products that are shown together, each drawn in proportion to its share: in constant time, by the alias method (Walker 1977,
 * in the form of Vose 1991).
 */
final class Shelf {

    private final int[] products;
    private final double share;
    private final double[] keep;
    private final int[] alias;

    /** @param products numbers from 1 */
    private Shelf(int[] products, double[] shares) {
        this.products = products;
        int size = products.length;
        double sum = 0;
        for (int product : products) {
            sum += shares[product - 1];
        }
        share = sum;
        keep = new double[size];
        alias = new int[size];
        int[] small = new int[size];
        int[] large = new int[size];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < size; i++) {
            keep[i] = shares[products[i] - 1] / sum * size;
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

    /**
     * Sorts products onto shelves.
     *
     * @param shelfOf by product
     * @param shares of all picks, by product
     */
    static Shelf[] all(int[] shelfOf, int shelves, double[] shares) {
        int[] sizes = new int[shelves];
        for (int shelf : shelfOf) {
            sizes[shelf]++;
        }
        int[][] products = new int[shelves][];
        for (int i = 0; i < shelves; i++) {
            products[i] = new int[sizes[i]];
        }
        for (int i = shelfOf.length - 1; i >= 0; i--) {
            products[shelfOf[i]][--sizes[shelfOf[i]]] = i + 1;
        }
        Shelf[] all = new Shelf[shelves];
        for (int i = 0; i < shelves; i++) {
            all[i] = new Shelf(products[i], shares);
        }
        return all;
    }

    /** The number of a product, from 1. There must be any. */
    int pick(Dice dice) {
        int column = dice.below(keep.length);
        return products[dice.unit() < keep[column] ? column : alias[column]];
    }

    int size() {
        return products.length;
    }

    /** That of all its products together. */
    double share() {
        return share;
    }
}
