package dev.faux.shop;

import dev.faux.shop.CatalogueEvent.CategoryCreated;
import dev.faux.shop.CatalogueEvent.ProductLaunched;
import dev.faux.shop.CatalogueEvent.VendorJoined;
import dev.faux.shop.CatalogueEvent.WarehouseOpened;
import dev.faux.shop.Command.AdmitVendor;
import dev.faux.shop.Command.CatalogueCommand;
import dev.faux.shop.Command.CreateCategory;
import dev.faux.shop.Command.LaunchProduct;
import dev.faux.shop.Command.OpenWarehouse;
import dev.faux.shop.Id.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the shop has on offer, by number, at the prices in force. */
final class Catalogue {

    private final List<Market> markets;
    private final List<Product> products = new ArrayList<>();
    private final List<Id> categories = new ArrayList<>();
    private @Nullable Id warehouse;
    private long vendors;

    Catalogue(List<Market> markets) {
        this.markets = markets;
    }

    boolean isUnknown(int product) {
        return product < 1 || product > products.size();
    }

    Product product(int number) {
        return products.get(number - 1);
    }

    boolean isUnknownCategory(int category) {
        return category < 1 || category > categories.size();
    }

    Id category(int number) {
        return categories.get(number - 1);
    }

    /** What so many pieces of these cost now in a market. */
    Money subtotal(List<CartItem> items, int market) {
        Money sum = new Money(0, markets.get(market).currency());
        for (CartItem item : items) {
            sum = sum.plus(product(item.product()).price(market).times(item.quantity()));
        }
        return sum;
    }

    /** Where the goods are. */
    Id warehouse() {
        if (warehouse == null) {
            throw new IllegalStateException("no warehouse is open, expected one before the first goods move");
        }
        return warehouse;
    }

    /** Nothing that is offered is refused. */
    CatalogueEvent decide(CatalogueCommand command, long at) {
        return switch (command) {
            case LaunchProduct(Product product) -> new ProductLaunched(product);
            case CreateCategory(String name) ->
                new CategoryCreated(new Id(Kind.CATEGORY, categories.size() + 1, at), name);
            case AdmitVendor(String name, String country) ->
                new VendorJoined(new Id(Kind.VENDOR, vendors + 1, at), name, country);
            case OpenWarehouse(String name, String city, String country) ->
                new WarehouseOpened(new Id(Kind.WAREHOUSE, 1, at), name, city, country);
        };
    }

    void evolve(CatalogueEvent event) {
        switch (event) {
            case ProductLaunched(Product product) -> {
                if (product.id().number() != products.size() + 1) {
                    throw new AssertionError(
                            "launched product " + product.id().number() + ", expected " + (products.size() + 1));
                }
                products.add(product);
            }
            case CategoryCreated e -> categories.add(e.category());
            case VendorJoined e -> vendors++;
            case WarehouseOpened e -> warehouse = e.warehouse();
        }
    }
}
