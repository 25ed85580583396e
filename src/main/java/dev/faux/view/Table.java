package dev.faux.view;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table of a read model, written by one statement for any number of rows: its parameters are one array of texts per column. */
final class Table {

    private record Column(String name, String type) {}

    static final Table USERS = of(
            "users",
            "user_id uuid",
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
            "created_at timestamptz");

    static final Table PRODUCTS = of(
            "products",
            "product_id uuid",
            "sku text",
            "name text",
            "category_id uuid",
            "vendor_id uuid",
            "unit_price numeric",
            "currency text",
            "created_at timestamptz",
            "retired_at timestamptz");

    static final Table PRODUCT_PRICES = of("products", "product_id uuid", "unit_price numeric");

    static final Table PRODUCT_RETIREMENTS = of("products", "product_id uuid", "retired_at timestamptz");

    static final Table ORDERS = of(
            "orders",
            "order_id uuid",
            "user_id uuid",
            "session_id uuid",
            "status text",
            "created_at timestamptz",
            "updated_at timestamptz",
            "market text",
            "address_id uuid",
            "shipping_address text",
            "shipping_method text",
            "subtotal numeric",
            "discount numeric",
            "shipping numeric",
            "tax numeric",
            "total numeric",
            "currency text");

    static final Table ORDER_STATUS = of("orders", "order_id uuid", "status text", "updated_at timestamptz");

    static final Table ORDER_ITEMS = of(
            "order_items",
            "order_item_id uuid",
            "order_id uuid",
            "product_id uuid",
            "variant_id uuid",
            "quantity integer",
            "unit_price numeric",
            "total numeric",
            "discount numeric",
            "shipment_id uuid",
            "warehouse_id uuid",
            "back_ordered boolean");

    private final String name;
    private final List<Column> columns;
    private final Map<String, Integer> places;
    private final String upsert;
    private final String update;

    private Table(String name, List<Column> columns) {
        this.name = name;
        this.columns = columns;
        places = IntStream.range(0, columns.size())
                .boxed()
                .collect(Collectors.toMap(i -> columns.get(i).name(), Function.identity()));
        upsert = writeUpsert();
        update = writeUpdate();
    }

    /** Its columns with their types, the key first. */
    private static Table of(String name, String... columns) {
        return new Table(
                name,
                Stream.of(columns)
                        .map(column -> column.split(" ", 2))
                        .map(column -> new Column(column[0], column[1]))
                        .toList());
    }

    int width() {
        return columns.size();
    }

    /** The place of a column, from 0, or -1 if it has none of this name. */
    int place(String column) {
        return places.getOrDefault(column, -1);
    }

    /** A row of a narrower table as one of this table: what it does not tell is left out. */
    @Nullable
    String[] widen(Table narrow, @Nullable String[] row) {
        @Nullable String[] wide = new String[width()];
        for (int i = 0; i < row.length; i++) {
            wide[place(narrow.columns.get(i).name())] = row[i];
        }
        return wide;
    }

    /** Adds the rows; one whose key is there already is overwritten. */
    String upsert() {
        return upsert;
    }

    /** Changes the rows that are there. */
    String update() {
        return update;
    }

    private String writeUpsert() {
        return "insert into " + name + " (" + names("") + ") select " + casts() + " from " + arrays() + " on conflict ("
                + key() + ") do update set " + assignments("excluded.%1$s");
    }

    private String writeUpdate() {
        return "update " + name + " set " + assignments("given.%1$s::%2$s") + " from " + arrays() + " where " + name
                + "." + key() + " = given." + key() + "::" + columns.getFirst().type();
    }

    private String key() {
        return columns.getFirst().name();
    }

    private String names(String prefix) {
        return columns.stream().map(column -> prefix + column.name()).collect(Collectors.joining(", "));
    }

    private String casts() {
        return columns.stream()
                .map(column -> "given." + column.name() + "::" + column.type())
                .collect(Collectors.joining(", "));
    }

    private String arrays() {
        return IntStream.rangeClosed(1, columns.size())
                .mapToObj(i -> "$" + i + "::text[]")
                .collect(Collectors.joining(", ", "unnest(", ") as given(" + names("") + ")"));
    }

    private String assignments(String value) {
        return columns.stream()
                .skip(1)
                .map(column -> column.name() + " = " + value.formatted(column.name(), column.type()))
                .collect(Collectors.joining(", "));
    }
}
