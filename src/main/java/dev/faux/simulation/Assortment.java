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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the shop sells. Each product is a pure function of the seed, its number, and what it succeeds. */
final class Assortment {

    private static final List<String> TRADES = List.of("Trading", "Supply", "Imports", "Wholesale");
    private static final int MOST_COLOURS = 2;

    private final History history;
    private final Scenario scenario;
    private static final List<String> BRANDS = Names.lines("/names/brands.txt");
    private static final List<String> QUALITIES = Names.lines("/names/qualities.txt");

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
        int round = (number - 1) / BRANDS.size();
        String brand = BRANDS.get((number - 1) % BRANDS.size());
        String trade = TRADES.get(round % TRADES.size());
        return brand + " " + trade + (round < TRADES.size() ? "" : " " + (round / TRADES.size() + 1));
    }

    /** Departments first, then what they are made of. */
    int categories() {
        return departments.size() + parts();
    }

    /** How many of them products are in: all but the departments. */
    int parts() {
        return scenario.catalogue().categories().size();
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
        return QUALITIES;
    }

    /** What kind of thing a product is: its category from 0, its vendor from 1, and words for it. */
    record Nature(int category, int vendor, String brand, String quality, String goods) {}

    Nature nature(int number) {
        return nature(diceFor(number));
    }

    /** One of those that the shop opens with. */
    Product product(int number) {
        Nature nature = nature(number);
        return product(
                history.opening(Kind.PRODUCT, number),
                nature,
                history.opening(Kind.CATEGORY, categoryNumber(nature.category())),
                history.opening(Kind.VENDOR, nature.vendor()));
    }

    /** One that takes the place of another: the same goods, made anew. */
    Product successor(Id id, Product before, Id vendor) {
        int number = (int) id.number();
        Nature own = nature(number);
        int category = (int) before.category().number() - departments.size() - 1;
        String goods = goods(before);
        return product(
                id, new Nature(category, own.vendor(), own.brand(), own.quality(), goods), before.category(), vendor);
    }

    /** What a product is called by another of its qualities. */
    String rename(Product product, Dice dice) {
        return name(product.brand(), QUALITIES.get(dice.below(QUALITIES.size())), goods(product));
    }

    /** What a product costs at so many times the price that it was launched at. */
    List<Price> prices(Product product, double factor) {
        Dice dice = diceFor((int) product.id().number());
        nature(dice);
        Category category = category((int) product.category().number());
        return prices(factor * units(category, dice));
    }

    private Product product(Id id, Nature nature, Id category, Id vendor) {
        int number = (int) id.number();
        Dice dice = diceFor(number);
        nature(dice);
        Category of = scenario.catalogue().categories().get(nature.category());
        Restriction restriction = scenario.catalogue().restrictions().getOrDefault(nature.goods(), Restriction.NONE);
        String sku = "SKU-" + (1_000_000 + number);
        List<Price> prices = prices(units(of, dice));
        return new Product(
                id,
                sku,
                name(nature.brand(), nature.quality(), nature.goods()),
                nature.brand(),
                category,
                vendor,
                variants(id, sku, of, dice),
                prices,
                restriction.season(),
                restriction.minimumAge(),
                restriction.notIn(),
                dice.chance(scenario.catalogue().backOrders()));
    }

    private static String name(String brand, String quality, String goods) {
        return brand + " " + quality + " " + goods;
    }

    /** What a product is: what its name ends with, the longest where several fit. */
    private String goods(Product product) {
        return category((int) product.category().number()).goods().stream()
                .filter(word -> product.name().endsWith(" " + word))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow();
    }

    /** The number of a category that is no department, which is counted from 0 here. */
    int categoryNumber(int index) {
        return departments.size() + index + 1;
    }

    /** One material, one or two colours, and all sizes of each, where the category has them and as far as there is room. */
    private static List<Variant> variants(Id product, String sku, Category category, Dice dice) {
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
                            new Id(Kind.VARIANT, Variant.number((int) product.number(), index), product.at()),
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
        String brand = dice.often(BRANDS);
        String quality = QUALITIES.get(dice.below(QUALITIES.size()));
        List<String> words = scenario.catalogue().categories().get(category).goods();
        return new Nature(category, vendor, brand, quality, words.get(dice.below(words.size())));
    }

    /** Log-normal; in units of the home market's currency. */
    private static double units(Category category, Dice dice) {
        return category.medianPrice() * StrictMath.exp(category.sigma() * dice.normal());
    }

    /** One for each market, and never for free. */
    private List<Price> prices(double units) {
        return scenario.markets().stream()
                .map(market -> new Price(market.country(), market.convert(units)))
                .toList();
    }
}
