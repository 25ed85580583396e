-- The event store, by day: old days are dropped as a whole.
create table events (
    occurred_at timestamptz not null,
    position bigint not null,
    recorded_at timestamptz not null default now(),
    type text collate "C" not null,
    body text not null,
    primary key (occurred_at, position)
) partition by range (occurred_at);

create index events_type on events (type, occurred_at, position);

comment on table events is 'Every event of the last days, one partition per day (UTC)';
comment on column events.occurred_at is 'The virtual instant at which it happened; never decreases with the position';
comment on column events.position is 'Its place in the history, from 1, without a gap';
comment on column events.recorded_at is 'When it was written here, by the clock of this machine';
comment on column events.type is 'Its name, as in order.placed';
comment on column events.body is 'The event as every other reader is given it, byte for byte: CloudEvents 1.0 in JSON';

create table users (
    user_id uuid primary key,
    email text not null,
    username text not null,
    first_name text not null,
    last_name text not null,
    phone_number text not null,
    address text not null,
    city text not null,
    state text not null,
    postal_code text not null,
    country text not null,
    market text not null,
    birth_date date not null,
    segment text not null,
    loyalty_points bigint not null,
    email_consent boolean not null,
    sms_consent boolean not null,
    profiling_consent boolean not null,
    created_at timestamptz not null
);

comment on table users is 'Every customer the shop knows, as he told it last';
comment on column users.user_id is 'UUID version 7; its instant is created_at';
comment on column users.email is 'In a domain that is reserved for examples';
comment on column users.username is 'The name to sign in with';
comment on column users.first_name is 'Given name';
comment on column users.last_name is 'Family name';
comment on column users.phone_number is 'From a range that is kept for fiction';
comment on column users.address is 'Where he lives: number and street';
comment on column users.city is 'Town';
comment on column users.state is 'State or province';
comment on column users.postal_code is 'Postal code';
comment on column users.country is 'ISO 3166-1 alpha-2';
comment on column users.market is 'Where he buys: says currency, tax and time zone';
comment on column users.birth_date is 'Day of birth';
comment on column users.segment is 'What kind of customer he is, as the scenario names it';
comment on column users.loyalty_points is 'As of the last event about him';
comment on column users.email_consent is 'Whether he may be written to';
comment on column users.sms_consent is 'Whether he may be sent messages';
comment on column users.profiling_consent is 'Whether his visits may be evaluated';
comment on column users.created_at is 'When he became a customer; may lie before the start of the history';

create table products (
    product_id uuid primary key,
    sku text not null,
    name text not null,
    category_id uuid not null,
    vendor_id uuid not null,
    unit_price numeric not null,
    currency text not null,
    created_at timestamptz not null,
    retired_at timestamptz
);

comment on table products is 'The catalogue as it is now, and what was in it';
comment on column products.product_id is 'UUID version 7; its instant is created_at';
comment on column products.sku is 'Stock keeping unit';
comment on column products.name is 'What it is called';
comment on column products.category_id is 'The category it belongs to';
comment on column products.vendor_id is 'Who sells it to the shop';
comment on column products.unit_price is 'The price in force, net, in currency';
comment on column products.currency is 'ISO 4217';
comment on column products.created_at is 'When it was launched';
comment on column products.retired_at is 'Since when it is sold no more, if it is';

create table orders (
    order_id uuid primary key,
    user_id uuid not null references users,
    session_id uuid,
    status text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    market text not null,
    address_id uuid not null,
    shipping_address text not null,
    shipping_method text not null,
    subtotal numeric not null,
    discount numeric not null,
    shipping numeric not null,
    tax numeric not null,
    total numeric not null,
    currency text not null
);

create index orders_user_id on orders (user_id, order_id);
create index orders_ended on orders (updated_at) where status in ('delivered', 'failed', 'cancelled');

comment on table orders is 'Orders as they stand; an ended one goes some days after its last event';
comment on column orders.order_id is 'UUID version 7; its instant is created_at';
comment on column orders.user_id is 'Who placed it';
comment on column orders.session_id is 'The visit that it was placed in, if any';
comment on column orders.status is
    'waiting, preparation, ready, shipped, delivery_attempt_failed, delivered, failed or cancelled';
comment on column orders.created_at is 'When it was placed';
comment on column orders.updated_at is 'When its status was told last';
comment on column orders.market is 'Of the customer';
comment on column orders.address_id is 'Which of his addresses it goes to';
comment on column orders.shipping_address is 'Where it goes, on one line';
comment on column orders.shipping_method is 'How it goes';
comment on column orders.subtotal is 'What its items cost together, net';
comment on column orders.discount is 'What is taken off the subtotal';
comment on column orders.shipping is 'What sending it costs';
comment on column orders.tax is 'On subtotal - discount + shipping';
comment on column orders.total is 'subtotal - discount + shipping + tax';
comment on column orders.currency is 'ISO 4217, of all its amounts';

create table order_items (
    order_item_id uuid primary key,
    order_id uuid not null references orders on delete cascade,
    product_id uuid not null references products,
    variant_id uuid not null,
    quantity integer not null,
    unit_price numeric not null,
    total numeric not null,
    discount numeric not null,
    shipment_id uuid not null,
    warehouse_id uuid not null,
    back_ordered boolean not null
);

create index order_items_order_id on order_items (order_id, order_item_id);

comment on table order_items is 'What was ordered, one row per variant and order';
comment on column order_items.order_item_id is 'UUID version 7; within an order they sort as they were put down';
comment on column order_items.order_id is 'The order it belongs to';
comment on column order_items.product_id is 'What was ordered';
comment on column order_items.variant_id is 'In which of its forms';
comment on column order_items.quantity is 'How many, at least 1';
comment on column order_items.unit_price is 'The price in force when the order was placed';
comment on column order_items.total is 'quantity * unit_price';
comment on column order_items.discount is 'What a promotion takes off the total';
comment on column order_items.shipment_id is 'What it goes with';
comment on column order_items.warehouse_id is 'Where it comes from';
comment on column order_items.back_ordered is 'Whether it was not there when it was ordered';

create table checkpoints (
    reader text primary key,
    history text not null,
    position bigint not null,
    digest bigint not null
);

comment on table checkpoints is 'How far each reader has come, kept in the transaction that wrote what it read';
comment on column checkpoints.reader is 'Its name';
comment on column checkpoints.history is 'The id of the history that it reads; nothing of another one is ever mixed in';
comment on column checkpoints.position is 'The last event that was taken in';
comment on column checkpoints.digest is 'The digest of the history up to there';
