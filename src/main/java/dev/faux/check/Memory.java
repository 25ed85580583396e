package dev.faux.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the events so far have told. Of what has ended only a hash of its id stays; of what a break has made doubtful nothing
 * stays for long.
 */
final class Memory {

    private static final long DAY = 86_400_000;
    private static final long DOUBTFUL_ORDERS = 7 * DAY;
    /** So long after its end something can still come of an order. */
    private static final long ECHO = 45 * DAY;

    private static final int MANY = 1 << 20;

    final LongSet warehouses = new LongSet();
    final LongSet vendors = new LongSet();
    final LongSet categories = new LongSet();
    final LongSet customers = new LongSet();
    /** A hash of the first of his addresses, by customer. */
    final LongMap homes = new LongMap();
    /** The day of birth, counted from 1970, by customer. */
    final LongMap births = new LongMap();
    /** By variant: the product that it is one of. */
    final Map<UUID, UUID> variants = new HashMap<>();
    /** The addresses of customers, each with its owner. */
    final LongSet addresses = new LongSet();
    /** The limit of each means of payment, with its owner. */
    final LongMap limits = new LongMap();
    /** By product: the price in each market, in the scenario's order, and how many breaks there had been when it was told. */
    private final Map<UUID, Priced> prices = new HashMap<>();

    private record Priced(long[] byMarket, int breaks) {}

    /** By product: the category that it is in. */
    final Map<UUID, UUID> categoryOf = new HashMap<>();

    private final Stream stream;
    private final Map<UUID, Visit> visits = new HashMap<>();
    private final Map<UUID, Order> orders = new HashMap<>();
    private final LongSet endedVisits = new LongSet();
    private final LongSet endedOrders = new LongSet();
    private final Deque<Order> owing = new ArrayDeque<>();
    private long nextSweep;
    private int enough = MANY;

    Memory(Stream stream) {
        this.stream = stream;
    }

    /** The product that a variant is one of; itself where that is unknown. */
    UUID productOf(UUID variant) {
        return variants.getOrDefault(variant, variant);
    }

    boolean isLaunched(UUID product) {
        return prices.containsKey(product);
    }

    void price(UUID product, long[] byMarket) {
        prices.put(product, new Priced(byMarket, stream.breaks()));
    }

    /** The price in force in a market, or -1 where a change may have been missed. */
    long priceOf(UUID product, int market) {
        Priced priced = prices.get(product);
        return priced != null && market >= 0 && stream.unbrokenSince(priced.breaks) ? priced.byMarket[market] : -1;
    }

    /** Fills in whose event it is. */
    void recognise(Event event) {
        if (event.has(Field.ORDER_ID)) {
            Order order = orders.get(event.id(Field.ORDER_ID));
            event.order = order;
            if (order != null && order.session != null) {
                event.visit = visits.get(order.session);
            }
        }
        if (event.has(Field.SESSION_ID)) {
            event.visit = visits.get(event.id(Field.SESSION_ID));
        }
    }

    @Nullable
    Visit visit(UUID session) {
        return visits.get(session);
    }

    Visit begin(Event started) {
        Visit visit = new Visit(started, stream.breaks());
        visits.put(visit.id, visit);
        return visit;
    }

    void end(Visit visit) {
        visits.remove(visit.id);
        endedVisits.add(visit.id);
    }

    boolean hasEndedVisit(UUID session) {
        return endedVisits.contains(session);
    }

    Order place(Event placed) {
        Order order = new Order(placed, stream.breaks());
        orders.put(order.id, order);
        return order;
    }

    boolean hasEndedOrder(UUID order) {
        return endedOrders.contains(order);
    }

    /** All orders and sessions whose end has not come. */
    List<Order> openOrders() {
        return new ArrayList<>(orders.values());
    }

    List<Visit> openVisits() {
        return new ArrayList<>(visits.values());
    }

    /** Whether nothing of the history is missing so far. */
    boolean isWhole() {
        return stream.isWhole();
    }

    /** Whether everything about it has been seen. */
    boolean isUnbroken(Order order) {
        return stream.unbrokenSince(order.breaks);
    }

    boolean isUnbroken(Visit visit) {
        return stream.unbrokenSince(visit.breaks);
    }

    /** Something has to follow this event within its instant. */
    void owes(Order order, Event event) {
        order.owedFor = Place.of(event);
        order.owedAt = event.time;
        if (!order.owes) {
            order.owes = true;
            owing.add(order);
        }
    }

    /** The next order whose instant is over, or null. */
    @Nullable
    Order settled(long now) {
        Order order = owing.peek();
        if (order == null || order.owedAt >= now) {
            return null;
        }
        owing.remove();
        order.owes = false;
        return order;
    }

    /** Forgets an order that has ended. */
    void forget(Order order) {
        orders.remove(order.id);
        endedOrders.add(order.id);
    }

    /** Once in a while drops what a break has made doubtful, because its end may have been missed. */
    void sweep(long now) {
        boolean isFull = visits.size() + orders.size() >= enough;
        if (now < nextSweep && !isFull) {
            return;
        }
        nextSweep = now + DAY;
        if (stream.breaks() > 0) {
            visits.values().removeIf(visit -> !isUnbroken(visit) && (isFull || visit.startedAt < now - DAY));
            orders.values().removeIf(order -> !isUnbroken(order) && (isFull || order.placedAt < now - DOUBTFUL_ORDERS));
        }
        orders.values().stream()
                .filter(order -> order.endedAt > 0 && order.endedAt < now - ECHO)
                .toList()
                .forEach(this::forget);
        enough = Math.max(MANY, 2 * (visits.size() + orders.size()));
    }
}
