package dev.faux.api;

import dev.faux.shop.Money;
import dev.faux.shop.OrderEvent.Line;
import dev.faux.shop.OrderEvent.OrderPlaced;
import dev.faux.shop.Uuids;
import dev.faux.simulation.History;
import dev.faux.simulation.Profiles;
import dev.faux.view.Order;
import dev.faux.view.OrderItem;
import java.math.BigDecimal;
import java.time.Instant;

/** Shows an order that has just been placed as it will be stored. */
final class PlacedOrders {

    private final Profiles profiles;
    private final Uuids uuids;

    PlacedOrders(History history) {
        this.profiles = new Profiles(history);
        this.uuids = history.uuids();
    }

    /** One after the other: profiles are for one thread at a time. */
    synchronized Order order(OrderPlaced placed) {
        Instant at = Instant.ofEpochMilli(placed.order().at());
        return new Order(
                uuids.of(placed.order()),
                uuids.of(placed.customer()),
                placed.session() == null ? null : uuids.of(placed.session()),
                placed.status().wireName(),
                at,
                at,
                placed.market(),
                uuids.of(placed.address()),
                profiles.address(placed.address()).toString(),
                placed.shippingMethod(),
                amount(placed.subtotal()),
                amount(placed.discount()),
                amount(placed.shipping()),
                amount(placed.tax()),
                amount(placed.total()),
                placed.total().currency().name(),
                placed.lines().stream().map(this::item).toList());
    }

    private OrderItem item(Line line) {
        return new OrderItem(
                uuids.of(line.item()),
                uuids.of(line.product()),
                uuids.of(line.variant()),
                line.quantity(),
                amount(line.price()),
                amount(line.total()),
                amount(line.discount()),
                uuids.of(line.shipment()),
                uuids.of(line.warehouse()),
                line.isBackOrdered());
    }

    private static String amount(Money money) {
        return BigDecimal.valueOf(money.minor(), money.currency().decimals()).toPlainString();
    }
}
