package dev.faux.dataset;

import java.util.List;

/** Orders and all that is within them: they go together, some days after the last event about them. */
final class OrderTables {

    static final Table ORDERS = Table.of(
            "orders",
            "order_id uuid key",
            "user_id uuid references users",
            "session_id uuid references sessions",
            "status text",
            "origin text",
            "created_at timestamptz",
            "updated_at timestamptz",
            "last_event_at timestamptz inner",
            "market text",
            "address_id uuid references addresses",
            "shipping_address text",
            "shipping_method text",
            "promised_by timestamptz",
            "subtotal numeric",
            "discount numeric",
            "shipping numeric",
            "tax numeric",
            "total numeric",
            "currency text",
            "fraud_suspected boolean");

    static final Table SHIPMENTS = Table.of(
            "shipments",
            "shipment_id uuid key",
            "order_id uuid within orders",
            "warehouse_id uuid references warehouses",
            "back_ordered boolean",
            "status text",
            "carrier text",
            "shipped_at timestamptz",
            "delivered_at timestamptz",
            "cancelled_at timestamptz");

    static final Table ORDER_ITEMS = Table.of(
            "order_items",
            "order_item_id uuid key",
            "order_id uuid within orders",
            "product_id uuid references products",
            "variant_id uuid references variants",
            "quantity integer",
            "unit_price numeric",
            "total numeric",
            "discount numeric",
            "promotion_id uuid references promotions",
            "shipment_id uuid within shipments",
            "warehouse_id uuid references warehouses",
            "back_ordered boolean");

    static final Table DELIVERY_ATTEMPTS = Table.of(
            "delivery_attempts",
            "shipment_id uuid key within shipments",
            "attempt integer key",
            "carrier text",
            "outcome text",
            "reason text",
            "shipped_at timestamptz",
            "ended_at timestamptz");

    static final Table PAYMENTS = Table.of(
            "payments",
            "payment_id uuid key",
            "order_id uuid within orders",
            "user_id uuid references users",
            "status text",
            "amount numeric",
            "currency text",
            "payment_method_id uuid references payment_methods",
            "payment_method text",
            "reason text",
            "created_at timestamptz",
            "captured_at timestamptz");

    static final Table RETURNS = Table.of(
            "returns",
            "return_id uuid key",
            "order_id uuid within orders",
            "user_id uuid references users",
            "reason text",
            "requested_at timestamptz",
            "received_at timestamptz");

    static final Table RETURN_ITEMS = Table.of(
            "return_items",
            "return_id uuid key within returns",
            "order_item_id uuid key within order_items",
            "product_id uuid references products",
            "variant_id uuid references variants",
            "quantity integer");

    static final Table REFUNDS = Table.of(
            "refunds",
            "refund_id uuid key",
            "order_id uuid within orders",
            "payment_id uuid within payments",
            "user_id uuid references users",
            "amount numeric",
            "currency text",
            "reason text",
            "shipment_id uuid within shipments",
            "return_id uuid within returns",
            "refunded_at timestamptz");

    static final Table REVIEWS = Table.of(
            "reviews",
            "review_id uuid key",
            "order_id uuid within orders",
            "user_id uuid references users",
            "order_item_id uuid within order_items",
            "product_id uuid references products",
            "rating integer",
            "title text",
            "posted_at timestamptz");

    static final Table SUPPORT_TICKETS = Table.of(
            "support_tickets",
            "ticket_id uuid key",
            "order_id uuid within orders",
            "user_id uuid references users",
            "topic text",
            "resolution text",
            "opened_at timestamptz",
            "closed_at timestamptz");

    static final List<Table> ALL = List.of(
            ORDERS,
            SHIPMENTS,
            ORDER_ITEMS,
            DELIVERY_ATTEMPTS,
            PAYMENTS,
            RETURNS,
            RETURN_ITEMS,
            REFUNDS,
            REVIEWS,
            SUPPORT_TICKETS);

    private OrderTables() {}
}
