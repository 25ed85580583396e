package dev.faux.view;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The read models made one event at a time, as simply as can be: rows of texts, in which what is null is missing. */
final class Fold {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*Z");
    private static final Set<String> ENDED = Set.of("delivered", "failed", "cancelled");
    private static final Set<String> OF_ORDERS =
            Set.of("shipments", "order_items", "payments", "refunds", "returns", "reviews", "support_tickets");

    static final String NULL = "null";

    /** The columns of each table's key. */
    static final Map<String, List<String>> KEYS = new TreeMap<>(Map.ofEntries(
            Map.entry("warehouses", List.of("warehouse_id")),
            Map.entry("vendors", List.of("vendor_id")),
            Map.entry("categories", List.of("category_id")),
            Map.entry("products", List.of("product_id")),
            Map.entry("variants", List.of("variant_id")),
            Map.entry("prices", List.of("product_id", "market")),
            Map.entry("inventory", List.of("variant_id", "warehouse_id")),
            Map.entry("promotions", List.of("promotion_id")),
            Map.entry("users", List.of("user_id")),
            Map.entry("addresses", List.of("address_id")),
            Map.entry("payment_methods", List.of("payment_method_id")),
            Map.entry("wishlists", List.of("user_id", "product_id")),
            Map.entry("sessions", List.of("session_id")),
            Map.entry("carts", List.of("session_id", "variant_id")),
            Map.entry("orders", List.of("order_id")),
            Map.entry("order_items", List.of("order_item_id")),
            Map.entry("shipments", List.of("shipment_id")),
            Map.entry("delivery_attempts", List.of("shipment_id", "attempt")),
            Map.entry("payments", List.of("payment_id")),
            Map.entry("refunds", List.of("refund_id")),
            Map.entry("returns", List.of("return_id")),
            Map.entry("return_items", List.of("return_id", "order_item_id")),
            Map.entry("reviews", List.of("review_id")),
            Map.entry("support_tickets", List.of("ticket_id"))));

    private final Map<String, Map<String, Map<String, String>>> tables = new TreeMap<>();

    private Fold() {
        KEYS.keySet().forEach(table -> tables.put(table, new TreeMap<>()));
    }

    static Fold of(Story story) {
        return of(story, Duration.ofDays(3650));
    }

    /** With what has left after each batch. */
    static Fold of(Story story, Duration retention) {
        Fold fold = new Fold();
        story.batches().forEach(batch -> {
            Story.events(batch).forEach(fold::take);
            fold.forget(Instant.ofEpochMilli(batch.time(batch.size() - 1)).minus(retention));
        });
        return fold;
    }

    /** The rows of a table by their keys, which are parted by blanks. */
    Map<String, Map<String, String>> table(String name) {
        return Objects.requireNonNull(tables.get(name), name);
    }

    /** All that stands in a column; {@link #NULL} where it is null. */
    Set<String> values(String table, String column) {
        return table(table).values().stream()
                .map(row -> row.getOrDefault(column, NULL))
                .collect(Collectors.toSet());
    }

