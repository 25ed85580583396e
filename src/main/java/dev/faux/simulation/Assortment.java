package dev.faux.simulation;

import dev.faux.shop.Id.Kind;
import dev.faux.shop.Product;
import dev.faux.shop.Product.Price;
import dev.faux.simulation.Dice.Stream;
import dev.faux.simulation.Scenario.Category;
import java.util.List;

/** What the shop sells. Each product is a pure function of the seed and its number. */
final class Assortment {

    private final History history;
    private final Scenario scenario;
    private final List<String> brands = Names.lines("/names/brands.txt");
    private final List<String> qualities = Names.lines("/names/qualities.txt");
    private final Choice categories;

    Assortment(History history) {
        this.history = history;
        this.scenario = history.scenario();
        List<Category> all = scenario.catalogue().categories();
        this.categories = new Choice(
                all.stream().map(Category::name).toList(),
                all.stream().map(Category::share).toList());
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

    Product product(int number) {
        Dice dice = Dice.of(history.seed(), Kind.PRODUCT, number, Stream.NATURE);
        int index = categories.pickIndex(dice);
        Category category = scenario.catalogue().categories().get(index);
        int vendor = 1 + dice.below(vendors());
        String quality = qualities.get(dice.below(qualities.size()));
        String goods = category.goods().get(dice.below(category.goods().size()));
        return new Product(
                history.opening(Kind.PRODUCT, number),
                "SKU-" + Long.toString(1_000_000 + number),
                vendorName(vendor) + " " + quality + " " + goods,
                history.opening(Kind.CATEGORY, index + 1),
                history.opening(Kind.VENDOR, vendor),
                prices(category, dice));
    }

    /** Log-normal, and never for free; one for each market. */
    private List<Price> prices(Category category, Dice dice) {
        double units = category.medianPrice() * StrictMath.exp(category.sigma() * dice.normal());
        return scenario.markets().stream()
                .map(market -> new Price(market.country(), market.convert(units)))
                .toList();
    }
}
