package dev.faux.simulation;

import dev.faux.shop.Id.Kind;
import dev.faux.shop.Product;
import dev.faux.shop.Product.Price;
import dev.faux.simulation.Dice.Stream;
import dev.faux.simulation.Scenario.Category;
import java.util.List;
import java.util.Locale;

/** What the shop sells. Each product is a pure function of the seed and its number. */
final class Assortment {

    private final History history;
    private final Scenario scenario;
    private final List<String> brands = Names.lines("/names/brands.txt");
    private final List<String> qualities = Names.lines("/names/qualities.txt");
    private final Choice categories;
    private final List<String> goods;

    Assortment(History history) {
        this.history = history;
        this.scenario = history.scenario();
        List<Category> all = scenario.catalogue().categories();
        this.categories = new Choice(
                all.stream().map(Category::name).toList(),
                all.stream().map(Category::share).toList());
        this.goods = all.stream()
                .flatMap(category -> category.goods().stream())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    String country() {
        return scenario.home().country();
    }

    int vendors() {
        return scenario.catalogue().vendors();
    }

    String vendorName(int number) {
        int known = brands.size();
        int round = (number - 1) / known;
        String brand = brands.get((number - 1) % known);
        return round == 0 ? brand : brand + " " + (round + 1);
    }

    int categories() {
        return scenario.catalogue().categories().size();
    }

    String categoryName(int number) {
        return scenario.catalogue().categories().get(number - 1).name();
    }

    int products() {
        return scenario.catalogue().products();
    }

    /** All that is sold, whatever its category, each once and in small letters. */
    List<String> goods() {
        return goods;
    }

    List<String> qualities() {
        return qualities;
    }

    /** What kind of thing a product is: its category from 0, its vendor from 1, and words for it. */
    record Nature(int category, int vendor, String quality, String goods) {}

    Nature nature(int number) {
        return nature(diceFor(number));
    }

    Product product(int number) {
        Dice dice = diceFor(number);
        Nature nature = nature(dice);
        return new Product(
                history.opening(Kind.PRODUCT, number),
                "SKU-" + Long.toString(1_000_000 + number),
                vendorName(nature.vendor()) + " " + nature.quality() + " " + nature.goods(),
                history.opening(Kind.CATEGORY, nature.category() + 1),
                history.opening(Kind.VENDOR, nature.vendor()),
                prices(scenario.catalogue().categories().get(nature.category()), dice));
    }

    private Dice diceFor(int product) {
        return Dice.of(history.seed(), Kind.PRODUCT, product, Stream.NATURE);
    }

    private Nature nature(Dice dice) {
        int category = categories.pickIndex(dice);
        int vendor = 1 + dice.below(vendors());
        String quality = qualities.get(dice.below(qualities.size()));
        List<String> words = scenario.catalogue().categories().get(category).goods();
        return new Nature(category, vendor, quality, words.get(dice.below(words.size())));
    }

    /** Log-normal, and never for free; one for each market. */
    private List<Price> prices(Category category, Dice dice) {
        double units = category.medianPrice() * StrictMath.exp(category.sigma() * dice.normal());
        return scenario.markets().stream()
                .map(market -> new Price(market.country(), market.convert(units)))
                .toList();
    }
}
