package dev.faux.dataset;

import java.util.List;

/** The customers and what is theirs. All of it stays. */
final class PeopleTables {

    static final Table USERS = Table.of(
            "users",
            "user_id uuid key",
            "email text",
            "username text",
            "first_name text",
            "last_name text",
            "phone_number text",
            "address text",
            "city text",
            "state text",
            "postal_code text",
            "country text",
            "market text",
            "birth_date date",
            "segment text",
            "loyalty_points bigint",
            "email_consent boolean",
            "sms_consent boolean",
            "profiling_consent boolean",
            "created_at timestamptz",
            "updated_at timestamptz",
            "is_active boolean");

    static final Table ADDRESSES = Table.of(
            "addresses",
            "address_id uuid key",
            "user_id uuid references users",
            "kind text",
            "company text",
            "address text",
            "city text",
            "state text",
            "postal_code text",
            "country text",
            "area text",
            "rank integer",
            "removed_at timestamptz");

    static final Table PAYMENT_METHODS = Table.of(
            "payment_methods",
            "payment_method_id uuid key",
            "user_id uuid references users",
            "payment_method text",
            "limit numeric",
            "currency text",
            "card_brand text",
            "card_number text",
            "card_expires text",
            "rank integer",
            "removed_at timestamptz");

    static final Table WISHLISTS = Table.of(
            "wishlists",
            "user_id uuid key references users",
            "product_id uuid key references products",
            "unit_price numeric",
            "currency text",
            "added_at timestamptz");

    static final List<Table> ALL = List.of(USERS, ADDRESSES, PAYMENT_METHODS, WISHLISTS);

    private PeopleTables() {}
}
