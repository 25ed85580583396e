package dev.faux.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** What the pages ought to show of a {@link Fold}. */
record Pages(Fold tables) {

    static Pages of(Story story) {
        return new Pages(Fold.of(story));
    }

    List<User> users() {
        return tables.table("users").values().stream().map(Pages::user).toList();
    }

    /** Those that are sold. */
    List<Product> products() {
        return tables.table("products").values().stream()
                .filter(row -> !row.containsKey("retired_at"))
                .map(Pages::product)
                .toList();
    }

    List<Order> orders() {
        return tables.table("orders").values().stream().map(this::order).toList();
    }

    private static User user(Map<String, String> row) {
        return new User(
                uuid(row, "user_id"),
                text(row, "email"),
                text(row, "username"),
                text(row, "first_name"),
                text(row, "last_name"),
                text(row, "phone_number"),
                text(row, "address"),
                text(row, "city"),
                text(row, "state"),
                text(row, "postal_code"),
                text(row, "country"),
                text(row, "market"),
                LocalDate.parse(text(row, "birth_date")),
                text(row, "segment"),
                number(row, "loyalty_points"),
                Boolean.parseBoolean(text(row, "email_consent")),
                Boolean.parseBoolean(text(row, "sms_consent")),
                Boolean.parseBoolean(text(row, "profiling_consent")),
                Instant.parse(text(row, "created_at")));
    }

    private static Product product(Map<String, String> row) {
        return new Product(
                uuid(row, "product_id"),
                text(row, "sku"),
                text(row, "name"),
                uuid(row, "category_id"),
                uuid(row, "vendor_id"),
                text(row, "unit_price"),
                text(row, "currency"),
                Instant.parse(text(row, "created_at")),
                null);
    }

    private Order order(Map<String, String> row) {
        return new Order(
                uuid(row, "order_id"),
                uuid(row, "user_id"),
                row.containsKey("session_id") ? uuid(row, "session_id") : null,
                text(row, "status"),
                Instant.parse(text(row, "created_at")),
                Instant.parse(text(row, "updated_at")),
                text(row, "market"),
                uuid(row, "address_id"),
                text(row, "shipping_address"),
                text(row, "shipping_method"),
                text(row, "subtotal"),
                text(row, "discount"),
                text(row, "shipping"),
                text(row, "tax"),
                text(row, "total"),
                text(row, "currency"),
                tables.rows("order_items", "order_id", row).stream()
                        .map(Pages::item)
                        .toList());
    }

    private static OrderItem item(Map<String, String> row) {
        return new OrderItem(
                uuid(row, "order_item_id"),
                uuid(row, "product_id"),
                uuid(row, "variant_id"),
                number(row, "quantity"),
                text(row, "unit_price"),
                text(row, "total"),
                text(row, "discount"),
                uuid(row, "shipment_id"),
                uuid(row, "warehouse_id"),
                Boolean.parseBoolean(text(row, "back_ordered")));
    }

    private static UUID uuid(Map<String, String> row, String column) {
        return UUID.fromString(text(row, column));
    }

    private static String text(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(text(row, column));
    }
}
