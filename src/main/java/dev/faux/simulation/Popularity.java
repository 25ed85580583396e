package dev.faux.simulation;

import dev.faux.simulation.Assortment.Nature;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which product somebody is drawn to: product 1 the most, product n in proportion to n to the power of minus an exponent (Zipf),
 * among those of a category, or among goods of one kind.
 */
final class Popularity {

    private final double[] shares;
    private final Shelf[] categories;
    private final Shelf[] goods;
    private final int[] goodsOf;

    Popularity(Assortment assortment, double exponent) {
        int products = assortment.products();
        shares = zipf(products, exponent);
        List<String> words = assortment.goods();
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            places.put(words.get(i), i);
        }
        int[] categoryOf = new int[products];
        goodsOf = new int[products];
        for (int i = 0; i < products; i++) {
            Nature nature = assortment.nature(i + 1);
            categoryOf[i] = nature.category();
            goodsOf[i] = places.getOrDefault(nature.goods().toLowerCase(Locale.ROOT), 0);
        }
        categories = Shelf.all(categoryOf, assortment.categories(), shares);
        goods = Shelf.all(goodsOf, words.size(), shares);
    }

    /** The number of a product, from 1, of a category from 0 that has any. */
    int pick(int category, Dice dice) {
        return categories[category].pick(dice);
    }

    /** The number of a product, from 1, of goods from 0 of which there are any. */
    int pickOf(int goods, Dice dice) {
        return this.goods[goods].pick(dice);
    }

    /** Which goods a product is, from 0. */
    int goods(int product) {
        return goodsOf[product - 1];
    }

    /** How many products are such goods. */
    int count(int goods) {
        return this.goods[goods].size();
    }

    /** The share of all picks that falls on the product of this number where everything is equally liked. */
    double share(int product) {
        return shares[product - 1];
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
