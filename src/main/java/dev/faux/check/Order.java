package dev.faux.check;

import dev.faux.check.Event.Item;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
        RELEASED,
        BACK
    }

    final UUID id;
    final UUID customer;
    final @Nullable UUID session;
    final String market;
    final long total;
    /** What the lines cost together, less their discounts. */
    final long goodsTotal;

    final List<Item> items;
    final List<Parcel> parcels = new ArrayList<>(1);
    final Goods[] goods;
    final long placedAt;
    final long promisedBy;
    final int breaks;
    /** The lines of each return, by its id. */
    final Map<UUID, List<Item>> returns = new HashMap<>(0);

    /** Those that have not been received. */
    final Set<UUID> awaited = new HashSet<>(0);

    final Set<UUID> sentBack = new HashSet<>(0);
    final Set<UUID> reviewed = new HashSet<>(0);
    final Set<UUID> openTickets = new HashSet<>(0);

    boolean isCancelled;
    long confirmedAt;
    long endedAt;
    int declines;
    boolean declinedNow;

    @Nullable
    UUID payment;

    long authorisedAtPosition;
    long capturedAtPosition;
    long captured;
    long refunded;
    /** What has to be refunded at this instant, by the id of what it is for. */
    final Map<UUID, Long> refundsDue = new HashMap<>(0);

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
        goodsTotal = placed.number(Field.SUBTOTAL) - placed.number(Field.DISCOUNT);
        items = List.copyOf(placed.items);
        for (Item item : items) {
            if (parcel(item.shipment) == null) {
                parcels.add(new Parcel(item.shipment, item.isBackOrdered ? 0 : placed.time));
            }
        }
        goods = new Goods[items.size()];
        Arrays.fill(goods, Goods.FREE);
        placedAt = placed.time;
        promisedBy = placed.number(Field.PROMISED_BY);
        owedFor = Place.of(placed);
        this.breaks = breaks;
    }

    @Nullable
    Parcel parcel(UUID shipment) {
        for (Parcel parcel : parcels) {
            if (parcel.id.equals(shipment)) {
                return parcel;
            }
        }
        return null;
    }

    boolean isPaid() {
        return capturedAtPosition > 0;
    }

    boolean isConfirmed() {
        return confirmedAt > 0;
    }

    /** That of its least advanced shipment still open; once all have ended, delivered if any was. */
    Status status() {
        if (isCancelled) {
            return Status.CANCELLED;
        }
        Status least = null;
        boolean wasDelivered = false;
        for (Parcel parcel : parcels) {
            wasDelivered |= parcel.status == Status.DELIVERED;
            if (!parcel.status.isEnd() && (least == null || parcel.status.compareTo(least) < 0)) {
                least = parcel.status;
            }
        }
        if (least != null) {
            return least;
        }
        return wasDelivered ? Status.DELIVERED : Status.FAILED;
    }

    /** Where the goods of a line have to be now. */
    Goods goodsDue(Item item) {
        Parcel parcel = parcel(item.shipment);
        if (parcel == null || parcel.goodsAt == 0) {
            return Goods.FREE;
        }
        if (isCancelled) {
            return Goods.RELEASED;
        }
        return switch (parcel.status) {
            case WAITING, PREPARATION, CANCELLED -> Goods.RESERVED;
            case READY, SHIPPED, DELIVERY_ATTEMPT_FAILED -> Goods.DEDUCTED;
            case DELIVERED -> sentBack.contains(item.id) && !isOnItsWay(item) ? Goods.BACK : Goods.DEDUCTED;
            case FAILED -> Goods.BACK;
        };
    }

    private boolean isOnItsWay(Item item) {
        for (Map.Entry<UUID, List<Item>> each : returns.entrySet()) {
            if (awaited.contains(each.getKey()) && each.getValue().stream().anyMatch(line -> line.id.equals(item.id))) {
                return true;
            }
        }
        return false;
    }

    /** The part of the total that falls on some lines, in proportion to what they cost; rounded down. */
    long share(List<Item> lines) {
        long cost = lines.stream().mapToLong(line -> line.total - line.discount).sum();
        return goodsTotal == 0 ? 0 : Math.multiplyExact(total, cost) / goodsTotal;
    }

    /** That of a shipment; the last one takes what rounding leaves. */
    long share(Parcel parcel) {
        if (parcel != parcels.getLast()) {
            return share(linesOf(parcel));
        }
        long rest = total;
        for (Parcel other : parcels.subList(0, parcels.size() - 1)) {
            rest -= share(linesOf(other));
        }
        return rest;
    }

    List<Item> linesOf(Parcel parcel) {
        return items.stream().filter(item -> item.shipment.equals(parcel.id)).toList();
    }

    @Nullable
    Item item(UUID item) {
        for (Item each : items) {
            if (each.id.equals(item)) {
                return each;
            }
        }
        return null;
    }
}
