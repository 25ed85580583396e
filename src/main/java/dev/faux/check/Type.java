package dev.faux.check;

import static dev.faux.check.Field.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The events that there can be: whose they are, and what their data must hold. */
enum Type {
    WAREHOUSE_OPENED("warehouse.opened", Key.WAREHOUSE, NAME, CITY, COUNTRY, SERVES),
    VENDOR_JOINED("vendor.joined", Key.VENDOR, NAME, COUNTRY),
    CATEGORY_CREATED("category.created", Key.CATEGORY, NAME),
    PRODUCT_LAUNCHED(
            "product.launched",
            Key.PRODUCT,
            SKU,
            NAME,
            BRAND,
            CATEGORY_ID,
            VENDOR_ID,
            UNIT_PRICE,
            CURRENCY,
            PRICES,
            VARIANTS,
            TAKES_BACK_ORDERS,
            CREATED_AT),
    CUSTOMER_INTRODUCED("customer.introduced", Key.CUSTOMER),
    CUSTOMER_REGISTERED("customer.registered", Key.CUSTOMER),
    SESSION_STARTED("session.started", Key.SESSION, MARKET, CHANNEL, DEVICE),
    PAGE_VIEWED("page.viewed", Key.SESSION, PAGE),
    PRODUCT_VIEWED("product.viewed", Key.SESSION, PRODUCT_ID, UNIT_PRICE, CURRENCY),
    PRODUCT_ADDED("product.added", Key.SESSION, PRODUCT_ID, VARIANT_ID, QUANTITY, UNIT_PRICE, CURRENCY),
    PRODUCT_REMOVED("product.removed", Key.SESSION, PRODUCT_ID, VARIANT_ID, QUANTITY),
    CHECKOUT_STARTED("checkout.started", Key.SESSION, ITEMS, SUBTOTAL, CURRENCY),
    CHECKOUT_CANCELLED("checkout.cancelled", Key.SESSION),
    CHECKOUT_FAILED("checkout.failed", Key.SESSION, REASON),
    PAYMENT_INFO_ENTERED("payment_info.entered", Key.SESSION, PAYMENT_METHOD_ID, PAYMENT_METHOD),
    SESSION_ENDED("session.ended", Key.SESSION, STARTED_AT),
    ORDER_PLACED(
            "order.placed",
            Key.ORDER,
            STATUS,
            ORIGIN,
            CREATED_AT,
            MARKET,
            ADDRESS_ID,
            SHIPPING_ADDRESS,
            SHIPPING_METHOD,
            PROMISED_BY,
            SUBTOTAL,
            DISCOUNT,
            SHIPPING,
            TAX,
            TOTAL,
            CURRENCY,
            FRAUD_SUSPECTED,
            ITEMS),
    ORDER_CONFIRMED("order.confirmed", Key.ORDER, STATUS),
    ORDER_PREPARING("order.preparing", Key.ORDER, STATUS, SHIPMENT_ID),
    ORDER_REQUEUED("order.requeued", Key.ORDER, STATUS, SHIPMENT_ID),
    ORDER_READY("order.ready", Key.ORDER, STATUS, SHIPMENT_ID),
    ORDER_SHIPPED("order.shipped", Key.ORDER, STATUS, SHIPMENT_ID, ATTEMPT, CARRIER),
    ORDER_DELIVERY_ATTEMPT_FAILED("order.delivery_attempt_failed", Key.ORDER, STATUS, SHIPMENT_ID, ATTEMPT, REASON),
    ORDER_DELIVERED("order.delivered", Key.ORDER, STATUS, SHIPMENT_ID, ATTEMPT),
    ORDER_FAILED("order.failed", Key.ORDER, STATUS, SHIPMENT_ID, ATTEMPT, REASON),
    ORDER_CANCELLED("order.cancelled", Key.ORDER, STATUS, REASON),
    PAYMENT_AUTHORISED(
            "payment.authorised", Key.ORDER, PAYMENT_ID, AMOUNT, CURRENCY, PAYMENT_METHOD_ID, PAYMENT_METHOD),
    PAYMENT_DECLINED(
            "payment.declined", Key.ORDER, PAYMENT_ID, AMOUNT, CURRENCY, PAYMENT_METHOD_ID, PAYMENT_METHOD, REASON),
    PAYMENT_CAPTURED("payment.captured", Key.ORDER, PAYMENT_ID, AMOUNT, CURRENCY, PAYMENT_METHOD_ID, PAYMENT_METHOD),
    PAYMENT_REFUNDED("payment.refunded", Key.ORDER, REFUND_ID, PAYMENT_ID, AMOUNT, CURRENCY, REASON),
    STOCK_RESERVED(
            "stock.reserved",
            Key.PRODUCT,
            VARIANT_ID,
            WAREHOUSE_ID,
            ON_HAND,
            RESERVED,
            QUANTITY,
            ORDER_ID,
            SHIPMENT_ID),
    STOCK_DEDUCTED(
            "stock.deducted",
            Key.PRODUCT,
            VARIANT_ID,
            WAREHOUSE_ID,
            ON_HAND,
            RESERVED,
            QUANTITY,
            ORDER_ID,
            SHIPMENT_ID),
    STOCK_RELEASED(
            "stock.released",
            Key.PRODUCT,
            VARIANT_ID,
            WAREHOUSE_ID,
            ON_HAND,
            RESERVED,
            QUANTITY,
            ORDER_ID,
            SHIPMENT_ID),
    STOCK_RESTOCKED("stock.restocked", Key.PRODUCT, VARIANT_ID, WAREHOUSE_ID, ON_HAND, RESERVED, QUANTITY, REASON),
    STOCK_DEPLETED("stock.depleted", Key.PRODUCT, VARIANT_ID, WAREHOUSE_ID, ON_HAND, RESERVED),
    CUSTOMER_UPDATED("customer.updated", Key.CUSTOMER),
    RETURN_REQUESTED("return.requested", Key.ORDER, RETURN_ID, REASON, ITEMS),
    RETURN_RECEIVED("return.received", Key.ORDER, RETURN_ID),
    REVIEW_POSTED("review.posted", Key.ORDER, REVIEW_ID, ORDER_ITEM_ID, PRODUCT_ID, RATING, TITLE),
    TICKET_OPENED("ticket.opened", Key.ORDER, TICKET_ID, TOPIC),
    TICKET_CLOSED("ticket.closed", Key.ORDER, TICKET_ID, RESOLUTION),
    PRODUCTS_SEARCHED("products.searched", Key.SESSION, QUERY, RESULTS),
    PRODUCT_ADDED_TO_WISHLIST("product.added_to_wishlist", Key.SESSION, PRODUCT_ID, UNIT_PRICE, CURRENCY),
    PRODUCT_EDITED("product.edited", PRODUCT_LAUNCHED),
    PRODUCT_RETIRED("product.retired", Key.PRODUCT),
    PRICE_CHANGED("price.changed", Key.PRODUCT, UNIT_PRICE, CURRENCY, PRICES),
    PROMOTION_STARTED("promotion.started", Key.PROMOTION, NAME, PERCENT, ENDS_AT),
    PROMOTION_ENDED("promotion.ended", Key.PROMOTION),
    INTENSITY_CHANGED("intensity.changed", Key.SHOP);

