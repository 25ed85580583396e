package dev.faux.shop;

import java.util.List;

/**
 * One article of the catalogue.
 *
 * @param prices those in force, one for each market in the shop's order
 */
public record Product(Id id, String sku, String name, Id category, Id vendor, List<Price> prices) {

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
        prices = List.copyOf(prices);
        for (Price price : prices) {
            if (price.amount().minor() <= 0) {
                throw new IllegalArgumentException(
                        "price of product " + id.number() + " is " + price.amount() + ", expected above 0");
            }
        }
    }

    /** The price in a market, which is counted from 0. */
    public Money price(int market) {
        return prices.get(market).amount();
    }
}
