package dev.faux.check;

import dev.faux.check.Order.Goods;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stock: that the counts follow from the goods that move, and that goods follow their order. */
final class Shelves implements Inspector {

    /** Where the pieces of one variant lie in one warehouse. */
    private record Spot(UUID variant, UUID warehouse) {}

    private static final class Shelf {

        private long onHand;
        private long reserved;
        private int breaks;
        private @Nullable UUID correlation;
    }

    private final Stream stream;
    private final Memory memory;
    private final Map<Spot, Shelf> shelves = new HashMap<>();
    private final Rule counts;
    private final Rule negative;
    private final Rule depletion;
    private final Rule follows;
    private @Nullable Shelf emptied;
    private Place emptiedAt = new Place(0, "");

    Shelves(Rules rules, Stream stream, Memory memory) {
        this.stream = stream;
        this.memory = memory;
        counts = rules.add(
                "stock-adds-up", "on_hand and reserved are what they were before and what the event says moved.");
        negative = rules.add("stock-never-negative", "0 <= reserved <= on_hand.");
        depletion = rules.add(
                "depleted-when-nothing-is-free",
                "stock.depleted comes directly after the last free piece was reserved, and only then.");
        follows = rules.add(
                "stock-follows-the-order",
                "Each line of an order is reserved as it is placed or comes in, deducted as it is packed, released as it is"
                        + " cancelled, and back when it could not be delivered or was sent back.");
    }

    @Override
    public void inspect(Event event) {
        depletedNext(event);
        if (!event.type().isOfStock()) {
            return;
        }
        long onHand = event.number(Field.ON_HAND);
        long reserved = event.number(Field.RESERVED);
        negative.expect(
                event,
                reserved >= 0 && reserved <= onHand,
                () -> "on_hand " + onHand + " and reserved " + reserved + ", expected 0 <= reserved <= on_hand");
        Shelf shelf = shelf(event);
        if (stream.unbrokenSince(shelf.breaks)) {
            count(event, shelf, onHand, reserved);
        }
        shelf.breaks = stream.breaks();
        shelf.onHand = onHand;
        shelf.reserved = reserved;
        if (event.type == Type.STOCK_RESERVED && onHand == reserved) {
            emptied = shelf;
            emptiedAt = Place.of(event);
            shelf.correlation = event.correlation;
        }
        if (event.order != null) {
            goods(event, event.order);
        }
    }

    private Shelf shelf(Event event) {
        Spot spot = new Spot(event.id(Field.VARIANT_ID), event.id(Field.WAREHOUSE_ID));
        Shelf shelf = shelves.get(spot);
        if (shelf == null) {
            shelf = new Shelf();
            // Only who has seen everything knows that nothing was there before.
            shelf.breaks = stream.isWhole() ? stream.breaks() : -1;
            shelves.put(spot, shelf);
        }
        return shelf;
    }

    private void count(Event event, Shelf shelf, long onHand, long reserved) {
        long quantity = event.number(Field.QUANTITY);
        long moved = switch (event.type()) {
            case STOCK_DEDUCTED -> -quantity;
            case STOCK_RESTOCKED -> quantity;
            default -> 0;
        };
        long promised = switch (event.type()) {
            case STOCK_RESERVED -> quantity;
            case STOCK_DEDUCTED, STOCK_RELEASED -> -quantity;
            default -> 0;
        };
        long expectedOnHand = shelf.onHand + moved;
        long expectedReserved = shelf.reserved + promised;
        counts.expect(
                event,
                onHand == expectedOnHand && reserved == expectedReserved,
                () -> "on_hand " + onHand + " and reserved " + reserved + ", expected " + expectedOnHand + " and "
                        + expectedReserved);
    }

    /** Judges {@code stock.depleted}, and its absence. */
    private void depletedNext(Event event) {
        Shelf awaiting = emptied;
        emptied = null;
        boolean isDepleted = event.type == Type.STOCK_DEPLETED;
        Shelf shelf = isDepleted ? shelf(event) : null;
        if (awaiting != null && stream.unbrokenSince(awaiting.breaks) && shelf != awaiting) {
            depletion.expect(
                    emptiedAt, false, () -> "the last free piece was reserved, expected stock.depleted directly after");
        }
        if (shelf != null && stream.unbrokenSince(shelf.breaks)) {
            depletion.expect(
                    event,
                    shelf == awaiting,
                    () -> "stock.depleted with on_hand " + event.number(Field.ON_HAND) + " and reserved "
                            + event.number(Field.RESERVED) + ", expected directly after the last free piece went");
            depletion.expect(
                    event,
                    java.util.Objects.equals(event.correlation, shelf.correlation),
                    () -> "correlationid " + event.correlation + ", expected that of the reservation, "
                            + shelf.correlation);
        }
    }

    private void goods(Event event, Order order) {
        Goods expected;
        Goods becomes;
        switch (event.type()) {
            case STOCK_RESERVED -> {
                expected = Goods.FREE;
                becomes = Goods.RESERVED;
                Parcel parcel = order.parcel(event.id(Field.SHIPMENT_ID));
                if (parcel != null && parcel.goodsAt == 0) {
                    parcel.goodsAt = event.time;
                }
            }
            case STOCK_DEDUCTED -> {
                expected = Goods.RESERVED;
                becomes = Goods.DEDUCTED;
            }
            case STOCK_RELEASED -> {
                expected = Goods.RESERVED;
                becomes = Goods.RELEASED;
            }
            case STOCK_RESTOCKED -> {
                expected = Goods.DEDUCTED;
                becomes = Goods.BACK;
            }
            default -> {
                return;
            }
        }
        if (!memory.isUnbroken(order)) {
            return;
        }
        int line = line(event, order, expected);
        follows.expect(
                event,
                line >= 0 && becomes == order.goodsDue(order.items.get(line)),
                () -> event.number(Field.QUANTITY) + " of variant " + event.id(Field.VARIANT_ID) + " for order "
                        + order.id + " which is " + order.status().wireName()
                        + ", expected a line of it with this quantity, from this warehouse, whose goods are "
                        + expected);
        if (line >= 0) {
            order.goods[line] = becomes;
        }
    }

    private static int line(Event event, Order order, Goods goods) {
        UUID variant = event.id(Field.VARIANT_ID);
        for (int i = 0; i < order.goods.length; i++) {
            Event.Item item = order.items.get(i);
            if (order.goods[i] == goods
                    && item.variant.equals(variant)
                    && item.warehouse.equals(event.id(Field.WAREHOUSE_ID))
                    && (!event.has(Field.SHIPMENT_ID) || item.shipment.equals(event.id(Field.SHIPMENT_ID)))
                    && item.quantity == event.number(Field.QUANTITY)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void settle(Order order) {
        for (int i = 0; i < order.goods.length; i++) {
            Goods goods = order.goods[i];
            Event.Item item = order.items.get(i);
            Goods due = order.goodsDue(item);
            follows.expect(
                    order.owedFor,
                    goods == due,
                    () -> item.quantity + " of variant " + item.variant + " for order " + order.id + " are " + goods
                            + ", expected " + due);
        }
    }
}
