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

/** What the shop has on offer, by number, at the prices in force, and where its goods are. */
final class Catalogue {

    private final List<Market> markets;
    private final People people;
    private final List<Product> products = new ArrayList<>();
    private final List<Id> categories = new ArrayList<>();
    private final List<WarehouseOpened> warehouses = new ArrayList<>();
    /** By market: the numbers of the warehouses, those that serve it first. */
    private final List<List<Integer>> nearest = new ArrayList<>();

    private long vendors;

    Catalogue(List<Market> markets, People people) {
        this.markets = markets;
        this.people = people;
    }

    boolean isUnknown(int product) {
        return product < 1 || product > products.size();
    }

    boolean isUnknownVariant(int variant) {
        int product = Variant.product(variant);
        return isUnknown(product)
                || variant % Variant.MOST >= product(product).variants().size();
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

    /** Why a customer of this market cannot have a product at this instant, or null. */
    @Nullable
    Refusal objection(Product product, Id customer, int market, long at) {
        int number = (int) product.id().number();
        if (product.excluded().contains(markets.get(market).code())) {
            return new Refusal.NotSoldThere(number, markets.get(market).code());
        }
        Season season = product.season();
        if (season != null && !season.includes(at, markets.get(market).isSouthern())) {
            return new Refusal.OutOfSeason(number, season);
        }
        if (product.minimumAge() > 0 && people.age(customer, at) < product.minimumAge()) {
            return new Refusal.TooYoung(customer.number(), number, product.minimumAge());
        }
        return null;
    }

    /** What so many pieces of these cost now in a market. */
    Money subtotal(List<CartItem> items, int market) {
        Money sum = new Money(0, markets.get(market).currency());
        for (CartItem item : items) {
            sum = sum.plus(product(item.product()).price(market).times(item.quantity()));
        }
        return sum;
    }

    /** The warehouses from 0 on, those that serve this market first. */
    List<Integer> nearest(int market) {
        return nearest.get(market);
    }

    Id warehouse(int number) {
        return warehouses.get(number).warehouse();
    }

    int warehouses() {
        return warehouses.size();
    }

    /** Nothing that is offered is refused. */
    CatalogueEvent decide(CatalogueCommand command, long at) {
        return switch (command) {
            case LaunchProduct(Product product) -> new ProductLaunched(product);
            case CreateCategory(String name, Id parent) ->
                new CategoryCreated(new Id(Kind.CATEGORY, categories.size() + 1, at), name, parent);
            case AdmitVendor(String name, String country) ->
                new VendorJoined(new Id(Kind.VENDOR, vendors + 1, at), name, country);
            case OpenWarehouse(String name, String city, String country, List<String> serves) ->
                new WarehouseOpened(new Id(Kind.WAREHOUSE, warehouses.size() + 1, at), name, city, country, serves);
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
            case WarehouseOpened e -> {
                warehouses.add(e);
                sortByNearness();
            }
        }
    }

    private void sortByNearness() {
        nearest.clear();
        for (Market market : markets) {
            List<Integer> serving = new ArrayList<>();
            List<Integer> others = new ArrayList<>();
            for (int i = 0; i < warehouses.size(); i++) {
                (warehouses.get(i).serves().contains(market.code()) ? serving : others).add(i);
            }
            serving.addAll(others);
            nearest.add(List.copyOf(serving));
        }
    }
}
