package dev.faux.dataset;

import dev.faux.dataset.Dataset.Parts;
import java.util.List;
import java.util.stream.Collectors;

/** All datasets that there are. */
public final class Datasets {

    /** Each after those that it refers to. */
    public static final List<Dataset> ALL = List.of(
            Dataset.of("warehouses", "warehouse", CatalogueTables.WAREHOUSES),
            Dataset.of("vendors", "vendor", CatalogueTables.VENDORS),
            Dataset.of("categories", "category", CatalogueTables.CATEGORIES),
            Dataset.of("products", "product", CatalogueTables.PRODUCTS),
            Dataset.of("variants", "variant", CatalogueTables.VARIANTS),
            Dataset.of("prices", "price", CatalogueTables.PRICES),
            Dataset.of("inventory", "shelf", CatalogueTables.INVENTORY),
            Dataset.of("promotions", "promotion", CatalogueTables.PROMOTIONS),
            Dataset.of("users", "user", PeopleTables.USERS),
            Dataset.of("addresses", "address", PeopleTables.ADDRESSES),
            Dataset.of("payment-methods", "payment_method", PeopleTables.PAYMENT_METHODS),
            Dataset.of("wishlists", "wish", PeopleTables.WISHLISTS),
            Dataset.of("sessions", "session", VisitTables.SESSIONS),
            Dataset.of("carts", "cart", VisitTables.CARTS),
            new Dataset(
                    "orders",
                    "order",
                    OrderTables.ORDERS,
                    new Parts("items", OrderTables.ORDER_ITEMS, "order_id"),
                    null),
            Dataset.of("shipping", "shipment", OrderTables.SHIPMENTS),
            Dataset.of("order-items", "order_item", OrderTables.ORDER_ITEMS),
            Dataset.of("delivery-attempts", "delivery_attempt", OrderTables.DELIVERY_ATTEMPTS),
            Dataset.of("payments", "payment", OrderTables.PAYMENTS),
            new Dataset(
                    "returns",
                    "return",
                    OrderTables.RETURNS,
                    new Parts("items", OrderTables.RETURN_ITEMS, "return_id"),
                    null),
            Dataset.of("return-items", "return_item", OrderTables.RETURN_ITEMS),
            Dataset.of("refunds", "refund", OrderTables.REFUNDS),
            Dataset.of("reviews", "review", OrderTables.REVIEWS),
            Dataset.of("support-tickets", "ticket", OrderTables.SUPPORT_TICKETS),
            Dataset.of("notifications", "notification", DerivedTables.NOTIFICATIONS),
            Dataset.of("analytics/users", "user_analytics", DerivedTables.USER_ANALYTICS),
            Dataset.of("analytics/products", "product_analytics", DerivedTables.PRODUCT_ANALYTICS),
            LoanTables.ALL_LOANS,
            LoanTables.ALL_PAYMENTS);

    private Datasets() {}

    /** @throws IllegalArgumentException that tells all names, where there is none of this one */
    public static Dataset named(String name) {
        return ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("dataset is " + name + ", expected one of "
                        + ALL.stream().map(Dataset::name).collect(Collectors.joining(", "))));
    }
}
