package dev.faux.simulation;

import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Product;
import dev.faux.shop.Product.Price;
import dev.faux.shop.Variant;
import dev.faux.simulation.Dice.Stream;
import dev.faux.simulation.Scenario.Category;
import dev.faux.simulation.Scenario.Restriction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the shop sells. Each product is a pure function of the seed and its number. */
final class Assortment {

    private static final List<String> TRADES = List.of("Trading", "Supply", "Imports", "Wholesale");
    private static final int MOST_COLOURS = 2;

    private final History history;
    private final Scenario scenario;
    private final List<String> brands = Names.lines("/names/brands.txt");
    private final List<String> qualities = Names.lines("/names/qualities.txt");
    private final List<String> departments;
    private final Choice categories;
    private final List<String> goods;

    Assortment(History history) {
        this.history = history;
        this.scenario = history.scenario();
        List<Category> all = scenario.catalogue().categories();
        this.departments = all.stream().map(Category::department).distinct().toList();
        this.categories = new Choice(
                all.stream().map(Category::name).toList(),
                all.stream().map(Category::share).toList());
        this.goods = all.stream()
                .flatMap(category -> category.goods().stream())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    List<Scenario.Warehouse> warehouses() {
        return scenario.catalogue().warehouses();
    }

    String country() {
        return scenario.home().country();
    }

    int vendors() {
        return scenario.catalogue().vendors();
    }

    String vendorName(int number) {
        int round = (number - 1) / brands.size();
        String brand = brands.get((number - 1) % brands.size());
        String trade = TRADES.get(round % TRADES.size());
        return brand + " " + trade + (round < TRADES.size() ? "" : " " + (round / TRADES.size() + 1));
    }

    /** Departments first, then what they are made of. */
    int categories() {
        return departments.size() + scenario.catalogue().categories().size();
    }

    String categoryName(int number) {
        return number <= departments.size()
                ? departments.get(number - 1)
                : category(number).name();
    }

    /** The department that a category is a part of, or null for a department. */
    @Nullable
    Id parent(int number) {
        return number <= departments.size()
                ? null
                : history.opening(
                        Kind.CATEGORY, departments.indexOf(category(number).department()) + 1L);
    }

    private Category category(int number) {
        return scenario.catalogue().categories().get(number - departments.size() - 1);
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
    record Nature(int category, int vendor, String brand, String quality, String goods) {}

    Nature nature(int number) {
        return nature(diceFor(number));
    }

    Product product(int number) {
        Dice dice = diceFor(number);
        Nature nature = nature(dice);
        Category category = scenario.catalogue().categories().get(nature.category());
        Restriction restriction = scenario.catalogue().restrictions().getOrDefault(nature.goods(), Restriction.NONE);
        String sku = "SKU-" + (1_000_000 + number);
        return new Product(
                history.opening(Kind.PRODUCT, number),
                sku,
                nature.brand() + " " + nature.quality() + " " + nature.goods(),
                nature.brand(),
                history.opening(Kind.CATEGORY, categoryNumber(nature.category())),
                history.opening(Kind.VENDOR, nature.vendor()),
                variants(number, sku, category, dice),
                prices(category, dice),
                restriction.season(),
                restriction.minimumAge(),
                restriction.notIn(),
                dice.chance(scenario.catalogue().backOrders()));
    }

    /** The number of a category that is no department, which is counted from 0 here. */
    int categoryNumber(int index) {
        return departments.size() + index + 1;
    }

    /** One material, one or two colours, and all sizes of each, where the category has them and as far as there is room. */
    private List<Variant> variants(int product, String sku, Category category, Dice dice) {
        String material = any(category.materials(), dice);
        List<@Nullable String> colours = new ArrayList<>();
        colours.add(any(category.colours(), dice));
        if (category.colours().size() >= MOST_COLOURS && dice.chance(0.5)) {
            int next = category.colours().indexOf(colours.getFirst()) + 1;
            colours.add(category.colours().get(next % category.colours().size()));
        }
        List<Variant> variants = new ArrayList<>();
        for (String colour : colours) {
            for (int i = 0; i < Math.max(1, category.sizes().size()); i++) {
                int index = variants.size();
                if (index < Variant.MOST) {
                    String size =
                            category.sizes().isEmpty() ? null : category.sizes().get(i);
                    variants.add(new Variant(
                            history.opening(Kind.VARIANT, Variant.number(product, index)),
                            sku + "-" + (index + 1),
                            size,
                            colour,
                            material));
                }
            }
        }
        return variants;
    }

    private static @Nullable String any(List<String> words, Dice dice) {
        return words.isEmpty() ? null : words.get(dice.below(words.size()));
    }

    private Dice diceFor(int product) {
        return Dice.of(history.seed(), Kind.PRODUCT, product, Stream.NATURE);
    }

    private Nature nature(Dice dice) {
        int category = categories.pickIndex(dice);
        int vendor = 1 + dice.below(vendors());
        String brand = dice.often(brands);
        String quality = qualities.get(dice.below(qualities.size()));
        List<String> words = scenario.catalogue().categories().get(category).goods();
        return new Nature(category, vendor, brand, quality, words.get(dice.below(words.size())));
    }

    /** Log-normal, and never for free; one for each market. */
    private List<Price> prices(Category category, Dice dice) {
        double units = category.medianPrice() * StrictMath.exp(category.sigma() * dice.normal());
        return scenario.markets().stream()
                .map(market -> new Price(market.country(), market.convert(units)))
                .toList();
    }
}
