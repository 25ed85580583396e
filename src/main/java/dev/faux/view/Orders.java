package dev.faux.view;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Orders as they stand, each with its items; gone some days after their last event. Every answer fails with
 * {@link ViewUnavailable} while Postgres cannot be asked; a cancelled one gives its connection back.
 */
public class Orders {

    private static final String WITH_ITEMS =
            "select o.*, i.order_item_id, i.product_id, i.variant_id, i.quantity, i.unit_price,"
                    + " i.total as item_total, i.discount as item_discount, i.shipment_id, i.warehouse_id, i.back_ordered from (select * from orders where %s order by order_id limit :limit) as o"
                    + " left join order_items i using (order_id) order by o.order_id, i.order_item_id";

    private static final String PAGE = WITH_ITEMS.formatted("order_id > :after");
    private static final String PAGE_OF_USER = WITH_ITEMS.formatted("user_id = :user and order_id > :after");
    private static final String FIND = WITH_ITEMS.formatted("order_id = :id");

    private final Database database;

    Orders(Database database) {
        this.database = database;
    }

    /**
     * Ordered by id, which is the order in which they were placed.
     *
     * @param after the last id of the page before, or null for the first page
     * @param user whose orders are wanted, or null for everybody's
     * @param limit the most that are wanted
     */
    public Flux<Order> page(@Nullable UUID after, @Nullable UUID user, int limit) {
        return database.askAll(client -> folded(ofUser(client, user)
                .bind("after", after == null ? Cells.FIRST : after)
                .bind("limit", limit)));
    }

    public Mono<Order> find(UUID id) {
        return database.ask(client ->
                folded(client.sql(FIND).bind("id", id).bind("limit", 1)).singleOrEmpty());
    }

    private static DatabaseClient.GenericExecuteSpec ofUser(DatabaseClient client, @Nullable UUID user) {
        return user == null ? client.sql(PAGE) : client.sql(PAGE_OF_USER).bind("user", user);
    }

    /** One order of each run of rows with the same id. */
    private static Flux<Order> folded(DatabaseClient.GenericExecuteSpec rows) {
        return rows.map(Orders::row).all().bufferUntilChanged(Order::orderId).map(Orders::fold);
    }

    private static Order fold(List<Order> sameId) {
        Order order = sameId.getFirst();
        return withItems(
                order, sameId.stream().flatMap(row -> row.items().stream()).toList());
    }

    private static Order withItems(Order order, List<OrderItem> items) {
        return new Order(
                order.orderId(),
                order.userId(),
                order.sessionId(),
                order.status(),
                order.createdAt(),
                order.updatedAt(),
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
                items);
    }

    /** An order with the one item that stands beside it, if any. */
    private static Order row(Readable row) {
        Cells cells = new Cells(row);
        return new Order(
                cells.uuid("order_id"),
                cells.uuid("user_id"),
                row.get("session_id", UUID.class),
                cells.text("status"),
                cells.instant("created_at"),
                cells.instant("updated_at"),
                cells.text("market"),
                cells.uuid("address_id"),
                cells.text("shipping_address"),
                cells.text("shipping_method"),
                cells.money("subtotal"),
                cells.money("discount"),
                cells.money("shipping"),
                cells.money("tax"),
                cells.money("total"),
                cells.text("currency"),
                row.get("order_item_id", UUID.class) == null ? List.of() : List.of(item(cells)));
    }

    private static OrderItem item(Cells cells) {
        return new OrderItem(
                cells.uuid("order_item_id"),
                cells.uuid("product_id"),
                cells.uuid("variant_id"),
                cells.get("quantity", Integer.class),
                cells.money("unit_price"),
                cells.money("item_total"),
                cells.money("item_discount"),
                cells.uuid("shipment_id"),
                cells.uuid("warehouse_id"),
                cells.get("back_ordered", Boolean.class));
    }
}
