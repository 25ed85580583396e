package dev.faux.simulation;

import dev.faux.simulation.Assortment.Nature;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which product somebody is drawn to: the one at place 1 the most, the one at place n in proportion to n to the power of minus an
 * exponent (Zipf), among those of a category, or among goods of one kind. A product that succeeds another takes its place.
 */
final class Popularity {

    private final double[] shares;
    private final Shelf[] categories;
    private final Shelf[] goods;
    private final int[] goodsOf;
    /** By place: the number of the product that stands there. */
    private final int[] standing;
    /** The places that products launched later took, in the order of their numbers. */
    private int[] succeeded;

    private int successors;

    /** @param succeeded the places that products launched later have taken, in the order of their numbers */
    Popularity(Assortment assortment, double exponent, int[] succeeded) {
        int products = assortment.products();
        shares = zipf(products, exponent);
        List<String> words = assortment.goods();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            places.put(words.get(i), i);
        }
        int[] categoryOf = new int[products];
        goodsOf = new int[products];
        standing = new int[products];
        for (int i = 0; i < products; i++) {
            standing[i] = i + 1;
            Nature nature = assortment.nature(i + 1);
            categoryOf[i] = nature.category();
            goodsOf[i] = places.getOrDefault(nature.goods().toLowerCase(Locale.ROOT), 0);
        }
        categories = Shelf.all(categoryOf, assortment.parts(), shares);
        goods = Shelf.all(goodsOf, words.size(), shares);
        this.succeeded = new int[Math.max(16, succeeded.length)];
        for (int place : succeeded) {
            succeed(place);
        }
    }

    int[] succeeded() {
        return Arrays.copyOf(succeeded, successors);
    }

    /** The number of a product, from 1, of a category from 0 that has any. */
    int pick(int category, Dice dice) {
        return standing[categories[category].pick(dice) - 1];
    }

    /** The number of a product, from 1, of goods from 0 of which there are any. */
    int pickOf(int goods, Dice dice) {
        return standing[this.goods[goods].pick(dice) - 1];
    }

    /** Which goods a product is, from 0. */
    int goods(int product) {
        return goodsOf[place(product) - 1];
    }

    /** How many products are such goods. */
    int count(int goods) {
        return this.goods[goods].size();
    }

    /** The place of a product, from 1. */
    int place(int product) {
        return product <= standing.length ? product : succeeded[product - standing.length - 1];
    }

    /** How many places there are. */
    int places() {
        return standing.length;
    }

    /** The number of the product at a place. */
    int standing(int place) {
        return standing[place - 1];
    }

    /** Puts the next product in the place of the one that stands there. */
    void succeed(int place) {
        if (successors == succeeded.length) {
            succeeded = Arrays.copyOf(succeeded, 2 * successors);
        }
        succeeded[successors++] = place;
        standing[place - 1] = standing.length + successors;
    }

    /** The share of all picks that falls on a product where everything is equally liked. */
    double share(int product) {
        return shares[place(product) - 1];
    }

    /** The same of a category, from 0. */
    double shareOf(int category) {
        return categories[category].share();
    }

    private static double[] zipf(int products, double exponent) {
        double[] shares = new double[products];
        double sum = 0;
        for (int i = 0; i < products; i++) {
            shares[i] = StrictMath.pow(i + 1, -exponent);
            sum += shares[i];
        }
        for (int i = 0; i < products; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
