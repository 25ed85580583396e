package dev.faux.simulation;

import dev.faux.shop.Id.Kind;
import dev.faux.shop.Money;
import dev.faux.shop.Product;
import dev.faux.simulation.Dice.Stream;
import dev.faux.simulation.Scenario.Category;
import java.util.List;

/** What the shop sells. Each product is a pure function of the seed and its number. */
final class Assortment {

    private final History history;
    private final Scenario scenario;
    private final Names names;
    private final Choice categories;

    Assortment(History history) {
        this.history = history;
        this.scenario = history.scenario();
        this.names = Names.of(scenario.market().country());
        List<Category> all = scenario.catalogue().categories();
        this.categories = new Choice(
                all.stream().map(Category::name).toList(),
                all.stream().map(Category::share).toList());
    }

    String country() {
        return scenario.market().country();
    }

    int vendors() {
        return scenario.catalogue().vendors();
    }

    String vendorName(int number) {
        int brands = names.brands().size();
        int round = (number - 1) / brands;
        String brand = names.brands().get((number - 1) % brands);
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
        String quality = names.qualities().get(dice.below(names.qualities().size()));
        String goods = category.goods().get(dice.below(category.goods().size()));
        return new Product(
                history.opening(Kind.PRODUCT, number),
                "SKU-" + Long.toString(1_000_000 + number),
                vendorName(vendor) + " " + quality + " " + goods,
                history.opening(Kind.CATEGORY, index + 1),
                history.opening(Kind.VENDOR, vendor),
                price(category, dice));
    }

    /** Log-normal, to the cent, and never for free. */
    private Money price(Category category, Dice dice) {
        double units = category.medianPrice() * StrictMath.exp(category.sigma() * dice.normal());
        long minor = Math.max(1, Math.round(units * minorPerUnit()));
        return new Money(minor, scenario.market().currency());
    }

    private long minorPerUnit() {
        long minor = 1;
        for (int i = 0; i < scenario.market().currency().decimals(); i++) {
            minor *= 10;
        }
        return minor;
    }
}
