package dev.faux.simulation;

import dev.faux.shop.Season;
import dev.faux.shop.Variant;
import dev.faux.simulation.Scenario.Catalogue;
import dev.faux.simulation.Scenario.Category;
import dev.faux.simulation.Scenario.Restriction;
import dev.faux.simulation.Scenario.Warehouse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a scenario file may say of the catalogue. */
final class CatalogueForm {

    private static final int MOST_WAREHOUSES = 8;

    private CatalogueForm() {}

    static Catalogue read(Section root) {
        try (Section catalogue = root.section("catalogue")) {
            int products = catalogue.whole("products", 1, 1_000_000);
            double zipf = catalogue.number("zipf", 0, 3);
            int vendors = catalogue.whole("vendors", 1, 10_000);
            List<Warehouse> warehouses = new ArrayList<>();
            for (Section each : catalogue.sections("warehouses", 1, MOST_WAREHOUSES)) {
                try (each) {
                    warehouses.add(new Warehouse(
                            each.text("name"),
                            each.text("city"),
                            each.word("country", ScenarioForm.COUNTRIES),
                            each.words("serves", ScenarioForm.COUNTRIES)));
                }
            }
            double everywhere = catalogue.probability("everywhere");
            double backOrders = catalogue.probability("back_orders");
            List<Category> categories = new ArrayList<>();
            for (Section each : catalogue.sections("categories", 1, 1_000)) {
                try (each) {
                    categories.add(category(each));
                }
            }
            return new Catalogue(
                    products,
                    zipf,
                    vendors,
                    List.copyOf(warehouses),
                    everywhere,
                    backOrders,
                    List.copyOf(categories),
                    restrictions(catalogue));
        }
    }

    private static Category category(Section category) {
        try (Section price = category.section("price")) {
            return new Category(
                    category.text("name"),
                    category.text("department"),
                    category.number("share", 0.001, 1e9),
                    price.number("median", 0.01, 100_000),
                    price.number("sigma", 0, 3),
                    category.words("goods", null),
                    optional(category, "sizes", Variant.MOST),
                    optional(category, "colours", 100),
                    optional(category, "materials", 100));
        }
    }

    private static List<String> optional(Section section, String key, int most) {
        List<String> words = section.has(key) ? section.words(key, null) : List.of();
        if (words.size() > most) {
            throw section.wrong(key, "a list of " + words.size(), "at most " + most);
        }
        return words;
    }

    private static Map<String, Restriction> restrictions(Section catalogue) {
        Map<String, Restriction> restrictions = new LinkedHashMap<>();
        if (catalogue.has("restrictions")) {
            try (Section all = catalogue.section("restrictions")) {
                for (String goods : all.names()) {
                    try (Section each = all.section(goods)) {
                        restrictions.put(goods, restriction(each));
                    }
                }
            }
        }
        return Collections.unmodifiableMap(restrictions);
    }

    private static Restriction restriction(Section section) {
        String season = section.has("season") ? section.word("season", List.of("summer", "winter")) : null;
        return new Restriction(
                season == null ? null : Season.valueOf(season.toUpperCase(Locale.ROOT)),
                section.has("minimum_age") ? section.whole("minimum_age", 1, 150) : 0,
                section.has("not_in") ? section.words("not_in", ScenarioForm.COUNTRIES) : List.of());
    }
}
