-- Read models of everything that the events tell of. What is stored lacks what it would have to refer to: it is all taken in
-- again, from the first event on.
truncate events, users, products, orders, order_items, checkpoints;

alter table checkpoints
    add column since bigint not null,
    add column count bigint not null;

comment on column checkpoints.since is 'From which event on they are wanted; what came before only tells what they are about';
comment on column checkpoints.count is 'How many events there were since, of the types that are wanted';

create table warehouses (
    warehouse_id uuid primary key,
    name text not null,
    city text not null,
    country text not null,
    serves text[] not null,
    opened_at timestamptz not null
);

comment on table warehouses is 'Where the goods lie';
comment on column warehouses.warehouse_id is 'UUID version 7; its instant is opened_at';
comment on column warehouses.name is 'What it is called';
comment on column warehouses.city is 'Town';
comment on column warehouses.country is 'ISO 3166-1 alpha-2';
comment on column warehouses.serves is 'The markets that it is near to';
comment on column warehouses.opened_at is 'When it was opened';

create table vendors (
    vendor_id uuid primary key,
    name text not null,
    country text not null,
    joined_at timestamptz not null
);

comment on table vendors is 'Who supplies products';
comment on column vendors.vendor_id is 'UUID version 7; its instant is joined_at';
comment on column vendors.name is 'What it is called';
comment on column vendors.country is 'ISO 3166-1 alpha-2';
comment on column vendors.joined_at is 'Since when it supplies';

create table categories (
    category_id uuid primary key,
    name text not null,
    parent_id uuid references categories,
    created_at timestamptz not null
);

comment on table categories is 'What products are filed under';
comment on column categories.category_id is 'UUID version 7; its instant is created_at';
comment on column categories.name is 'What it is called';
comment on column categories.parent_id is 'The category that it is a part of; null at the root';
comment on column categories.created_at is 'When it was made';

alter table products
    add column brand text not null,
    add column season text,
    add column minimum_age integer,
    add column excluded_markets text[],
    add column takes_back_orders boolean not null,
    add foreign key (category_id) references categories,
    add foreign key (vendor_id) references vendors;

comment on column products.brand is 'Under which name it is sold';
comment on column products.unit_price is 'The price in force in the shop''s own market, net, in currency; prices has all markets';
comment on column products.season is 'When it is sold: summer or winter; null for always';
comment on column products.minimum_age is 'Of who buys it, in years; null for none';
comment on column products.excluded_markets is 'Where it is not sold; null for nowhere';
comment on column products.takes_back_orders is 'Whether it is also sold while it is not there';

create table variants (
    variant_id uuid primary key,
    product_id uuid not null references products,
    sku text not null,
    size text,
    colour text,
    material text,
    retired_at timestamptz
);

create index variants_product_id on variants (product_id);

comment on table variants is 'The forms that products are sold in, all of a product at the same price';
comment on column variants.variant_id is 'UUID version 7; its instant is that of its product';
comment on column variants.product_id is 'What it is a form of';
comment on column variants.sku is 'Stock keeping unit';
comment on column variants.size is 'Null where its kind has none';
comment on column variants.colour is 'Null where its kind has none';
comment on column variants.material is 'Null where its kind has none';
comment on column variants.retired_at is 'Since when it is sold no more, with its product or without, if it is';

create table prices (
    product_id uuid not null references products,
    market text not null,
    unit_price numeric not null,
    currency text not null,
    primary key (product_id, market)
);

comment on table prices is 'The prices in force, one row per product and market';
comment on column prices.product_id is 'What costs that';
comment on column prices.market is 'Where it does';
comment on column prices.unit_price is 'Net';
comment on column prices.currency is 'ISO 4217';

create table inventory (
    variant_id uuid not null references variants,
    warehouse_id uuid not null references warehouses,
    product_id uuid not null references products,
    on_hand bigint not null,
    reserved bigint not null,
    updated_at timestamptz not null,
    primary key (variant_id, warehouse_id)
);

comment on table inventory is 'What is on the shelves, one row per variant and warehouse that has ever had it';
comment on column inventory.variant_id is 'What lies there';
comment on column inventory.warehouse_id is 'Where';
comment on column inventory.product_id is 'What it is a form of';
comment on column inventory.on_hand is 'How many pieces are there';
comment on column inventory.reserved is 'How many of them are promised to orders';
comment on column inventory.updated_at is 'When it was told last';

create table promotions (
    promotion_id uuid primary key,
    name text not null,
    percent integer not null,
    category_id uuid references categories,
    started_at timestamptz not null,
    ends_at timestamptz not null,
    ended_at timestamptz
);

