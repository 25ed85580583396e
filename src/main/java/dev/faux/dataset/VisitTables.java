package dev.faux.dataset;

import java.util.List;

/** Visits and their carts: a visit goes with its cart, some days after its end, once no order of it is there. */
final class VisitTables {

    static final Table SESSIONS = Table.of(
            "sessions",
            "session_id uuid key",
            "user_id uuid references users",
            "market text",
            "channel text",
            "device text",
            "started_at timestamptz",
            "ended_at timestamptz",
            "has_order boolean");

    static final Table CARTS = Table.of(
                    "carts",
                    "session_id uuid key within sessions",
                    "variant_id uuid key references variants",
                    "user_id uuid references users",
                    "product_id uuid references products",
                    "quantity integer",
                    "unit_price numeric",
                    "currency text",
                    "added_at timestamptz",
                    "ordered_at timestamptz")
            .summing("quantity", "ordered_at");

    static final List<Table> ALL = List.of(SESSIONS, CARTS);

    private VisitTables() {}
}
