package dev.faux.view;

import dev.faux.log.Batch;
import dev.faux.shop.EventType;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What a batch changes in the read models, folded: one row per entity, however many events told of it. */
final class Changes {

    private static final int STATUS_UPDATED_AT = Table.ORDER_STATUS.place("updated_at");
    private static final int RETIRED_AT = Table.PRODUCT_RETIREMENTS.place("retired_at");
    private static final int ORDER_CREATED_AT = Table.ORDERS.place("created_at");
    private static final int ORDER_UPDATED_AT = Table.ORDERS.place("updated_at");
    private static final int ITEM_ORDER_ID = Table.ORDER_ITEMS.place("order_id");

    private final Rows users = new Rows(Table.USERS);
    private final Rows products = new Rows(Table.PRODUCTS);
    private final Rows prices = new Rows(Table.PRODUCT_PRICES);
    private final Rows retirements = new Rows(Table.PRODUCT_RETIREMENTS);
    private final Rows orders = new Rows(Table.ORDERS);
    private final Rows orderStatus = new Rows(Table.ORDER_STATUS);
    private final Rows orderItems = new Rows(Table.ORDER_ITEMS);

    /** Reads those events of the batch that concern a read model. */
    static Changes of(Batch batch) {
        Changes changes = new Changes();
        for (int i = 0; i < batch.size(); i++) {
            changes.take(batch, i);
        }
        return changes;
    }

    /** In an order in which every row finds those that it refers to. */
    Mono<Void> write(PostgresqlConnection connection) {
        return users.upsert(connection)
                // Of a product that was told anew afterwards, an older price must not come last.
                .then(Mono.defer(() -> prices.update(connection)))
                .then(Mono.defer(() -> products.upsert(connection)))
                .then(Mono.defer(() -> retirements.update(connection)))
                .then(Mono.defer(() -> orders.upsert(connection)))
                .then(Mono.defer(() -> orderItems.upsert(connection)))
                .then(Mono.defer(() -> orderStatus.update(connection)));
    }

    private void take(Batch batch, int index) {
        EventType type = batch.type(index);
        switch (type) {
            case CUSTOMER_INTRODUCED, CUSTOMER_REGISTERED, CUSTOMER_UPDATED ->
                users.put(EventData.read(batch, index, Table.USERS));
            case PRODUCT_LAUNCHED, PRODUCT_EDITED -> products.put(EventData.read(batch, index, Table.PRODUCTS));
            case PRICE_CHANGED -> change(prices, EventData.read(batch, index, Table.PRODUCT_PRICES));
            case PRODUCT_RETIRED -> {
                @Nullable String[] told = EventData.read(batch, index, Table.PRODUCT_RETIREMENTS);
                told[RETIRED_AT] = Instant.ofEpochMilli(batch.time(index)).toString();
                change(retirements, told);
            }
            case ORDER_PLACED -> place(batch, index);
            case ORDER_CONFIRMED,
                    ORDER_PREPARING,
                    ORDER_REQUEUED,
                    ORDER_READY,
                    ORDER_SHIPPED,
                    ORDER_DELIVERY_ATTEMPT_FAILED,
                    ORDER_DELIVERED,
                    ORDER_FAILED,
                    ORDER_CANCELLED -> tell(batch, index);
            case WAREHOUSE_OPENED,
                    VENDOR_JOINED,
                    CATEGORY_CREATED,
                    PROMOTION_STARTED,
                    PROMOTION_ENDED,
                    INTENSITY_CHANGED,
                    SESSION_STARTED,
                    PAGE_VIEWED,
                    PRODUCT_VIEWED,
                    PRODUCT_ADDED,
                    PRODUCT_REMOVED,
                    CHECKOUT_STARTED,
                    CHECKOUT_CANCELLED,
                    CHECKOUT_FAILED,
                    PAYMENT_INFO_ENTERED,
                    SESSION_ENDED,
                    PAYMENT_AUTHORISED,
                    PAYMENT_DECLINED,
                    PAYMENT_CAPTURED,
                    PAYMENT_REFUNDED,
                    STOCK_RESERVED,
                    STOCK_DEDUCTED,
                    STOCK_RELEASED,
                    STOCK_RESTOCKED,
                    STOCK_DEPLETED,
                    RETURN_REQUESTED,
                    RETURN_RECEIVED,
                    REVIEW_POSTED,
                    TICKET_OPENED,
                    TICKET_CLOSED,
                    PRODUCTS_SEARCHED,
                    PRODUCT_ADDED_TO_WISHLIST -> {}
        }
    }

    /** Of a product: in its row, if the batch has it. */
    private void change(Rows changes, @Nullable String[] told) {
        if (products.contains(told[0])) {
            products.put(Table.PRODUCTS.widen(changes.table(), told));
        } else {
            changes.put(told);
        }
    }

    private void place(Batch batch, int index) {
        List<@Nullable String[]> items = new ArrayList<>();
        @Nullable String[] order = EventData.read(batch, index, Table.ORDERS, Table.ORDER_ITEMS, items);
        order[ORDER_UPDATED_AT] = order[ORDER_CREATED_AT];
        orders.put(order);
        for (@Nullable String[] item : items) {
            item[ITEM_ORDER_ID] = order[0];
            orderItems.put(item);
        }
    }

    private void tell(Batch batch, int index) {
        @Nullable String[] told = EventData.read(batch, index, Table.ORDER_STATUS);
        told[STATUS_UPDATED_AT] = Instant.ofEpochMilli(batch.time(index)).toString();
        if (orders.contains(told[0])) {
            orders.put(Table.ORDERS.widen(Table.ORDER_STATUS, told));
        } else {
            orderStatus.put(told);
        }
    }
}