comment on table promotions is 'Times in which something is taken off';
comment on column promotions.promotion_id is 'UUID version 7; its instant is started_at';
comment on column promotions.name is 'What it is called';
comment on column promotions.percent is 'How much is taken off each line';
comment on column promotions.category_id is 'The category that it is for; null for everything';
comment on column promotions.started_at is 'When it began';
comment on column promotions.ends_at is 'When it is to end';
comment on column promotions.ended_at is 'When it ended, if it has';

create table addresses (
    address_id uuid primary key,
    user_id uuid not null references users,
    kind text not null,
    company text,
    address text not null,
    city text not null,
    state text not null,
    postal_code text not null,
    country text not null,
    area text not null,
    rank integer not null,
    removed_at timestamptz
);

create index addresses_user_id on addresses (user_id);

comment on table addresses is 'Where customers get their parcels, and where they got them';
comment on column addresses.address_id is 'UUID version 7; its instant is that of its customer';
comment on column addresses.user_id is 'Whose it is';
comment on column addresses.kind is 'home, apartment or business';
comment on column addresses.company is 'Whose door it is; only of a business';
comment on column addresses.address is 'Number and street';
comment on column addresses.city is 'Town';
comment on column addresses.state is 'State or province';
comment on column addresses.postal_code is 'Postal code';
comment on column addresses.country is 'ISO 3166-1 alpha-2';
comment on column addresses.area is 'urban or rural';
comment on column addresses.rank is 'Which of his it is, from 1; he lives at the first';
comment on column addresses.removed_at is 'Since when it is no longer his, if it is not; orders may still refer to it';

create table payment_methods (
    payment_method_id uuid primary key,
    user_id uuid not null references users,
    payment_method text not null,
    "limit" numeric not null,
    currency text not null,
    card_brand text,
    card_number text,
    card_expires text,
    rank integer not null,
    removed_at timestamptz
);

create index payment_methods_user_id on payment_methods (user_id);

comment on table payment_methods is 'What customers pay with, and what they paid with';
comment on column payment_methods.payment_method_id is 'UUID version 7; its instant is that of its customer';
comment on column payment_methods.user_id is 'Whose it is';
comment on column payment_methods.payment_method is 'What kind it is, as in card';
comment on column payment_methods."limit" is 'The most that it pays at once';
comment on column payment_methods.currency is 'ISO 4217, of the limit';
comment on column payment_methods.card_brand is 'visa, mastercard or amex; only of a card';
comment on column payment_methods.card_number is 'From a range that is kept for tests; only of a card';
comment on column payment_methods.card_expires is 'Year and month; only of a card';
comment on column payment_methods.rank is 'Which of his it is, from 1; he prefers the first';
comment on column payment_methods.removed_at is 'Since when it is no longer his, if it is not; payments may still refer to it';

create table wishlists (
    user_id uuid not null references users,
    product_id uuid not null references products,
    unit_price numeric not null,
    currency text not null,
    added_at timestamptz not null,
    primary key (user_id, product_id)
);

comment on table wishlists is 'What customers wish for, one row per customer and product';
comment on column wishlists.user_id is 'Who wishes for it';
comment on column wishlists.product_id is 'What he wishes for';
comment on column wishlists.unit_price is 'The price in force when he did so last';
comment on column wishlists.currency is 'ISO 4217';
comment on column wishlists.added_at is 'When he did so last';

create table sessions (
    session_id uuid primary key,
    user_id uuid not null references users,
    market text not null,
    channel text not null,
    device text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    has_order boolean not null
);

create index sessions_ended on sessions (ended_at) where not has_order;

comment on table sessions is 'Visits; one goes with its cart some days after its end, once no order of it is here';
comment on column sessions.session_id is 'UUID version 7; its instant is started_at; the correlationid of its events';
comment on column sessions.user_id is 'Who came';
comment on column sessions.market is 'Of the customer';
comment on column sessions.channel is 'Which way he came';
comment on column sessions.device is 'What he looks through';
comment on column sessions.started_at is 'When he came';
comment on column sessions.ended_at is 'When he went, if he has';
comment on column sessions.has_order is 'Whether an order that was placed in it is here; as long as one is, it stays';

create table carts (
    session_id uuid not null references sessions on delete cascade,
    variant_id uuid not null references variants,
    user_id uuid not null references users,
    product_id uuid not null references products,
    quantity integer not null,
    unit_price numeric,
    currency text,
    added_at timestamptz not null,
    ordered_at timestamptz,
    primary key (session_id, variant_id)
);

comment on table carts is
    'What is in the carts, one row per visit and variant; gone when it is taken out. Abandoned is what has no ordered_at though its session has ended';
