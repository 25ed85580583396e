package dev.faux.dataset;

import static dev.faux.dataset.CatalogueTables.CATEGORIES;
import static dev.faux.dataset.CatalogueTables.INVENTORY;
import static dev.faux.dataset.CatalogueTables.PRICES;
import static dev.faux.dataset.CatalogueTables.PRODUCTS;
import static dev.faux.dataset.CatalogueTables.PROMOTIONS;
import static dev.faux.dataset.CatalogueTables.VARIANTS;
import static dev.faux.dataset.CatalogueTables.VENDORS;
import static dev.faux.dataset.CatalogueTables.WAREHOUSES;
import static dev.faux.dataset.Effect.Cell.at;
import static dev.faux.dataset.Effect.Cell.is;
import static dev.faux.dataset.Effect.Cell.told;
import static dev.faux.dataset.OrderTables.DELIVERY_ATTEMPTS;
import static dev.faux.dataset.OrderTables.ORDERS;
import static dev.faux.dataset.OrderTables.ORDER_ITEMS;
import static dev.faux.dataset.OrderTables.PAYMENTS;
import static dev.faux.dataset.OrderTables.REFUNDS;
import static dev.faux.dataset.OrderTables.RETURNS;
import static dev.faux.dataset.OrderTables.RETURN_ITEMS;
import static dev.faux.dataset.OrderTables.REVIEWS;
import static dev.faux.dataset.OrderTables.SHIPMENTS;
import static dev.faux.dataset.OrderTables.SUPPORT_TICKETS;
import static dev.faux.dataset.PeopleTables.ADDRESSES;
import static dev.faux.dataset.PeopleTables.PAYMENT_METHODS;
import static dev.faux.dataset.PeopleTables.USERS;
import static dev.faux.dataset.PeopleTables.WISHLISTS;
import static dev.faux.dataset.VisitTables.CARTS;
import static dev.faux.dataset.VisitTables.SESSIONS;

import dev.faux.dataset.Effect.Add;
import dev.faux.dataset.Effect.Cell;
import dev.faux.dataset.Effect.Change;
import dev.faux.dataset.Effect.Each;
import dev.faux.dataset.Effect.End;
import dev.faux.dataset.Effect.Put;
import dev.faux.dataset.Effect.Remove;
import dev.faux.shop.EventType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What each event does to the tables. */
public final class Effects {

    private static final List<Effect> NONE = List.of();

    private static final Map<EventType, List<Effect>> BY_TYPE = new EnumMap<>(EventType.class);

    static {
        Arrays.stream(EventType.values()).forEach(type -> BY_TYPE.put(type, define(type)));
    }

    private Effects() {}

    /** In the order in which they are to be applied; none where no table tells of it. */
    public static List<Effect> of(EventType type) {
        return BY_TYPE.getOrDefault(type, NONE);
    }

    static Stream<Effect> all() {
        return Stream.of(EventType.values()).flatMap(type -> of(type).stream());
    }

