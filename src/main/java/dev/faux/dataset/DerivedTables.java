package dev.faux.dataset;

import java.util.List;

/** What follows from the rows of other tables, whenever it is asked for. */
final class DerivedTables {

    /** What customers are told, under the id of what they are told about. */
    static final Table NOTIFICATIONS = Table.derived(
            "notifications",
            sql -> """
                    select order_id as notification_id, user_id, order_id, 'order_received' as kind,
                        'email' as channel, 'Thank you for your order' as title, created_at
                    from orders
                    union all
                    select payment_id, user_id, order_id, 'payment_declined',
                        'email', 'Your payment was declined', created_at
                    from payments where status = 'declined'
                    union all
                    select shipment_id, orders.user_id, shipments.order_id, 'parcel_sent',
                        'sms', 'Your parcel is on its way', shipped_at
                    from shipments join orders on orders.order_id = shipments.order_id where shipped_at is not null
                    union all
                    select refund_id, user_id, order_id, 'refund_made',
                        'email', 'We have paid you back', refunded_at
                    from refunds
                    union all
                    select return_id, user_id, order_id, 'return_registered',
                        'email', 'How to send it back', requested_at
                    from returns
                    union all
                    select ticket_id, user_id, order_id, 'ticket_closed',
                        'email', 'We have answered you', closed_at
                    from support_tickets where closed_at is not null""",
            "notification_id uuid key",
            "user_id uuid references users",
            "order_id uuid references orders",
            "kind text",
            "channel text",
            "title text",
            "created_at timestamptz");

    /** Who has come, or ordered without coming. */
    static final Table USER_ANALYTICS = Table.derived(
            "user_analytics",
            sql -> """
                    select who.user_id, coalesce(visits, 0) as sessions, first_seen_at, last_seen_at,
                        coalesce(bought, 0) as orders, ordered as total, currency, first_order_at, last_order_at
                    from (select user_id from sessions where user_id is not null
                        union select user_id from orders) who
                    left join (select user_id, count(*) as visits,
                            min(started_at) as first_seen_at, max(started_at) as last_seen_at
                        from sessions group by user_id) seen on seen.user_id = who.user_id
                    left join (select user_id, count(*) as bought, %s as ordered, max(currency) as currency,
                            min(created_at) as first_order_at, max(created_at) as last_order_at
                        from orders group by user_id) buying on buying.user_id = who.user_id""".formatted(sql.sum("total")),
            "user_id uuid key references users",
            "sessions bigint",
            "first_seen_at timestamptz",
            "last_seen_at timestamptz",
            "orders bigint",
            "total numeric",
            "currency text",
            "first_order_at timestamptz",
            "last_order_at timestamptz");

    /** What was ordered, by the market of the order, which has one currency. */
    static final Table PRODUCT_ANALYTICS = Table.derived(
            "product_analytics",
            sql -> """
                    select sold.product_id, sold.market, orders, units_sold, revenue, discount, currency,
                        coalesce(units_returned, 0) as units_returned, coalesce(reviews, 0) as reviews, average_rating
                    from (select i.product_id, o.market, count(distinct i.order_id) as orders,
                            sum(i.quantity) as units_sold, %s as revenue, %s as discount, max(o.currency) as currency
                        from order_items i join orders o on o.order_id = i.order_id
                        group by i.product_id, o.market) sold
                    left join (select i.product_id, o.market, sum(i.quantity) as units_returned
                        from return_items i join returns r on r.return_id = i.return_id
                            join orders o on o.order_id = r.order_id
                        group by i.product_id, o.market) back
                        on back.product_id = sold.product_id and back.market = sold.market
                    left join (select r.product_id, o.market, count(*) as reviews, %s as average_rating
                        from reviews r join orders o on o.order_id = r.order_id
                        group by r.product_id, o.market) rated
                        on rated.product_id = sold.product_id and rated.market = sold.market""".formatted(sql.sum("i.total"), sql.sum("i.discount"), sql.mean("r.rating")),
            "product_id uuid key references products",
            "market text key",
            "orders bigint",
            "units_sold bigint",
            "revenue numeric",
            "discount numeric",
            "currency text",
            "units_returned bigint",
            "reviews bigint",
            "average_rating numeric");

    static final List<Table> ALL = List.of(NOTIFICATIONS, USER_ANALYTICS, PRODUCT_ANALYTICS);

    private DerivedTables() {}
}