comment on column carts.session_id is 'The visit';
comment on column carts.variant_id is 'What is in the cart';
comment on column carts.user_id is 'Whose it is';
comment on column carts.product_id is 'What it is a form of';
comment on column carts.quantity is 'How many pieces';
comment on column carts.unit_price is 'The price in force when it was put in last; null for what he left in the cart of an earlier visit';
comment on column carts.currency is 'ISO 4217; null where unit_price is';
comment on column carts.added_at is 'When it was put in last, or found in it';
comment on column carts.ordered_at is 'When it was ordered; null for what is in the cart, or was left in it';

drop index orders_ended;

alter table orders
    add column origin text not null,
    add column last_event_at timestamptz not null,
    add column promised_by timestamptz not null,
    add column fraud_suspected boolean not null,
    add foreign key (session_id) references sessions,
    add foreign key (address_id) references addresses;

create index orders_session_id on orders (session_id) where session_id is not null;
create index orders_ended on orders (last_event_at) where status in ('delivered', 'failed', 'cancelled');

comment on table orders is
    'Orders as they stand; an ended one goes some days after the last event about it, and all that is within it';
comment on column orders.origin is 'Who wanted it: a shopper, who was made up, or a person';
comment on column orders.last_event_at is 'When anything was told about it last: its payments, shipments, returns, reviews and tickets count as well';
comment on column orders.promised_by is 'When it is to be there at the latest';
comment on column orders.fraud_suspected is 'Whether it looks like fraud';

create table shipments (
    shipment_id uuid primary key,
    order_id uuid not null references orders on delete cascade,
    warehouse_id uuid not null references warehouses,
    back_ordered boolean not null,
    status text not null,
    carrier text,
    shipped_at timestamptz,
    delivered_at timestamptz,
    cancelled_at timestamptz
);

create index shipments_order_id on shipments (order_id);

comment on table shipments is 'What goes together from one warehouse; within its order';
comment on column shipments.shipment_id is 'UUID version 7; its instant is that of its order';
comment on column shipments.order_id is 'What it is a part of';
comment on column shipments.warehouse_id is 'Where it comes from';
comment on column shipments.back_ordered is 'Whether its line was not there when it was ordered';
comment on column shipments.status is
    'waiting, preparation, ready, shipped, delivery_attempt_failed, delivered, failed or cancelled';
comment on column shipments.carrier is 'Who brings it; null until it has left';
comment on column shipments.shipped_at is 'When it left for the first attempt';
comment on column shipments.delivered_at is 'When it arrived';
comment on column shipments.cancelled_at is 'When its order was cancelled';

alter table order_items
    add column promotion_id uuid references promotions,
    add foreign key (variant_id) references variants,
    add foreign key (shipment_id) references shipments on delete cascade,
    add foreign key (warehouse_id) references warehouses;

create index order_items_shipment_id on order_items (shipment_id);

comment on column order_items.promotion_id is 'What takes the discount off; null where there is none';

create table delivery_attempts (
    shipment_id uuid not null references shipments on delete cascade,
    attempt integer not null,
    carrier text not null,
    outcome text,
    reason text,
    shipped_at timestamptz not null,
    ended_at timestamptz,
    primary key (shipment_id, attempt)
);

comment on table delivery_attempts is 'How often it was tried to deliver a shipment; within its order';
comment on column delivery_attempts.shipment_id is 'What was to be delivered';
comment on column delivery_attempts.attempt is 'Counted from 1';
comment on column delivery_attempts.carrier is 'Who tried';
comment on column delivery_attempts.outcome is 'delivered or failed; null while it is under way';
comment on column delivery_attempts.reason is 'Why it failed, if it did';
comment on column delivery_attempts.shipped_at is 'When it left for this attempt';
comment on column delivery_attempts.ended_at is 'When the outcome was told';

create table payments (
    payment_id uuid primary key,
    order_id uuid not null references orders on delete cascade,
    user_id uuid not null references users,
    status text not null,
    amount numeric not null,
    currency text not null,
    payment_method_id uuid not null references payment_methods,
    payment_method text not null,
    reason text,
    created_at timestamptz not null,
    captured_at timestamptz
);

create index payments_order_id on payments (order_id);

comment on table payments is 'Each time that it was tried to pay an order; within it';
comment on column payments.payment_id is 'UUID version 7; its instant is created_at';
comment on column payments.order_id is 'What is paid';
comment on column payments.user_id is 'Who pays';
comment on column payments.status is 'authorised, declined or captured';
comment on column payments.amount is 'How much';
comment on column payments.currency is 'ISO 4217';
comment on column payments.payment_method_id is 'What he pays with';
comment on column payments.payment_method is 'What kind that is, as in card';
comment on column payments.reason is 'Why it was declined, if it was';
comment on column payments.created_at is 'When the bank said yes or no';
comment on column payments.captured_at is 'When the money was taken, if it was';

