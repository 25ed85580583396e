package dev.faux.check;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What customers do with an order once they have it, and what they get for it. */
final class Aftersales implements Inspector {

    private static final long PERIOD = 14 * Hours.DAY;

    private final Memory memory;
    /** The loyalty points of customers, and those that are due. */
    private final LongMap pointsOf = new LongMap();

    private final LongMap thanks = new LongMap();
    private final Rule returns;
    private final Rule reviews;
    private final Rule tickets;
    private final Rule points;

    Aftersales(Rules rules, Memory memory) {
        this.memory = memory;
        returns = rules.add(
                "return-of-what-was-delivered",
                "What is sent back was delivered in that order within 14 days before, goes back once, and is received"
                        + " once.");
        reviews = rules.add(
                "review-of-what-was-delivered",
                "What is reviewed, once and with 1 to 5 stars, was delivered in that order within 14 days before.");
        tickets = rules.add("ticket-opens-and-closes", "A ticket is opened for a paid order, and closed at most once.");
        points = rules.add(
                "loyalty-points",
                "A customer's points grow by the whole units of an order's total once all of it has ended and some of"
                        + " it was delivered, and by nothing else.");
    }

    @Override
    public void inspect(Event event) {
        Order order = event.order;
        switch (event.type()) {
            case CUSTOMER_INTRODUCED, CUSTOMER_REGISTERED ->
                pointsOf.put(Hashes.of(event.id(Field.USER_ID)), event.number(Field.LOYALTY_POINTS));
            case CUSTOMER_UPDATED -> updated(event);
            case ORDER_DELIVERED, ORDER_FAILED -> {
                if (order != null && order.status() == Order.Status.DELIVERED) {
                    thanks.put(Hashes.of(order.customer), order.total / 100);
                }
            }
            default -> {}
        }
        if (order == null || !memory.isUnbroken(order)) {
            return;
        }
        switch (event.type()) {
            case RETURN_REQUESTED -> requested(event, order);
            case RETURN_RECEIVED -> received(event, order);
            case REVIEW_POSTED -> reviewed(event, order);
            case TICKET_OPENED -> {
                boolean isNew = order.openTickets.add(event.id(Field.TICKET_ID));
                tickets.expect(
                        event,
                        isNew && order.isPaid(),
                        () -> "ticket_id " + event.id(Field.TICKET_ID) + ", expected a new one of a paid order");
            }
            case TICKET_CLOSED -> {
                boolean wasOpen = order.openTickets.remove(event.id(Field.TICKET_ID));
                tickets.expect(
                        event,
                        wasOpen,
                        () -> "ticket_id " + event.id(Field.TICKET_ID) + " closed, expected one that is open");
            }
            default -> {}
        }
    }

    private void updated(Event event) {
        long customer = Hashes.of(event.id(Field.USER_ID));
        long before = pointsOf.get(customer, -1);
        long due = thanks.get(customer, 0);
        thanks.put(customer, 0);
        long found = event.number(Field.LOYALTY_POINTS);
        if (before >= 0 && memory.isWhole()) {
            points.expect(
                    event,
                    found == before + due,
                    () -> "loyalty_points " + found + ", expected " + (before + due) + ", " + due
                            + " more than before");
        }
        pointsOf.put(customer, found);
    }

    private void requested(Event event, Order order) {
        UUID id = event.id(Field.RETURN_ID);
        for (Event.Item line : event.items) {
            Event.Item item = order.item(line.id);
            returns.expect(
                    event,
                    item != null && item.quantity == line.quantity && isInHand(order, item, event.time),
                    () -> "item " + line.id + " is sent back, expected one that was delivered within 14 days");
            returns.expect(
                    event, order.sentBack.add(line.id), () -> "item " + line.id + " is sent back again, expected once");
        }
        List<Event.Item> lines = order.items.stream()
                .filter(item -> event.items.stream().anyMatch(line -> line.id.equals(item.id)))
                .toList();
        order.returns.put(id, lines);
        order.awaited.add(id);
    }

    private void received(Event event, Order order) {
        UUID id = event.id(Field.RETURN_ID);
        returns.expect(
                event, order.awaited.remove(id), () -> "return_id " + id + " received, expected one that is awaited");
        memory.owes(order, event);
    }

    private void reviewed(Event event, Order order) {
        UUID id = event.id(Field.ORDER_ITEM_ID);
        Event.Item item = order.item(id);
        reviews.expect(
                event,
                item != null && item.product.equals(event.id(Field.PRODUCT_ID)) && isInHand(order, item, event.time),
                () -> "item " + id + " is reviewed, expected one that was delivered within 14 days");
        reviews.expect(event, order.reviewed.add(id), () -> "item " + id + " is reviewed again, expected once");
        long rating = event.number(Field.RATING);
        reviews.expect(event, rating >= 1 && rating <= 5, () -> "rating " + rating + ", expected 1 to 5");
    }

    private static boolean isInHand(Order order, Event.@Nullable Item item, long now) {
        Parcel parcel = item == null ? null : order.parcel(item.shipment);
        return parcel != null && parcel.deliveredAt > 0 && now - parcel.deliveredAt < PERIOD;
    }

    @Override
    public void settle(Order order) {
        long due = thanks.get(Hashes.of(order.customer), 0);
        if (memory.isWhole()) {
            points.expect(
                    order.owedFor,
                    due == 0,
                    () -> "customer " + order.customer + " got no loyalty points, expected " + due + " for order "
                            + order.id);
        }
    }
}