    private void take(StoredEvent event) {
        JsonNode json = JSON.readTree(event.body());
        JsonNode data = json.get("data");
        String at = event.occurredAt().toString();
        String type = json.get("type").asString().substring("dev.faux.".length());
        Map<String, String> told = fields(data);
        if (Set.of("order", "payment", "return", "review", "ticket").contains(type.split("\\.", 2)[0])) {
            change("orders", told, "last_event_at", at);
        }
        switch (type) {
            case "warehouse.opened" -> put("warehouses", told, "opened_at", at);
            case "vendor.joined" -> put("vendors", told, "joined_at", at);
            case "category.created" -> put("categories", told, "created_at", at);
            case "product.launched", "product.edited" -> product(data, at);
            case "product.retired" -> {
                change("products", told, "retired_at", at);
                rows("variants", "product_id", told).forEach(row -> row.putIfAbsent("retired_at", at));
            }
            case "price.changed" -> {
                change("products", told, "unit_price", told.get("unit_price"));
                data.get("prices").forEach(each -> put("prices", fields(data, each)));
            }
            case "promotion.started" -> put("promotions", told, "started_at", at);
            case "promotion.ended" -> change("promotions", told, "ended_at", at);
            case "stock.reserved", "stock.deducted", "stock.released", "stock.restocked", "stock.depleted" ->
                put("inventory", told, "updated_at", at);
            case "customer.introduced", "customer.registered" -> customer(data, at, told.get("created_at"));
            case "customer.updated" -> customer(data, at, at);
            case "product.added_to_wishlist" -> put("wishlists", told, "added_at", at);
            case "session.started" -> {
                put("sessions", told, "started_at", at, "has_order", "false");
                data.path("cart").forEach(each -> put("carts", fields(data, each), "added_at", at));
            }
            case "session.ended" -> change("sessions", told, "ended_at", at);
            case "product.added" -> {
                Map<String, String> before = table("carts").get(key("carts", told));
                int quantity = before == null || before.containsKey("ordered_at") ? 0 : number(before, "quantity");
                put("carts", told, "quantity", "" + (quantity + number(told, "quantity")), "added_at", at);
            }
            case "product.removed" -> table("carts").remove(key("carts", told));
            case "payment.authorised", "payment.declined" ->
                put("payments", told, "status", type.substring("payment.".length()), "created_at", at);
            case "payment.captured" -> change("payments", told, "status", "captured", "captured_at", at);
            case "payment.refunded" -> put("refunds", told, "refunded_at", at);
            case "return.requested" -> {
                put("returns", told, "requested_at", at);
                data.get("items").forEach(each -> put("return_items", fields(data, each)));
                removeOrphans("return_items", "returns");
            }
            case "return.received" -> change("returns", told, "received_at", at);
            case "review.posted" -> put("reviews", told, "posted_at", at);
            case "ticket.opened" -> put("support_tickets", told, "opened_at", at);
            case "ticket.closed" ->
                change("support_tickets", told, "resolution", told.get("resolution"), "closed_at", at);
            case "order.placed" -> place(data, at);
            default -> {
                if (type.startsWith("order.")) {
                    move(type.substring("order.".length()), told, at);
                }
            }
        }
    }

    private void product(JsonNode data, String at) {
        rows("variants", "product_id", fields(data)).forEach(row -> row.putIfAbsent("retired_at", at));
        put("products", fields(data));
        data.get("variants").forEach(each -> put("variants", fields(data, each)));
        data.get("prices").forEach(each -> put("prices", fields(data, each)));
    }

    private void customer(JsonNode data, String at, @Nullable String updated) {
        put("users", fields(data), "updated_at", updated, "is_active", "true");
        for (String table : List.of("addresses", "payment_methods")) {
            rows(table, "user_id", fields(data)).forEach(row -> row.putIfAbsent("removed_at", at));
            int rank = 0;
            for (JsonNode each : data.get(table)) {
                put(table, fields(data, each), "rank", "" + ++rank);
            }
        }
    }

    private void place(JsonNode data, String at) {
        Map<String, String> told = fields(data);
        put("orders", told, "updated_at", at, "last_event_at", at);
        for (JsonNode each : data.get("items")) {
            put("order_items", fields(data, each));
            put("shipments", fields(data, each));
        }
        if (told.containsKey("session_id")) {
            change("sessions", told, "has_order", "true");
            rows("carts", "session_id", told).forEach(row -> row.putIfAbsent("ordered_at", at));
        }
    }

