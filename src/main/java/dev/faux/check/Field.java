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
    ADDRESS_ID(Form.ID),
    PAYMENT_METHOD_ID(Form.ID),
    PARENT_ID(Form.ID),
    VARIANT_ID(Form.ID),
    RETURN_ID(Form.ID),
    REVIEW_ID(Form.ID),
    TICKET_ID(Form.ID),
    PROMOTION_ID(Form.ID),
    QUANTITY(Form.NUMBER),
    ON_HAND(Form.NUMBER),
    RESERVED(Form.NUMBER),
    ATTEMPT(Form.NUMBER),
    LOYALTY_POINTS(Form.NUMBER),
    MINIMUM_AGE(Form.NUMBER),
    RATING(Form.NUMBER),
    RESULTS(Form.NUMBER),
    PERCENT(Form.NUMBER),
    ITEMS(Form.COUNT_OR_LIST),
    CART(Form.LIST),
    PRICES(Form.LIST),
    VARIANTS(Form.LIST),
    SERVES(Form.WORDS),
    EXCLUDED_MARKETS(Form.WORDS),
    ADDRESSES(Form.LIST),
    PAYMENT_METHODS(Form.LIST),
    EXPERIMENTS(Form.LIST),
    TAKES_BACK_ORDERS(Form.FLAG),
    BACK_ORDERED(Form.FLAG),
    FRAUD_SUSPECTED(Form.FLAG),
    EMAIL_CONSENT(Form.FLAG),
    SMS_CONSENT(Form.FLAG),
    PROFILING_CONSENT(Form.FLAG),
    LIMIT(Form.MONEY),
    UNIT_PRICE(Form.MONEY),
    TOTAL(Form.MONEY),
    SUBTOTAL(Form.MONEY),
    DISCOUNT(Form.MONEY),
    SHIPPING(Form.MONEY),
    TAX(Form.MONEY),
    AMOUNT(Form.MONEY),
    CREATED_AT(Form.TIME),
    STARTED_AT(Form.TIME),
    PROMISED_BY(Form.TIME),
    ENDS_AT(Form.TIME),
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
    ORIGIN(Form.TEXT),
    PAGE(Form.TEXT),
    QUERY(Form.TEXT),
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
    COUNTRY(Form.TEXT),
    MARKET(Form.TEXT),
    SEGMENT(Form.TEXT),
    BRAND(Form.TEXT),
    SEASON(Form.TEXT),
    TITLE(Form.TEXT),
    TOPIC(Form.TEXT),
    RESOLUTION(Form.TEXT),
    KIND(Form.TEXT),
    AREA(Form.TEXT),
    CARD_NUMBER(Form.TEXT),
    EXPERIMENT(Form.TEXT),
    VARIANT(Form.TEXT);

    /** How a value is written. */
    enum Form {
        ID("UUID"),
        NUMBER("integer"),
        MONEY("amount, a string with the decimals of its currency"),
        TIME("instant, RFC 3339 UTC with three decimals"),
        DATE("date"),
        TEXT("text"),
        FLAG("true or false"),
        LIST("list of objects"),
        WORDS("list of texts"),
        /** A number in one event, a list in another. */
        COUNT_OR_LIST("integer and no list of objects");

        private final String noun;

        Form(String noun) {
            this.noun = noun;
        }

        String noun() {
            return noun;
        }
    }

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
}
