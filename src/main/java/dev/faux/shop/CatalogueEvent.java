package dev.faux.shop;

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
            fields.id("product_id", product.id());
            fields.text("sku", product.sku());
            fields.text("name", product.name());
            fields.text("brand", product.brand());
            fields.id("category_id", product.category());
            fields.id("vendor_id", product.vendor());
            fields.money("unit_price", product.price(0));
            fields.currency(product.price(0));
            fields.list("prices", product.prices());
            fields.list("variants", product.variants());
            if (product.season() != null) {
                fields.text("season", product.season().wireName());
            }
            if (product.minimumAge() != 0) {
                fields.number("minimum_age", product.minimumAge());
            }
            if (!product.excluded().isEmpty()) {
                fields.texts("excluded_markets", product.excluded());
            }
            fields.flag("takes_back_orders", product.takesBackOrders());
            fields.time("created_at", product.id().at());
        }
    }
}
