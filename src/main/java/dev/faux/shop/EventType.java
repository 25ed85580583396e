package dev.faux.shop;

import static dev.faux.shop.EventType.Topic.CATALOGUE;
import static dev.faux.shop.EventType.Topic.CLICKSTREAM;
import static dev.faux.shop.EventType.Topic.CUSTOMERS;
import static dev.faux.shop.EventType.Topic.ORDERS;
import static dev.faux.shop.EventType.Topic.STOCK;

/**
 * The name of each event as the outside sees it, and the stream that it travels in. The order is part of the digest: add at
 * the end.
 */
public enum EventType {
    WAREHOUSE_OPENED("warehouse.opened", CATALOGUE),
    VENDOR_JOINED("vendor.joined", CATALOGUE),
    CATEGORY_CREATED("category.created", CATALOGUE),
    PRODUCT_LAUNCHED("product.launched", CATALOGUE),
    CUSTOMER_INTRODUCED("customer.introduced", CUSTOMERS),
    CUSTOMER_REGISTERED("customer.registered", CUSTOMERS),
    SESSION_STARTED("session.started", CLICKSTREAM),
    PAGE_VIEWED("page.viewed", CLICKSTREAM),
    PRODUCT_VIEWED("product.viewed", CLICKSTREAM),
    PRODUCT_ADDED("product.added", CLICKSTREAM),
    PRODUCT_REMOVED("product.removed", CLICKSTREAM),
    CHECKOUT_STARTED("checkout.started", CLICKSTREAM),
    CHECKOUT_CANCELLED("checkout.cancelled", CLICKSTREAM),
    CHECKOUT_FAILED("checkout.failed", CLICKSTREAM),
    PAYMENT_INFO_ENTERED("payment_info.entered", CLICKSTREAM),
    SESSION_ENDED("session.ended", CLICKSTREAM),
    ORDER_PLACED("order.placed", ORDERS),
    ORDER_CONFIRMED("order.confirmed", ORDERS),
    ORDER_PREPARING("order.preparing", ORDERS),
    ORDER_REQUEUED("order.requeued", ORDERS),
    ORDER_READY("order.ready", ORDERS),
    ORDER_SHIPPED("order.shipped", ORDERS),
    ORDER_DELIVERY_ATTEMPT_FAILED("order.delivery_attempt_failed", ORDERS),
    ORDER_DELIVERED("order.delivered", ORDERS),
    ORDER_FAILED("order.failed", ORDERS),
    ORDER_CANCELLED("order.cancelled", ORDERS),
    PAYMENT_AUTHORISED("payment.authorised", ORDERS),
    PAYMENT_DECLINED("payment.declined", ORDERS),
    PAYMENT_CAPTURED("payment.captured", ORDERS),
    PAYMENT_REFUNDED("payment.refunded", ORDERS),
    STOCK_RESERVED("stock.reserved", STOCK),
    STOCK_DEDUCTED("stock.deducted", STOCK),
    STOCK_RELEASED("stock.released", STOCK),
    STOCK_RESTOCKED("stock.restocked", STOCK),
    STOCK_DEPLETED("stock.depleted", STOCK),
    CUSTOMER_UPDATED("customer.updated", CUSTOMERS),
    RETURN_REQUESTED("return.requested", ORDERS),
    RETURN_RECEIVED("return.received", ORDERS),
    REVIEW_POSTED("review.posted", ORDERS),
    TICKET_OPENED("ticket.opened", ORDERS),
    TICKET_CLOSED("ticket.closed", ORDERS),
    PRODUCTS_SEARCHED("products.searched", CLICKSTREAM),
    PRODUCT_ADDED_TO_WISHLIST("product.added_to_wishlist", CLICKSTREAM),
    PRODUCT_EDITED("product.edited", CATALOGUE),
    PRODUCT_RETIRED("product.retired", CATALOGUE),
    PRICE_CHANGED("price.changed", CATALOGUE),
    PROMOTION_STARTED("promotion.started", CATALOGUE),
    PROMOTION_ENDED("promotion.ended", CATALOGUE),
    INTENSITY_CHANGED("intensity.changed", CATALOGUE);

    /** The streams that the events are parted into. */
    public enum Topic {
        CLICKSTREAM,
        ORDERS,
        STOCK,
        CATALOGUE,
        CUSTOMERS
    }

    private final String wireName;
    private final Topic topic;

    EventType(String wireName, Topic topic) {
        this.wireName = wireName;
        this.topic = topic;
    }

    public String wireName() {
        return wireName;
    }

    public Topic topic() {
        return topic;
    }
}