    private void move(String what, Map<String, String> told, String at) {
        change("orders", told, "status", told.get("status"), "updated_at", at);
        switch (what) {
            case "preparing" -> change("shipments", told, "status", "preparation");
            case "requeued" -> change("shipments", told, "status", "waiting");
            case "ready" -> change("shipments", told, "status", "ready");
            case "shipped" -> {
                change("shipments", told, "status", "shipped", "carrier", told.get("carrier"));
                if (number(told, "attempt") == 1) {
                    change("shipments", told, "shipped_at", at);
                }
                put("delivery_attempts", told, "shipped_at", at);
            }
            case "delivered" -> {
                change("shipments", told, "status", what, "delivered_at", at);
                change("delivery_attempts", told, "outcome", what, "ended_at", at);
            }
            case "delivery_attempt_failed", "failed" -> {
                change("shipments", told, "status", what);
                change("delivery_attempts", told, "outcome", "failed", "ended_at", at, "reason", told.get("reason"));
            }
            case "cancelled" ->
                rows("shipments", "order_id", told).forEach(row -> {
                    row.put("status", what);
                    row.put("cancelled_at", at);
                });
            case "confirmed" -> {}
            default -> throw new IllegalArgumentException(what);
        }
    }

    private void forget(Instant before) {
        table("orders")
                .values()
                .removeIf(order -> ENDED.contains(order.get("status")) && isBefore(order.get("last_event_at"), before));
        Set<String> ordered = values("orders", "session_id");
        table("sessions").forEach((session, row) -> row.put("has_order", "" + ordered.contains(session)));
        table("sessions")
                .values()
                .removeIf(row -> "false".equals(row.get("has_order")) && isBefore(row.get("ended_at"), before));
        OF_ORDERS.forEach(table -> removeOrphans(table, "orders"));
        removeOrphans("delivery_attempts", "shipments");
        removeOrphans("return_items", "returns");
        removeOrphans("carts", "sessions");
    }

    private void removeOrphans(String table, String parents) {
        table(table).values().removeIf(row -> !table(parents).containsKey(key(parents, row)));
    }

    private static boolean isBefore(@Nullable String instant, Instant other) {
        return instant != null && Instant.parse(instant).isBefore(other);
    }

    /** What is within an order, or a visit, that has left is not wanted any more. */
    private void put(String table, Map<String, String> told, @Nullable String... columns) {
        String family = OF_ORDERS.contains(table) ? "orders" : table.equals("carts") ? "sessions" : null;
        if (family != null && !table(family).containsKey(key(family, told))) {
            return;
        }
        Map<String, String> row = new LinkedHashMap<>(told);
        table(table).put(key(table, told), row);
        change(table, told, columns);
    }

    private void change(String table, Map<String, String> told, @Nullable String... columns) {
        Map<String, String> row = table(table).get(key(table, told));
        for (int i = 0; row != null && i < columns.length; i += 2) {
            row.put(Objects.requireNonNull(columns[i]), Objects.requireNonNull(columns[i + 1]));
        }
    }

    /** Those that have the same in a column. */
    List<Map<String, String>> rows(String table, String column, Map<String, String> told) {
        return table(table).values().stream()
                .filter(row -> Objects.equals(row.get(column), told.get(column)))
                .toList();
    }

    static String key(String table, Map<String, String> row) {
        return Objects.requireNonNull(KEYS.get(table), table).stream()
                .map(row::get)
                .collect(Collectors.joining(" "));
    }

    /** All that is not nested; what comes later counts. */
    private static Map<String, String> fields(JsonNode... nodes) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (JsonNode node : nodes) {
            node.properties().forEach(field -> {
                JsonNode value = field.getValue();
                if (value.isArray() && value.path(0).isString()) {
                    fields.put(
                            field.getKey(),
                            value.valueStream().map(JsonNode::asString).collect(Collectors.joining(",", "{", "}")));
                } else if (value.isValueNode()) {
                    fields.put(field.getKey(), text(value.asString()));
                }
            });
        }
        return fields;
    }

    private static String text(String value) {
        return INSTANT.matcher(value).matches() ? Instant.parse(value).toString() : value;
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(Objects.requireNonNull(row.get(column), column));
    }
}
