package dev.faux.shop;

import dev.faux.shop.Id.Kind;
import dev.faux.shop.Product.Price;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the shop offers, and who stands behind it. */
public sealed interface CatalogueEvent extends Event {

    @Override
    default @Nullable Id customer() {
        return null;
    }

    /** @param serves the codes of the markets that it is near to */
    record WarehouseOpened(Id warehouse, String name, String city, String country, List<String> serves)
            implements CatalogueEvent {

        @Override
        public EventType type() {
            return EventType.WAREHOUSE_OPENED;
        }

        @Override
        public Id key() {
            return warehouse;
        }

        @Override
        public void describe(Fields fields) {
            fields.id("warehouse_id", warehouse);
            fields.text("name", name);
            fields.text("city", city);
            fields.text("country", country);
            fields.texts("serves", serves);
        }
    }

    record VendorJoined(Id vendor, String name, String country) implements CatalogueEvent {

        @Override
        public EventType type() {
            return EventType.VENDOR_JOINED;
        }

        @Override
        public Id key() {
            return vendor;
        }

        @Override
        public void describe(Fields fields) {
            fields.id("vendor_id", vendor);
            fields.text("name", name);
            fields.text("country", country);
        }
    }

    /** @param parent the one that it is a part of, or null at the root */
    record CategoryCreated(
            Id category, String name, @Nullable Id parent) implements CatalogueEvent {

        @Override
        public EventType type() {
            return EventType.CATEGORY_CREATED;
        }

        @Override
        public Id key() {
            return category;
        }

        @Override
        public void describe(Fields fields) {
            fields.id("category_id", category);
            fields.text("name", name);
            if (parent != null) {
                fields.id("parent_id", parent);
            }
        }
    }

    record ProductLaunched(Product product) implements CatalogueEvent {

        @Override
        public EventType type() {
            return EventType.PRODUCT_LAUNCHED;
        }

        @Override
        public Id key() {
            return product.id();
        }

        @Override
        public void describe(Fields fields) {
            product.describe(fields);
        }
    }

    /** @param product as it is from now on */
    record ProductEdited(Product product) implements CatalogueEvent {

        @Override
        public EventType type() {
            return EventType.PRODUCT_EDITED;
        }

        @Override
        public Id key() {
            return product.id();
        }

        @Override
        public void describe(Fields fields) {
            product.describe(fields);
        }
    }

    /** It is sold no more; what was sold stays. */
    record ProductRetired(Id product) implements CatalogueEvent {

        @Override
        public EventType type() {
            return EventType.PRODUCT_RETIRED;
        }

        @Override
        public Id key() {
            return product;
        }

        @Override
        public void describe(Fields fields) {
            fields.id("product_id", product);
        }
    }

    /** @param prices those in force from now on, one for each market in the shop's order */
    record PriceChanged(Id product, List<Price> prices) implements CatalogueEvent {

        @Override
        public EventType type() {
            return EventType.PRICE_CHANGED;
        }

        @Override
        public Id key() {
            return product;
        }

        @Override
        public void describe(Fields fields) {
            fields.id("product_id", product);
            fields.money("unit_price", prices.getFirst().amount());
            fields.currency(prices.getFirst().amount());
            fields.list("prices", prices);
        }
    }

    record PromotionStarted(Promotion promotion) implements CatalogueEvent {

        @Override
        public EventType type() {
            return EventType.PROMOTION_STARTED;
        }

        @Override
        public Id key() {
            return promotion.id();
        }

        @Override
        public void describe(Fields fields) {
            fields.id("promotion_id", promotion.id());
            fields.text("name", promotion.name());
            fields.number("percent", promotion.percent());
            if (promotion.category() != null) {
                fields.id("category_id", promotion.category());
            }
            fields.time("ends_at", promotion.endsAt());
        }
    }

    record PromotionEnded(Id promotion) implements CatalogueEvent {

        @Override
        public EventType type() {
            return EventType.PROMOTION_ENDED;
        }

        @Override
        public Id key() {
            return promotion;
        }

        @Override
        public void describe(Fields fields) {
            fields.id("promotion_id", promotion);
        }
    }

    /**
     * How many visitors are wanted from now on, over a normal week.
     *
     * @param perMinute events
     * @param hours 24 weights
     * @param weekdays 7 weights, from Monday
     * @param surge what comes on top, from now on; null for nothing
     */
    record IntensityChanged(
            double perMinute,
            List<Double> hours,
            List<Double> weekdays,
            @Nullable Surge surge) implements CatalogueEvent {

        /** The only one that there is. */
        private static final Id SHOP = new Id(Kind.SHOP, 1, 0);

        @Override
        public EventType type() {
            return EventType.INTENSITY_CHANGED;
        }

        @Override
        public Id key() {
            return SHOP;
        }

        @Override
        public void describe(Fields fields) {
            fields.decimal("per_minute", perMinute);
            fields.decimals("hours", hours);
            fields.decimals("weekdays", weekdays);
            if (surge != null) {
                fields.list("campaigns", List.of(surge));
            }
        }
    }

    /**
     * A campaign that begins at once: up to {@code height} times the normal, for a while, and down again.
     *
     * @param ramp how long it goes up, in milliseconds
     * @param hold how long it stays
     * @param decay how long it comes down
     */
    record Surge(double height, long ramp, long hold, long decay) implements Fields.Described {

        @Override
        public void describe(Fields fields) {
            fields.decimal("height", height);
            fields.text("ramp", Duration.ofMillis(ramp).toString());
            fields.text("hold", Duration.ofMillis(hold).toString());
            fields.text("decay", Duration.ofMillis(decay).toString());
        }
    }
}
