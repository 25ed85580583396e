package dev.faux.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What follows from the rows of a {@link Fold}, row by row. */
final class Followed {

    private final Fold fold;
    private final Map<String, Map<String, String>> rows = new TreeMap<>();

    private Followed(Fold fold) {
        this.fold = fold;
    }

    static Map<String, Map<String, String>> of(Fold fold, String table) {
        Followed followed = new Followed(fold);
        switch (table) {
            case "notifications" -> followed.notifications();
            case "user_analytics" -> followed.users();
            case "product_analytics" -> followed.products();
            default -> throw new IllegalArgumentException(table);
        }
        return followed.rows;
    }

    private void notifications() {
        each("orders", row -> tell(row, "order_id", "order_received", "Thank you for your order", "created_at"));
        each("payments", row -> {
            if ("declined".equals(row.get("status"))) {
                tell(row, "payment_id", "payment_declined", "Your payment was declined", "created_at");
            }
        });
        each("shipments", row -> tell(row, "shipment_id", "parcel_sent", "Your parcel is on its way", "shipped_at"));
        each("refunds", row -> tell(row, "refund_id", "refund_made", "We have paid you back", "refunded_at"));
        each("returns", row -> tell(row, "return_id", "return_registered", "How to send it back", "requested_at"));
        each("support_tickets", row -> tell(row, "ticket_id", "ticket_closed", "We have answered you", "closed_at"));
    }

    private interface Taker {

        void take(Map<String, String> row);
    }

    private void each(String table, Taker taker) {
        fold.table(table).values().forEach(taker::take);
    }

    private void tell(Map<String, String> about, String id, String kind, String title, String at) {
        if (about.containsKey(at)) {
            String order = get(about, "order_id");
            Map<String, String> row = row(get(about, id));
            row.put("notification_id", get(about, id));
            row.put("user_id", get(Objects.requireNonNull(fold.table("orders").get(order)), "user_id"));
            row.put("order_id", order);
            row.put("kind", kind);
            row.put("channel", kind.equals("parcel_sent") ? "sms" : "email");
            row.put("title", title);
            row.put("created_at", get(about, at));
        }
    }

    private void users() {
        each("sessions", visit -> {
            if (visit.containsKey("user_id")) {
                Map<String, String> row = user(get(visit, "user_id"));
                count(row, "sessions", 1);
                span(row, "first_seen_at", "last_seen_at", get(visit, "started_at"));
            }
        });
        each("orders", order -> {
            Map<String, String> row = user(get(order, "user_id"));
            count(row, "orders", 1);
            add(row, "total", get(order, "total"));
            row.put("currency", get(order, "currency"));
            span(row, "first_order_at", "last_order_at", get(order, "created_at"));
        });
    }

    private Map<String, String> user(String id) {
        Map<String, String> row = row(id);
        row.put("user_id", id);
        row.putIfAbsent("sessions", "0");
        row.putIfAbsent("orders", "0");
        return row;
    }

    private void products() {
        Map<String, Map<String, String>> ordersOfEach = new TreeMap<>();
        each("order_items", item -> {
            Map<String, String> order = order(item);
            Map<String, String> row = product(item, order);
            Map<String, String> orders = ordersOfEach.computeIfAbsent(
                    get(row, "product_id") + ' ' + get(row, "market"), each -> new TreeMap<>());
            orders.put(get(order, "order_id"), "");
            row.put("orders", Integer.toString(orders.size()));
            count(row, "units_sold", Integer.parseInt(get(item, "quantity")));
            add(row, "revenue", get(item, "total"));
            add(row, "discount", get(item, "discount"));
            row.put("currency", get(order, "currency"));
        });
        each("return_items", item -> {
            Map<String, String> back =
                    Objects.requireNonNull(fold.table("returns").get(get(item, "return_id")));
            count(product(item, order(back)), "units_returned", Integer.parseInt(get(item, "quantity")));
        });
        Map<String, Integer> ratings = new TreeMap<>();
        each("reviews", review -> {
            Map<String, String> row = product(review, order(review));
            count(row, "reviews", 1);
            int sum = ratings.merge(
                    get(row, "product_id") + ' ' + get(row, "market"),
                    Integer.parseInt(get(review, "rating")),
                    Integer::sum);
            row.put(
                    "average_rating",
                    BigDecimal.valueOf(sum)
                            .divide(new BigDecimal(get(row, "reviews")), 2, RoundingMode.HALF_UP)
                            .toPlainString());
        });
    }

    private Map<String, String> order(Map<String, String> about) {
        return Objects.requireNonNull(fold.table("orders").get(get(about, "order_id")));
    }

    private Map<String, String> product(Map<String, String> about, Map<String, String> order) {
        String product = get(about, "product_id");
        String market = get(order, "market");
        Map<String, String> row = row(product + ' ' + market);
        row.put("product_id", product);
        row.put("market", market);
        row.putIfAbsent("units_returned", "0");
        row.putIfAbsent("reviews", "0");
        return row;
    }

    private Map<String, String> row(String key) {
        return rows.computeIfAbsent(key, each -> new TreeMap<>());
    }

    private static void count(Map<String, String> row, String column, int more) {
        row.put(column, Integer.toString(Integer.parseInt(row.getOrDefault(column, "0")) + more));
    }

    private static void add(Map<String, String> row, String column, String amount) {
        row.merge(
                column,
                amount,
                (before, more) ->
                        new BigDecimal(before).add(new BigDecimal(more)).toPlainString());
    }

    private static void span(Map<String, String> row, String first, String last, String at) {
        row.merge(first, at, (some, other) -> Instant.parse(some).isBefore(Instant.parse(other)) ? some : other);
        row.merge(last, at, (some, other) -> Instant.parse(some).isAfter(Instant.parse(other)) ? some : other);
    }

    private static String get(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }
}
