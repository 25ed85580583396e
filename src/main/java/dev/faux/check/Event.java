package dev.faux.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as {@link EventReader} took it from its line. There is only one, filled anew for each line: who wants to keep
 * something of it keeps values. Money is in minor units, instants are in milliseconds since 1970.
 */
final class Event {

    /** One line of an order. */
    static final class Item {

        final UUID id;
        final UUID product;
        final UUID variant;
        final UUID shipment;
        final UUID warehouse;
        final boolean isBackOrdered;
        final long quantity;
        final long price;
        final long total;
        final long discount;
        final @Nullable UUID promotion;

        Item(Event event) {
            id = event.id(Field.ORDER_ITEM_ID);
            product = event.id(Field.PRODUCT_ID);
            variant = event.id(Field.VARIANT_ID);
            shipment = event.id(Field.SHIPMENT_ID);
            warehouse = event.id(Field.WAREHOUSE_ID);
            isBackOrdered = event.flag(Field.BACK_ORDERED);
            quantity = event.number(Field.QUANTITY);
            price = event.number(Field.UNIT_PRICE);
            total = event.number(Field.TOTAL);
            discount = event.number(Field.DISCOUNT);
            promotion = event.has(Field.PROMOTION_ID) ? event.id(Field.PROMOTION_ID) : null;
        }
    }

    /** What a product costs in a market. */
    record Price(String market, long amount, String currency) {}

    /** Which variant of an experiment somebody is in. */
    record Exposure(String experiment, String variant) {}

    /** One of a customer's addresses. */
    record Address(UUID id, String city, String region, String postalCode, String country) {}

    /** One of a customer's means of payment; the number is empty where there is no card. */
    record Means(UUID id, long limit, String currency, String number) {}

    private static final int FIELDS = Field.values().length;
    private static final UUID NOWHERE = new UUID(0, 0);

    long line;
    long position;
    long time;

    @Nullable
    Type type;

    long idHigh;
    long idLow;
    String source = "";

    @Nullable
    UUID correlation;

    /** What is wrong with the envelope, if anything is. */
    @Nullable
    String envelopeFault;

    /** What is wrong with the data, if anything is. */
    @Nullable
    String dataFault;

    byte[] bytes = {};
    /** A field is there if it carries the mark of this line. */
    private final int[] marks = new int[FIELDS];

    private int mark;
    final long[] values = new long[FIELDS];
    final long[] lows = new long[FIELDS];
    final int[] starts = new int[FIELDS];
    final int[] stops = new int[FIELDS];
    final @Nullable String[] texts = new String[FIELDS];
    final List<Item> items = new ArrayList<>();
    final List<UUID> variants = new ArrayList<>();
    final List<String> markets = new ArrayList<>();
    final List<Visit.Pieces> cart = new ArrayList<>();
    final List<Price> prices = new ArrayList<>();
    final List<Address> addresses = new ArrayList<>();
    final List<Means> means = new ArrayList<>();
    final List<Exposure> exposures = new ArrayList<>();

    /** The session that it belongs to, if its beginning was seen and its end was not before. */
    @Nullable
    Visit visit;

    /** The order that it belongs to, if its beginning was seen and its end was not before. */
    @Nullable
    Order order;

    void clear(byte[] line) {
        bytes = line;
        mark++;
        position = 0;
        time = 0;
        type = null;
        correlation = null;
        envelopeFault = null;
        dataFault = null;
        items.clear();
        variants.clear();
        markets.clear();
        cart.clear();
        prices.clear();
        addresses.clear();
        means.clear();
        exposures.clear();
        visit = null;
        order = null;
    }

    /** Its type, known by now. */
    Type type() {
        if (type == null) {
            throw new IllegalStateException("line " + line + " has no known type");
        }
        return type;
    }

    boolean has(Field field) {
        return marks[field.ordinal()] == mark;
    }

    void mark(Field field) {
        marks[field.ordinal()] = mark;
    }

    /** The first of these that is not there, or null. */
    @Nullable
    Field missing(List<Field> fields) {
        for (int i = 0; i < fields.size(); i++) {
            if (!has(fields.get(i))) {
                return fields.get(i);
            }
        }
        return null;
    }

    /** Takes in an element of one of its lists. */
    void add(Field list, Event element) {
        switch (list) {
            case ITEMS -> items.add(new Item(element));
            case VARIANTS -> variants.add(element.id(Field.VARIANT_ID));
            case CART -> cart.add(new Visit.Pieces(element.id(Field.VARIANT_ID), element.number(Field.QUANTITY)));
            case PRICES ->
                prices.add(new Price(
                        element.text(Field.MARKET), element.number(Field.UNIT_PRICE), element.text(Field.CURRENCY)));
            case ADDRESSES ->
                addresses.add(new Address(
                        element.id(Field.ADDRESS_ID),
                        element.text(Field.CITY),
                        element.text(Field.STATE),
                        element.text(Field.POSTAL_CODE),
                        element.text(Field.COUNTRY)));
            case PAYMENT_METHODS ->
                means.add(new Means(
                        element.id(Field.PAYMENT_METHOD_ID),
                        element.number(Field.LIMIT),
                        element.text(Field.CURRENCY),
                        element.text(Field.CARD_NUMBER)));
            case EXPERIMENTS ->
                exposures.add(new Exposure(element.text(Field.EXPERIMENT), element.text(Field.VARIANT)));
            default -> throw new IllegalArgumentException(list.wireName() + " is no list");
        }
    }

    UUID id(Field field) {
        return has(field) ? new UUID(values[field.ordinal()], lows[field.ordinal()]) : NOWHERE;
    }

    /** When what this id names came into being: the first 48 bits of a UUIDv7. */
    long idTime(Field field) {
        return values[field.ordinal()] >>> 16;
    }

    static long timeOf(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }

    boolean flag(Field field) {
        return has(field) && values[field.ordinal()] == 1;
    }

    /** A number, an amount in minor units, an instant in milliseconds or a date in days. */
    long number(Field field) {
        return has(field) ? values[field.ordinal()] : 0;
    }

    String text(Field field) {
        if (!has(field)) {
            return "";
        }
        String text = texts[field.ordinal()];
        return text != null
                ? text
                : new String(bytes, starts[field.ordinal()], stops[field.ordinal()] - starts[field.ordinal()], UTF_8);
    }

    boolean is(Field field, String expected) {
        int start = starts[field.ordinal()];
        if (stops[field.ordinal()] - start != expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (bytes[start + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    void faultInEnvelope(String fault) {
        if (envelopeFault == null) {
            envelopeFault = fault;
        }
    }

    void faultInData(String fault) {
        if (dataFault == null) {
            dataFault = fault;
        }
    }

    /** An amount as people read it. */
    static String money(long minor) {
        return java.math.BigDecimal.valueOf(minor, 2).toPlainString();
    }

    static String instant(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