    /** The entity that an event is about, named before the slash of its subject. */
    enum Key {
        WAREHOUSE(Field.WAREHOUSE_ID),
        VENDOR(Field.VENDOR_ID),
        CATEGORY(Field.CATEGORY_ID),
        PRODUCT(Field.PRODUCT_ID),
        CUSTOMER(
                Field.USER_ID,
                EMAIL,
                USERNAME,
                FIRST_NAME,
                LAST_NAME,
                PHONE_NUMBER,
                ADDRESS,
                CITY,
                STATE,
                POSTAL_CODE,
                COUNTRY,
                MARKET,
                BIRTH_DATE,
                SEGMENT,
                LOYALTY_POINTS,
                EMAIL_CONSENT,
                SMS_CONSENT,
                PROFILING_CONSENT,
                ADDRESSES,
                PAYMENT_METHODS,
                CREATED_AT),
        SESSION(Field.SESSION_ID, USER_ID),
        ORDER(Field.ORDER_ID, USER_ID),
        PROMOTION(Field.PROMOTION_ID),
        /** The only one there is; it has no id. */
        SHOP;

        private final @Nullable Field id;
        private final List<Field> fields;

        Key(Field id, Field... others) {
            this.id = id;
            this.fields = joined(List.of(id), others);
        }

        Key() {
            this.id = null;
            this.fields = List.of();
        }

        /** The field of its data that says which one; null where there is but one. */
        @Nullable
        Field id() {
            return id;
        }

        String noun() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final String PREFIX = "dev.faux.";

    private final String wireName;
    private final Key key;
    private final List<Field> required;

    Type(String wireName, Key key, Field... fields) {
        this.wireName = wireName;
        this.key = key;
        this.required = joined(key.fields, fields);
    }

    /** One that tells the same as another. */
    Type(String wireName, Type like) {
        this.wireName = wireName;
        this.key = like.key;
        this.required = like.required;
    }

    String wireName() {
        return wireName;
    }

    Key key() {
        return key;
    }

    /** The fields that its data must have. */
    List<Field> required() {
        return required;
    }

    boolean isOfSession() {
        return key == Key.SESSION;
    }

    boolean isOfOrder() {
        return key == Key.ORDER;
    }

    boolean isOfStock() {
        return ordinal() >= STOCK_RESERVED.ordinal() && ordinal() <= STOCK_DEPLETED.ordinal();
    }

    /** Whether it tells all of a product. */
    boolean tellsProduct() {
        return this == PRODUCT_LAUNCHED || this == PRODUCT_EDITED;
    }

    /** Whether it tells what a product costs everywhere. */
    boolean tellsPrices() {
        return tellsProduct() || this == PRICE_CHANGED;
    }

    boolean isOfPayment() {
        return ordinal() >= PAYMENT_AUTHORISED.ordinal() && ordinal() <= PAYMENT_REFUNDED.ordinal();
    }

    private static List<Field> joined(List<Field> some, Field... others) {
        List<Field> all = new ArrayList<>(some);
        all.addAll(List.of(others));
        return List.copyOf(all);
    }
}
