package dev.faux.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One article of the catalogue.
 *
 * @param variants the forms that it is sold in; at least one, their numbers in a row from {@link Variant#number}
 * @param prices those in force, one for each market in the shop's order
 * @param season when it is sold, or null for always
 * @param minimumAge of who buys it, in years; 0 where there is none
 * @param excluded the codes of the markets that it is not sold in
 * @param takesBackOrders whether it is also sold while it is not there
 */
public record Product(
        Id id,
        String sku,
        String name,
        String brand,
        Id category,
        Id vendor,
        List<Variant> variants,
        List<Price> prices,
        @Nullable Season season,
        int minimumAge,
        List<String> excluded,
        boolean takesBackOrders)
        implements Fields.Described {

    /**
     * What it costs in one market.
     *
     * @param market its code
     */
    public record Price(String market, Money amount) implements Fields.Described {

        @Override
        public void describe(Fields fields) {
            fields.text("market", market);
            fields.money("unit_price", amount);
            fields.currency(amount);
        }
    }

    public Product {
        variants = List.copyOf(variants);
        prices = List.copyOf(prices);
        excluded = List.copyOf(excluded);
        for (Price price : prices) {
            if (price.amount().minor() <= 0) {
                throw new IllegalArgumentException(
                        "price of product " + id.number() + " is " + price.amount() + ", expected above 0");
            }
        }
        if (variants.isEmpty() || variants.size() > Variant.MOST) {
            throw new IllegalArgumentException(
                    "product " + id.number() + " has " + variants.size() + " variants, expected 1 to " + Variant.MOST);
        }
    }

    @Override
    public void describe(Fields fields) {
        fields.id("product_id", id);
        fields.text("sku", sku);
        fields.text("name", name);
        fields.text("brand", brand);
        fields.id("category_id", category);
        fields.id("vendor_id", vendor);
        fields.money("unit_price", price(0));
        fields.currency(price(0));
        fields.list("prices", prices);
        fields.list("variants", variants);
        if (season != null) {
            fields.text("season", season.wireName());
        }
        if (minimumAge != 0) {
            fields.number("minimum_age", minimumAge);
        }
        if (!excluded.isEmpty()) {
            fields.texts("excluded_markets", excluded);
        }
        fields.flag("takes_back_orders", takesBackOrders);
        fields.time("created_at", id.at());
    }

    Product withName(String other) {
        return new Product(
                id,
                sku,
                other,
                brand,
                category,
                vendor,
                variants,
                prices,
                season,
                minimumAge,
                excluded,
                takesBackOrders);
    }

    Product withPrices(List<Price> others) {
        return new Product(
                id,
                sku,
                name,
                brand,
                category,
                vendor,
                variants,
                others,
                season,
                minimumAge,
                excluded,
                takesBackOrders);
    }

    /** The price in a market, which is counted from 0. */
    public Money price(int market) {
        return prices.get(market).amount();
    }

    /** The one of that number, which is one of its own. */
    Variant variant(int number) {
        return variants.get(number % Variant.MOST);
    }
}
