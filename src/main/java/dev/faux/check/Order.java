package dev.faux.check;

import dev.faux.check.Event.Item;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is remembered of an order until it ends. Instants are 0 until they come. */
final class Order {

    /** Where it stands. */
    enum Status {
        WAITING,
        PREPARATION,
        READY,
        SHIPPED,
        DELIVERY_ATTEMPT_FAILED,
        DELIVERED,
        FAILED,
        CANCELLED;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        String wireName() {
            return wireName;
        }

        boolean isEnd() {
            return this == DELIVERED || this == FAILED || this == CANCELLED;
        }
    }

    /** Where the goods of one of its lines are. */
    enum Goods {
        FREE,
        RESERVED,
        DEDUCTED,
        RELEASED
    }

    final UUID id;
    final UUID customer;
    final @Nullable UUID session;
    final String market;
    final long total;
    final List<Item> items;
    final Goods[] goods;
    final long placedAt;
    final int breaks;

    Status status = Status.WAITING;
    long confirmedAt;
    long readyAt;
    long attemptFailedAt;
    long attempts;

    @Nullable
    UUID shipment;

    int declines;
    boolean declinedNow;

    @Nullable
    UUID payment;

    long authorisedAtPosition;
    long capturedAtPosition;
    long captured;
    long refunded;
    int refunds;

    /** The last event that something had to follow at once, and its instant. */
    Place owedFor;

    long owedAt;
    boolean owes;

    Order(Event placed, int breaks) {
        id = placed.id(Field.ORDER_ID);
        customer = placed.id(Field.USER_ID);
        session = placed.has(Field.SESSION_ID) ? placed.id(Field.SESSION_ID) : null;
        market = placed.text(Field.MARKET);
        total = placed.number(Field.TOTAL);
        items = List.copyOf(placed.items);
        goods = new Goods[items.size()];
        java.util.Arrays.fill(goods, Goods.FREE);
        placedAt = placed.time;
        owedFor = Place.of(placed);
        this.breaks = breaks;
    }

    boolean isPaid() {
        return capturedAtPosition > 0;
    }

    boolean isConfirmed() {
        return confirmedAt > 0;
    }

    /** Where the goods of each of its lines have to be now. */
    Goods goodsDue() {
        return switch (status) {
            case WAITING, PREPARATION -> Goods.RESERVED;
            case CANCELLED -> Goods.RELEASED;
            case READY, SHIPPED, DELIVERY_ATTEMPT_FAILED, DELIVERED, FAILED -> Goods.DEDUCTED;
        };
    }
}
