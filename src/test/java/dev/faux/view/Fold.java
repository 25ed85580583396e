package dev.faux.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The read models made one event at a time, as simply as can be. */
final class Fold {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As Postgres sorts them, and everybody who reads them as texts. */
    private static final Comparator<UUID> AS_TEXT = Comparator.comparing(UUID::toString);

    private final Map<UUID, User> users = new TreeMap<>(AS_TEXT);
    private final Map<UUID, Product> products = new TreeMap<>(AS_TEXT);
    private final Map<UUID, Order> orders = new TreeMap<>(AS_TEXT);

    static Fold of(Story story) {
        Fold fold = new Fold();
        story.events().forEach(fold::take);
        return fold;
    }

    List<User> users() {
        return List.copyOf(users.values());
    }

    List<Product> products() {
        return List.copyOf(products.values());
    }

    List<Order> orders() {
        return List.copyOf(orders.values());
    }

    private void take(StoredEvent event) {
        JsonNode json = JSON.readTree(event.body());
        JsonNode data = json.get("data");
        String type = json.get("type").asString().substring("dev.faux.".length());
        if (type.startsWith("customer.")) {
            User user = user(data);
            users.put(user.userId(), user);
        } else if (type.equals("product.launched") || type.equals("product.edited")) {
            Product product = product(data);
            products.put(product.productId(), product);
        } else if (type.equals("price.changed")) {
            products.computeIfPresent(
                    uuid(data, "product_id"), (id, product) -> priced(product, text(data, "unit_price")));
        } else if (type.equals("product.retired")) {
            products.remove(uuid(data, "product_id"));
        } else if (type.equals("order.placed")) {
            Order order = placed(data);
            orders.put(order.orderId(), order);
        } else if (type.startsWith("order.")) {
            orders.compute(
                    uuid(data, "order_id"), (id, order) -> moved(order, text(data, "status"), event.occurredAt()));
        }
    }

    private static User user(JsonNode data) {
        return new User(
                uuid(data, "user_id"),
                text(data, "email"),
                text(data, "username"),
                text(data, "first_name"),
                text(data, "last_name"),
                text(data, "phone_number"),
                text(data, "address"),
                text(data, "city"),
                text(data, "state"),
                text(data, "postal_code"),
                text(data, "country"),
                text(data, "market"),
                LocalDate.parse(text(data, "birth_date")),
                text(data, "segment"),
                data.get("loyalty_points").asLong(),
                data.get("email_consent").asBoolean(),
                data.get("sms_consent").asBoolean(),
                data.get("profiling_consent").asBoolean(),
                Instant.parse(text(data, "created_at")));
    }

    private static Product product(JsonNode data) {
        return new Product(
                uuid(data, "product_id"),
                text(data, "sku"),
                text(data, "name"),
                uuid(data, "category_id"),
                uuid(data, "vendor_id"),
                text(data, "unit_price"),
                text(data, "currency"),
                Instant.parse(text(data, "created_at")),
                null);
    }

    private static Product priced(Product product, String price) {
        return new Product(
                product.productId(),
                product.sku(),
                product.name(),
                product.categoryId(),
                product.vendorId(),
                price,
                product.currency(),
                product.createdAt(),
                product.retiredAt());
    }

    private static Order placed(JsonNode data) {
        List<OrderItem> items = new ArrayList<>();
        for (JsonNode item : data.get("items")) {
            items.add(new OrderItem(
                    uuid(item, "order_item_id"),
                    uuid(item, "product_id"),
                    uuid(item, "variant_id"),
                    item.get("quantity").asInt(),
                    text(item, "unit_price"),
                    text(item, "total"),
                    text(item, "discount"),
                    uuid(item, "shipment_id"),
                    uuid(item, "warehouse_id"),
                    item.get("back_ordered").asBoolean()));
        }
        return new Order(
                uuid(data, "order_id"),
                uuid(data, "user_id"),
                data.has("session_id") ? uuid(data, "session_id") : null,
                text(data, "status"),
                Instant.parse(text(data, "created_at")),
                Instant.parse(text(data, "created_at")),
                text(data, "market"),
                uuid(data, "address_id"),
                text(data, "shipping_address"),
                text(data, "shipping_method"),
                text(data, "subtotal"),
                text(data, "discount"),
                text(data, "shipping"),
                text(data, "tax"),
                text(data, "total"),
                text(data, "currency"),
                items);
    }

    private static @Nullable Order moved(@Nullable Order order, String status, Instant at) {
        return order == null
                ? null
                : new Order(
                        order.orderId(),
                        order.userId(),
                        order.sessionId(),
                        status,
                        order.createdAt(),
                        at,
                        order.market(),
                        order.addressId(),
                        order.shippingAddress(),
                        order.shippingMethod(),
                        order.subtotal(),
                        order.discount(),
                        order.shipping(),
                        order.tax(),
                        order.total(),
                        order.currency(),
                        order.items());
    }

    private static UUID uuid(JsonNode data, String field) {
        return UUID.fromString(text(data, field));
    }

    private static String text(JsonNode data, String field) {
        return data.get(field).asString();
    }
}
