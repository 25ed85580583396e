package dev.faux.shop;

/** One article of the catalogue, at the price in force. */
public record Product(Id id, String sku, String name, Id category, Id vendor, Money price) {

    public Product {
        if (price.minor() <= 0) {
            throw new IllegalArgumentException(
                    "price of product " + id.number() + " is " + price + ", expected above 0");
        }
    }
}
