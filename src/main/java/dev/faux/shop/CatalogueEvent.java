package dev.faux.shop;

import org.jspecify.annotations.Nullable;

/** What the shop offers, and who stands behind it. */
public sealed interface CatalogueEvent extends Event {

    @Override
    default @Nullable Id customer() {
        return null;
    }

    record WarehouseOpened(Id warehouse, String name, String city, String country) implements CatalogueEvent {

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

    record CategoryCreated(Id category, String name) implements CatalogueEvent {

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
            fields.id("category_id", product.category());
            fields.id("vendor_id", product.vendor());
            fields.money("unit_price", product.price(0));
            fields.currency(product.price(0));
            fields.list("prices", product.prices());
            fields.time("created_at", product.id().at());
        }
    }
}