create table returns (
    return_id uuid primary key,
    order_id uuid not null references orders on delete cascade,
    user_id uuid not null references users,
    reason text not null,
    requested_at timestamptz not null,
    received_at timestamptz
);

create index returns_order_id on returns (order_id);

comment on table returns is 'What customers send back; within its order';
comment on column returns.return_id is 'UUID version 7; its instant is requested_at';
comment on column returns.order_id is 'What it comes back from';
comment on column returns.user_id is 'Who sends it';
comment on column returns.reason is 'Why';
comment on column returns.requested_at is 'When he asked for it';
comment on column returns.received_at is 'When it was there, if it is';

create table return_items (
    return_id uuid not null references returns on delete cascade,
    order_item_id uuid not null references order_items on delete cascade,
    product_id uuid not null references products,
    variant_id uuid not null references variants,
    quantity integer not null,
    primary key (return_id, order_item_id)
);

create index return_items_order_item_id on return_items (order_item_id);

comment on table return_items is 'The lines of orders that come back, each with all its pieces; within their order';
comment on column return_items.return_id is 'What it comes back with';
comment on column return_items.order_item_id is 'The line of the order';
comment on column return_items.product_id is 'What comes back';
comment on column return_items.variant_id is 'In which of its forms';
comment on column return_items.quantity is 'How many pieces';

create table refunds (
    refund_id uuid primary key,
    order_id uuid not null references orders on delete cascade,
    payment_id uuid not null references payments on delete cascade,
    user_id uuid not null references users,
    amount numeric not null,
    currency text not null,
    reason text not null,
    shipment_id uuid references shipments on delete cascade,
    return_id uuid references returns on delete cascade,
    refunded_at timestamptz not null
);

create index refunds_order_id on refunds (order_id);
create index refunds_payment_id on refunds (payment_id);
create index refunds_shipment_id on refunds (shipment_id) where shipment_id is not null;
create index refunds_return_id on refunds (return_id) where return_id is not null;

comment on table refunds is 'What is paid back; within its order';
comment on column refunds.refund_id is 'UUID version 7; its instant is refunded_at';
comment on column refunds.order_id is 'What was paid';
comment on column refunds.payment_id is 'What a part of goes back';
comment on column refunds.user_id is 'Who gets it';
comment on column refunds.amount is 'How much';
comment on column refunds.currency is 'ISO 4217';
comment on column refunds.reason is 'order_cancelled, delivery_failed or returned';
comment on column refunds.shipment_id is 'The shipment that failed, if that is the reason';
comment on column refunds.return_id is 'What was sent back, if that is the reason';
comment on column refunds.refunded_at is 'When it was paid back';

create table reviews (
    review_id uuid primary key,
    order_id uuid not null references orders on delete cascade,
    user_id uuid not null references users,
    order_item_id uuid not null references order_items on delete cascade,
    product_id uuid not null references products,
    rating integer not null,
    title text not null,
    posted_at timestamptz not null
);

create index reviews_order_id on reviews (order_id);
create index reviews_order_item_id on reviews (order_item_id);

comment on table reviews is 'What customers think of what they got; within its order';
comment on column reviews.review_id is 'UUID version 7; its instant is posted_at';
comment on column reviews.order_id is 'How he got it';
comment on column reviews.user_id is 'Who says so';
comment on column reviews.order_item_id is 'The line of the order';
comment on column reviews.product_id is 'What he speaks of';
comment on column reviews.rating is '1 to 5';
comment on column reviews.title is 'What he says';
comment on column reviews.posted_at is 'When he said so';

create table support_tickets (
    ticket_id uuid primary key,
    order_id uuid not null references orders on delete cascade,
    user_id uuid not null references users,
    topic text not null,
    resolution text,
    opened_at timestamptz not null,
    closed_at timestamptz
);

create index support_tickets_order_id on support_tickets (order_id);

comment on table support_tickets is 'What customers need help with; within its order';
comment on column support_tickets.ticket_id is 'UUID version 7; its instant is opened_at';
comment on column support_tickets.order_id is 'What it is about';
comment on column support_tickets.user_id is 'Who asks';
comment on column support_tickets.topic is 'What he asks for';
comment on column support_tickets.resolution is 'How it was settled, if it is';
comment on column support_tickets.opened_at is 'When he asked';
comment on column support_tickets.closed_at is 'When it was settled, if it is';