    private static List<Effect> define(EventType type) {
        return switch (type) {
            case WAREHOUSE_OPENED -> List.of(put(WAREHOUSES, at("opened_at")));
            case VENDOR_JOINED -> List.of(put(VENDORS, at("joined_at")));
            case CATEGORY_CREATED -> List.of(put(CATEGORIES, at("created_at")));
            case PRODUCT_LAUNCHED -> product();
            case PRODUCT_EDITED -> and(List.of(end(VARIANTS, "product_id", at("retired_at"))), product());
            case PRODUCT_RETIRED ->
                List.of(change(PRODUCTS, at("retired_at")), end(VARIANTS, "product_id", at("retired_at")));
            case PRICE_CHANGED -> List.of(change(PRODUCTS, told("unit_price")), each("prices", put(PRICES)));
            case PROMOTION_STARTED -> List.of(put(PROMOTIONS, at("started_at")));
            case PROMOTION_ENDED -> List.of(change(PROMOTIONS, at("ended_at")));
            case STOCK_RESERVED, STOCK_DEDUCTED, STOCK_RELEASED, STOCK_RESTOCKED, STOCK_DEPLETED ->
                List.of(put(INVENTORY, at("updated_at")));
            case CUSTOMER_INTRODUCED, CUSTOMER_REGISTERED ->
                customer(new Cell("updated_at", told -> told.value("created_at")));
            case CUSTOMER_UPDATED ->
                and(
                        List.of(
                                end(ADDRESSES, "user_id", at("removed_at")),
                                end(PAYMENT_METHODS, "user_id", at("removed_at"))),
                        customer(at("updated_at")));
            case PRODUCT_ADDED_TO_WISHLIST -> List.of(put(WISHLISTS, at("added_at")));
            case SESSION_STARTED ->
                List.of(
                        put(SESSIONS, at("started_at"), is("has_order", "false")),
                        each("cart", put(CARTS, at("added_at"))));
            case SESSION_ENDED -> List.of(change(SESSIONS, at("ended_at")));
            case PRODUCT_ADDED -> List.of(new Add(put(CARTS, at("added_at"))));
            case PRODUCT_REMOVED -> List.of(Remove.of(CARTS));
            case ORDER_PLACED ->
                List.of(
                        put(ORDERS, at("updated_at"), at("last_event_at")),
                        each("items", put(SHIPMENTS)),
                        each("items", put(ORDER_ITEMS)),
                        each("items", change(CARTS, at("ordered_at"))),
                        change(SESSIONS, is("has_order", "true")));
            case ORDER_CONFIRMED -> order();
            case ORDER_PREPARING -> order(shipment("preparation"));
            case ORDER_REQUEUED -> order(shipment("waiting"));
            case ORDER_READY -> order(shipment("ready"));
            case ORDER_SHIPPED ->
                order(
                        shipment("shipped", told("carrier"), new Cell("shipped_at", Effects::firstAttempt)),
                        put(DELIVERY_ATTEMPTS, at("shipped_at")));
            case ORDER_DELIVERY_ATTEMPT_FAILED -> order(shipment("delivery_attempt_failed"), failedAttempt());
            case ORDER_FAILED -> order(shipment("failed"), failedAttempt());
            case ORDER_DELIVERED ->
                order(
                        shipment("delivered", at("delivered_at")),
                        change(DELIVERY_ATTEMPTS, is("outcome", "delivered"), at("ended_at")));
            case ORDER_CANCELLED -> order(end(SHIPMENTS, "order_id", at("cancelled_at"), is("status", "cancelled")));
            case PAYMENT_AUTHORISED -> family(put(PAYMENTS, is("status", "authorised"), at("created_at")));
            case PAYMENT_DECLINED -> family(put(PAYMENTS, is("status", "declined"), at("created_at")));
            case PAYMENT_CAPTURED -> family(change(PAYMENTS, is("status", "captured"), at("captured_at")));
            case PAYMENT_REFUNDED -> family(put(REFUNDS, at("refunded_at")));
            case RETURN_REQUESTED -> family(put(RETURNS, at("requested_at")), each("items", put(RETURN_ITEMS)));
            case RETURN_RECEIVED -> family(change(RETURNS, at("received_at")));
            case REVIEW_POSTED -> family(put(REVIEWS, at("posted_at")));
            case TICKET_OPENED -> family(put(SUPPORT_TICKETS, at("opened_at")));
            case TICKET_CLOSED -> family(change(SUPPORT_TICKETS, told("resolution"), at("closed_at")));
            case PAGE_VIEWED,
                    PRODUCTS_SEARCHED,
                    PRODUCT_VIEWED,
                    CHECKOUT_STARTED,
                    CHECKOUT_CANCELLED,
                    CHECKOUT_FAILED,
                    PAYMENT_INFO_ENTERED,
                    INTENSITY_CHANGED -> NONE;
        };
    }

    private static List<Effect> product() {
        return List.of(put(PRODUCTS), each("variants", put(VARIANTS)), each("prices", put(PRICES)));
    }

    /** @param updated when he told this */
    private static List<Effect> customer(Cell updated) {
        Cell rank = new Cell("rank", Told::rank);
        return List.of(
                put(USERS, updated, is("is_active", "true")),
                each("addresses", put(ADDRESSES, rank)),
                each("payment_methods", put(PAYMENT_METHODS, rank)));
    }

    /** Where it stands, and what follows. */
    private static List<Effect> order(Effect... effects) {
        return and(List.of(change(ORDERS, told("status"), at("updated_at"), at("last_event_at"))), List.of(effects));
    }

    /** Something about an order that leaves it where it stands. */
    private static List<Effect> family(Effect... effects) {
        return and(List.of(change(ORDERS, at("last_event_at"))), List.of(effects));
    }

    /** With the order that it is of: when that is cancelled, all that are known of it are. */
    private static Change shipment(String status, Cell... cells) {
        return Change.of(SHIPMENTS, and(List.of(told("order_id"), is("status", status)), List.of(cells)));
    }

    private static Change failedAttempt() {
        return change(DELIVERY_ATTEMPTS, is("outcome", "failed"), told("reason"), at("ended_at"));
    }

    private static @Nullable Object firstAttempt(Told told) {
        return String.valueOf(told.value("attempt")).equals("1") ? told.time() : null;
    }

    private static Put put(Table table, Cell... cells) {
        return Put.of(table, List.of(cells));
    }

    private static Change change(Table table, Cell... cells) {
        return Change.of(table, List.of(cells));
    }

    private static End end(Table table, String by, Cell... cells) {
        return End.of(table, by, List.of(cells));
    }

    private static Each each(String list, Effect effect) {
        return new Each(list, effect);
    }

    private static <T> List<T> and(List<? extends T> some, List<? extends T> others) {
        return Stream.<T>concat(some.stream(), others.stream()).toList();
    }
}
