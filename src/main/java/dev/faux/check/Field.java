package dev.faux.check;

import java.util.Locale;

/** The fields that an event's data can have: the name is the constant's own, in small letters. */
enum Field {
    WAREHOUSE_ID(Form.ID),
    VENDOR_ID(Form.ID),
    CATEGORY_ID(Form.ID),
    PRODUCT_ID(Form.ID),
    USER_ID(Form.ID),
    SESSION_ID(Form.ID),
    ORDER_ID(Form.ID),
    ORDER_ITEM_ID(Form.ID),
    PAYMENT_ID(Form.ID),
    REFUND_ID(Form.ID),
    SHIPMENT_ID(Form.ID),
    QUANTITY(Form.NUMBER),
    ON_HAND(Form.NUMBER),
    RESERVED(Form.NUMBER),
    ATTEMPT(Form.NUMBER),
    ITEMS(Form.COUNT_OR_LINES),
    UNIT_PRICE(Form.MONEY),
    TOTAL(Form.MONEY),
    SUBTOTAL(Form.MONEY),
    DISCOUNT(Form.MONEY),
    SHIPPING(Form.MONEY),
    TAX(Form.MONEY),
    AMOUNT(Form.MONEY),
    CREATED_AT(Form.TIME),
    STARTED_AT(Form.TIME),
    BIRTH_DATE(Form.DATE),
    STATUS(Form.TEXT),
    CURRENCY(Form.TEXT),
    REASON(Form.TEXT),
    SHIPPING_ADDRESS(Form.TEXT),
    SHIPPING_METHOD(Form.TEXT),
    PAYMENT_METHOD(Form.TEXT),
    CARRIER(Form.TEXT),
    CHANNEL(Form.TEXT),
    DEVICE(Form.TEXT),
    PAGE(Form.TEXT),
    SKU(Form.TEXT),
    NAME(Form.TEXT),
    EMAIL(Form.TEXT),
    USERNAME(Form.TEXT),
    FIRST_NAME(Form.TEXT),
    LAST_NAME(Form.TEXT),
    PHONE_NUMBER(Form.TEXT),
    ADDRESS(Form.TEXT),
    CITY(Form.TEXT),
    STATE(Form.TEXT),
    POSTAL_CODE(Form.TEXT),
    COUNTRY(Form.TEXT);

    /** How a value is written. */
    enum Form {
        ID("UUID"),
        NUMBER("integer"),
        MONEY("amount, a string with the decimals of its currency"),
        TIME("instant, RFC 3339 UTC with three decimals"),
        DATE("date"),
        TEXT("text"),
        /** A number in one event, a list of order lines in another. */
        COUNT_OR_LINES("integer and no list of order lines");

        private final String noun;

        Form(String noun) {
            this.noun = noun;
        }

        String noun() {
            return noun;
        }
    }

    private static final Field[] ALL = values();

    private final Form form;
    private final String wireName;

    Field(Form form) {
        this.form = form;
        this.wireName = name().toLowerCase(Locale.ROOT);
    }

    Form form() {
        return form;
    }

    String wireName() {
        return wireName;
    }

    /** Its place in a set of fields that is a {@code long}. */
    long bit() {
        return 1L << ordinal();
    }

    static long set(Field... fields) {
        long set = 0;
        for (Field field : fields) {
            set |= field.bit();
        }
        return set;
    }

    /** The first field of a set that is not empty. */
    static Field first(long set) {
        return ALL[Long.numberOfTrailingZeros(set)];
    }
}
