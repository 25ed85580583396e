package dev.faux.dataset;

import java.util.List;

/** What the shop offers, at which prices, and how much of it is there. All of it stays. */
final class CatalogueTables {

    static final Table WAREHOUSES = Table.of(
            "warehouses",
            "warehouse_id uuid key",
            "name text",
            "city text",
            "country text",
            "serves text[]",
            "opened_at timestamptz");

    static final Table VENDORS =
            Table.of("vendors", "vendor_id uuid key", "name text", "country text", "joined_at timestamptz");

    static final Table CATEGORIES = Table.of(
            "categories",
            "category_id uuid key",
            "name text",
            "parent_id uuid references categories",
            "created_at timestamptz");

    static final Table PRODUCTS = Table.of(
            "products",
            "product_id uuid key",
            "sku text",
            "name text",
            "brand text",
            "category_id uuid references categories",
            "vendor_id uuid references vendors",
            "unit_price numeric",
            "currency text",
            "season text",
            "minimum_age integer",
            "excluded_markets text[]",
            "takes_back_orders boolean",
            "created_at timestamptz",
            "retired_at timestamptz");

    static final Table VARIANTS = Table.of(
            "variants",
            "variant_id uuid key",
            "product_id uuid references products",
            "sku text",
            "size text",
            "colour text",
            "material text",
            "retired_at timestamptz");

    static final Table PRICES = Table.of(
            "prices",
            "product_id uuid key references products",
            "market text key",
            "unit_price numeric",
            "currency text");

    static final Table INVENTORY = Table.of(
            "inventory",
            "variant_id uuid key references variants",
            "warehouse_id uuid key references warehouses",
            "product_id uuid references products",
            "on_hand bigint",
            "reserved bigint",
            "updated_at timestamptz");

    static final Table PROMOTIONS = Table.of(
            "promotions",
            "promotion_id uuid key",
            "name text",
            "percent integer",
            "category_id uuid references categories",
            "started_at timestamptz",
            "ends_at timestamptz",
            "ended_at timestamptz");

    static final List<Table> ALL =
            List.of(WAREHOUSES, VENDORS, CATEGORIES, PRODUCTS, VARIANTS, PRICES, INVENTORY, PROMOTIONS);

    private CatalogueTables() {}
}
