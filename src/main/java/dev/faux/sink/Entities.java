package dev.faux.sink;

import dev.faux.dataset.Dataset;
import dev.faux.dataset.Dataset.Parts;
import dev.faux.dataset.Datasets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Entities as the pages show them, made of what events tell: JSON in and out, UTF-8. */
final class Entities {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Dataset CUSTOMERS = Datasets.named("users");
    private static final Dataset PRODUCTS = Datasets.named("products");
    private static final Dataset ORDERS = Datasets.named("orders");
    private static final List<String> OVER = List.of("delivered", "failed", "cancelled");

    private static final byte[] STATUS = opening("status");
    private static final byte[] UPDATED_AT = opening("updated_at");
    private static final byte[] UNIT_PRICE = opening("unit_price");

    private Entities() {}

    private static byte[] opening(String field) {
        return ('"' + field + "\":\"").getBytes(StandardCharsets.US_ASCII);
    }

    /** @param told the data of a {@code customer.introduced} or {@code customer.registered} */
    static byte[] customer(byte[] told) {
        return bytes(customer(JSON.readTree(told)));
    }

    /**
     * @param told the data of a {@code customer.updated}
     * @param at when that was
     */
    static byte[] updated(byte[] told, byte[] at) {
        return with(customer(told), UPDATED_AT, at);
    }

    private static ObjectNode customer(JsonNode told) {
        ObjectNode customer = pick(told, CUSTOMERS.columns());
        customer.set("updated_at", told.get("created_at"));
        return customer.put("is_active", true);
    }

    /** @param told the data of a {@code product.launched} or {@code product.edited} */
    static byte[] product(byte[] told) {
        return bytes(pick(JSON.readTree(told), PRODUCTS.columns()));
    }

    /** @param told the data of a {@code price.changed} */
    static byte[] priced(byte[] product, byte[] told) {
        return with(product, UNIT_PRICE, found(told, UNIT_PRICE));
    }

    /** @param told the data of an {@code order.placed} */
    static byte[] order(byte[] told) {
        JsonNode placed = JSON.readTree(told);
        ObjectNode order = pick(placed, ORDERS.columns());
        order.set("updated_at", placed.get("created_at"));
        Parts parts = Objects.requireNonNull(ORDERS.parts());
        ArrayNode items = order.putArray(parts.field());
        placed.get(parts.field()).forEach(item -> items.add(pick(item, parts.columns())));
        return bytes(order);
    }

    /**
     * @param told the data of any other {@code order.*}
     * @param at when that was
     */
    static byte[] moved(byte[] order, byte[] told, byte[] at) {
        return with(with(order, STATUS, found(told, STATUS)), UPDATED_AT, at);
    }

    /** Whether nothing more is told of an order. */
    static boolean isOver(byte[] order) {
        return OVER.contains(new String(found(order, STATUS), StandardCharsets.US_ASCII));
    }

    /** When the status of an order was told last. */
    static Instant updatedAt(byte[] order) {
        return Instant.parse(new String(found(order, UPDATED_AT), StandardCharsets.US_ASCII));
    }

    /** These fields in this order, null where nothing is told. */
    private static ObjectNode pick(JsonNode told, List<String> fields) {
        ObjectNode picked = JSON.createObjectNode();
        for (String field : fields) {
            picked.set(field, told.path(field).isMissingNode() ? picked.nullNode() : told.get(field));
        }
        return picked;
    }

    private static byte[] bytes(ObjectNode json) {
        return JSON.writeValueAsBytes(json);
    }

    /** The text of the first field of this name, which holds neither quotes nor escapes. */
    private static byte[] found(byte[] json, byte[] opening) {
        int from = place(json, opening);
        return Arrays.copyOfRange(json, from, closing(json, from));
    }

    private static byte[] with(byte[] json, byte[] opening, byte[] text) {
        int from = place(json, opening);
        int to = closing(json, from);
        byte[] changed = new byte[json.length - (to - from) + text.length];
        System.arraycopy(json, 0, changed, 0, from);
        System.arraycopy(text, 0, changed, from, text.length);
        System.arraycopy(json, to, changed, from + text.length, json.length - to);
        return changed;
    }

    private static int place(byte[] json, byte[] opening) {
        for (int i = 0; i + opening.length < json.length; i++) {
            if (Arrays.equals(json, i, i + opening.length, opening, 0, opening.length)) {
                return i + opening.length;
            }
        }
        throw new IllegalArgumentException(
                new String(json, StandardCharsets.UTF_8) + " has no " + new String(opening, StandardCharsets.US_ASCII));
    }

    private static int closing(byte[] json, int from) {
        int end = from;
        while (json[end] != '"') {
            end++;
        }
        return end;
    }
}
