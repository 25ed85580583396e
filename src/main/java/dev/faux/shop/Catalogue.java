package dev.faux.shop;

import dev.faux.shop.CatalogueEvent.CategoryCreated;
import dev.faux.shop.CatalogueEvent.IntensityChanged;
import dev.faux.shop.CatalogueEvent.PriceChanged;
import dev.faux.shop.CatalogueEvent.ProductEdited;
import dev.faux.shop.CatalogueEvent.ProductLaunched;
import dev.faux.shop.CatalogueEvent.ProductRetired;
import dev.faux.shop.CatalogueEvent.PromotionEnded;
import dev.faux.shop.CatalogueEvent.PromotionStarted;
import dev.faux.shop.CatalogueEvent.VendorJoined;
import dev.faux.shop.CatalogueEvent.WarehouseOpened;
import dev.faux.shop.Command.AdmitVendor;
import dev.faux.shop.Command.CatalogueCommand;
import dev.faux.shop.Command.ChangeIntensity;
import dev.faux.shop.Command.ChangePrice;
import dev.faux.shop.Command.CreateCategory;
import dev.faux.shop.Command.EditProduct;
import dev.faux.shop.Command.EndPromotion;
import dev.faux.shop.Command.LaunchProduct;
import dev.faux.shop.Command.OpenWarehouse;
import dev.faux.shop.Command.RetireProduct;
import dev.faux.shop.Command.StartPromotion;
import dev.faux.shop.Decision.Accepted;
import dev.faux.shop.Decision.Rejected;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Product.Price;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the shop has on offer, by number, at the prices in force, and where its goods are. */
final class Catalogue {

    private final List<Market> markets;
    private final People people;
    private final List<Product> products;
    private final List<Id> categories;
    private final List<WarehouseOpened> warehouses;
    /** By market: the numbers of the warehouses, those that serve it first. */
    private final List<List<Integer>> nearest = new ArrayList<>();

    private final BitSet retired;
    private final List<Promotion> running;
    private long vendors;
    private long promotions;

    /** @param retired a bit for each product */
    record State(
            List<Product> products,
            List<Id> categories,
            List<WarehouseOpened> warehouses,
            long[] retired,
            List<Promotion> running,
            long vendors,
            long promotions) {

        static final State NOTHING = new State(List.of(), List.of(), List.of(), new long[0], List.of(), 0, 0);
    }

    Catalogue(List<Market> markets, People people, State state) {
        this.markets = markets;
        this.people = people;
        products = new ArrayList<>(state.products);
        categories = new ArrayList<>(state.categories);
        warehouses = new ArrayList<>(state.warehouses);
        retired = BitSet.valueOf(state.retired);
        running = new ArrayList<>(state.running);
        vendors = state.vendors;
        promotions = state.promotions;
        sortByNearness();
    }

    State state() {
        return new State(
                List.copyOf(products),
                List.copyOf(categories),
                List.copyOf(warehouses),
                retired.toLongArray(),
                List.copyOf(running),
                vendors,
                promotions);
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

    int products() {
        return products.size();
    }

    boolean isRetired(int product) {
        return retired.get(product);
    }

    boolean isUnknownCategory(int category) {
        return category < 1 || category > categories.size();
    }

    Id category(int number) {
        return categories.get(number - 1);
    }

    /** Why nobody can have a product, or null. */
    @Nullable
    Refusal objection(int product) {
        if (isUnknown(product)) {
            return new Refusal.UnknownProduct(product);
        }
        return retired.get(product) ? new Refusal.Retired(product) : null;
    }

    /** The promotion that takes most off a product, or null. */
    @Nullable
    Promotion promotion(Product product) {
        Promotion best = null;
        for (Promotion each : running) {
            if (each.includes(product) && (best == null || each.percent() > best.percent())) {
                best = each;
            }
        }
        return best;
    }

    /** Why a customer of this market cannot have a product at this instant, or null. */
    @Nullable
    Refusal objection(Product product, Id customer, int market, long at) {
        int number = (int) product.id().number();
        Refusal never = objection(number);
        if (never != null) {
            return never;
        }
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

    Decision decide(CatalogueCommand command, long at) {
        return switch (command) {
            case LaunchProduct(Product product) -> accept(new ProductLaunched(product));
            case EditProduct(int product, String name) ->
                change(product, found -> new ProductEdited(found.withName(name)));
            case ChangePrice(int product, List<Price> prices) ->
                change(
                        product,
                        found -> new PriceChanged(
                                found.id(), found.withPrices(prices).prices()));
            case RetireProduct(int product) -> change(product, found -> new ProductRetired(found.id()));
            case CreateCategory(String name, Id parent) ->
                accept(new CategoryCreated(new Id(Kind.CATEGORY, categories.size() + 1, at), name, parent));
            case AdmitVendor(String name, String country) ->
                accept(new VendorJoined(new Id(Kind.VENDOR, vendors + 1, at), name, country));
            case OpenWarehouse(String name, String city, String country, List<String> serves) ->
                accept(new WarehouseOpened(
                        new Id(Kind.WAREHOUSE, warehouses.size() + 1, at), name, city, country, serves));
            case StartPromotion c -> start(c, new Id(Kind.PROMOTION, promotions + 1, at));
            case ChangeIntensity(IntensityChanged to) -> accept(to);
            case EndPromotion(long number) ->
                running.stream()
                        .filter(promotion -> promotion.id().number() == number)
                        .findFirst()
                        .map(promotion -> accept(new PromotionEnded(promotion.id())))
                        .orElseGet(() -> new Rejected(new Refusal.UnknownPromotion(number)));
        };
    }

    private static Decision accept(CatalogueEvent event) {
        return new Accepted(null, event);
    }

    private Decision change(int product, Function<Product, CatalogueEvent> change) {
        Refusal objection = objection(product);
        return objection == null ? accept(change.apply(product(product))) : new Rejected(objection);
    }

    private Decision start(StartPromotion command, Id promotion) {
        int category = command.category();
        return category != 0 && isUnknownCategory(category)
                ? new Rejected(new Refusal.UnknownCategory(category))
                : accept(new PromotionStarted(new Promotion(
                        promotion,
                        command.name(),
                        command.percent(),
                        category == 0 ? null : category(category),
                        command.endsAt())));
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
            case ProductEdited(Product product) -> replace(product);
            case PriceChanged(Id id, List<Price> prices) ->
                replace(product((int) id.number()).withPrices(prices));
            case ProductRetired(Id id) -> retired.set((int) id.number());
            case CategoryCreated e -> categories.add(e.category());
            case VendorJoined e -> vendors++;
            case WarehouseOpened e -> {
                warehouses.add(e);
                sortByNearness();
            }
            case IntensityChanged e -> {}
            case PromotionStarted(Promotion promotion) -> {
                promotions++;
                running.add(promotion);
            }
            case PromotionEnded(Id id) ->
                running.removeIf(promotion -> promotion.id().equals(id));
        }
    }

    private void replace(Product product) {
        products.set((int) product.id().number() - 1, product);
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
