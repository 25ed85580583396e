package dev.faux.shop;

import dev.faux.shop.OrderEvent.Line;
import dev.faux.shop.StockEvent.StockDeducted;
import dev.faux.shop.StockEvent.StockDepleted;
import dev.faux.shop.StockEvent.StockReleased;
import dev.faux.shop.StockEvent.StockReserved;
import dev.faux.shop.StockEvent.StockRestocked;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many pieces of each variant are on the shelf of each warehouse, how many of them are promised, and who waits for more.
 * Never negative.
 */
final class Stock {

    /** How many warehouses there can be. */
    static final int WAREHOUSES = 8;

    private static final Deque<Waiting> NOBODY = new ArrayDeque<>(0);

    /** By shelf: one for each variant and warehouse. */
    private int[] onHand;

    private int[] reserved;
    private final BitSet kept;
    private final Map<Integer, Deque<Waiting>> waiting = new HashMap<>();

    /** A back-ordered line. */
    private record Waiting(Id order, Line line) {}

    /** Those who wait for one shelf, the first one first. */
    private record Queue(int shelf, List<Waiting> waiting) {}

    /**
     * @param onHand by shelf
     * @param reserved by shelf
     * @param kept a bit for each shelf
     */
    record State(int[] onHand, int[] reserved, long[] kept, List<Queue> queues) {

        static final State NOTHING = new State(new int[64], new int[64], new long[0], List.of());
    }

    Stock(State state) {
        onHand = state.onHand.clone();
        reserved = state.reserved.clone();
        kept = BitSet.valueOf(state.kept);
        state.queues.forEach(each -> waiting.put(each.shelf, new ArrayDeque<>(each.waiting)));
    }

    State state() {
        return new State(
                onHand.clone(),
                reserved.clone(),
                kept.toLongArray(),
                kept.stream()
                        .filter(waiting::containsKey)
                        .mapToObj(shelf -> new Queue(shelf, List.copyOf(waiting.getOrDefault(shelf, NOBODY))))
                        .toList());
    }

    /** @param warehouse from 0 */
    int available(int variant, int warehouse) {
        int shelf = shelf(variant, warehouse);
        return shelf < onHand.length ? onHand[shelf] - reserved[shelf] : 0;
    }

    /** Whether a warehouse has ever had it. */
    boolean isKept(int variant, int warehouse) {
        return kept.get(shelf(variant, warehouse));
    }

    /** How many pieces orders wait for. */
    int backOrdered(int variant, int warehouse) {
        int pieces = 0;
        for (Waiting each : waiting.getOrDefault(shelf(variant, warehouse), NOBODY)) {
            pieces += each.line().quantity();
        }
        return pieces;
    }

    /** Promises the pieces of a line; tells also if they were the last. */
    List<Event> reserve(Id order, Line line) {
        int shelf = shelf(line.variant(), line.warehouse());
        return reserve(order, line, onHand[shelf], reserved[shelf]);
    }

    StockDeducted deduct(Id order, Line line) {
        int shelf = shelf(line.variant(), line.warehouse());
        return new StockDeducted(
                line.product(),
                line.variant(),
                line.warehouse(),
                order,
                line.shipment(),
                line.quantity(),
                onHand[shelf] - line.quantity(),
                reserved[shelf] - line.quantity());
    }

    StockReleased release(Id order, Line line) {
        int shelf = shelf(line.variant(), line.warehouse());
        return new StockReleased(
                line.product(),
                line.variant(),
                line.warehouse(),
                order,
                line.shipment(),
                line.quantity(),
                onHand[shelf],
                reserved[shelf] - line.quantity());
    }

    /** A vendor brings pieces; see {@link #bringBack}. */
    List<Event> supply(Product product, Id variant, Id warehouse, int quantity) {
        return take(product.id(), variant, warehouse, quantity, StockEvent.SUPPLIED, null, product.vendor());
    }

    /** Pieces of an order come back, and go to those who wait for them, as far as they last. */
    List<Event> bringBack(Id order, Line line, String reason) {
        return take(line.product(), line.variant(), line.warehouse(), line.quantity(), reason, order, null);
    }

    private List<Event> take(
            Id product,
            Id variant,
            Id warehouse,
            int quantity,
            String reason,
            @Nullable Id order,
            @Nullable Id vendor) {
        int shelf = shelf(variant, warehouse);
        boolean isNew = shelf >= onHand.length;
        int there = Math.addExact(isNew ? 0 : onHand[shelf], quantity);
        int promised = isNew ? 0 : reserved[shelf];
        List<Event> events = new ArrayList<>();
        events.add(new StockRestocked(product, variant, warehouse, quantity, there, promised, reason, order, vendor));
        for (Waiting each : waiting.getOrDefault(shelf, NOBODY)) {
            if (each.line().quantity() > there - promised) {
                break;
            }
            events.addAll(reserve(each.order(), each.line(), there, promised));
            promised += each.line().quantity();
        }
        return events;
    }

    private static List<Event> reserve(Id order, Line line, int there, int promised) {
        StockReserved event = new StockReserved(
                line.product(),
                line.variant(),
                line.warehouse(),
                order,
                line.shipment(),
                line.quantity(),
                there,
                promised + line.quantity());
        return event.reserved() < there
                ? List.of(event)
                : List.of(event, new StockDepleted(line.product(), line.variant(), line.warehouse(), there, there));
    }

    /** A line was ordered that is not there. */
    void await(Id order, Line line) {
        waiting.computeIfAbsent(shelf(line.variant(), line.warehouse()), any -> new ArrayDeque<>())
                .add(new Waiting(order, line));
    }

    /** A line is not wanted any more. */
    void leave(Line line) {
        int shelf = shelf(line.variant(), line.warehouse());
        Deque<Waiting> queue = waiting.getOrDefault(shelf, NOBODY);
        queue.removeIf(each -> each.line().item().equals(line.item()));
        if (queue.isEmpty()) {
            waiting.remove(shelf);
        }
    }

    void evolve(StockEvent event) {
        if (event.reserved() < 0 || event.reserved() > event.onHand()) {
            throw new AssertionError("stock would be negative after " + event);
        }
        int shelf = shelf(event.variant(), event.warehouse());
        if (shelf >= onHand.length) {
            int size = Math.max(shelf + 1, onHand.length * 2);
            onHand = Arrays.copyOf(onHand, size);
            reserved = Arrays.copyOf(reserved, size);
        }
        onHand[shelf] = event.onHand();
        reserved[shelf] = event.reserved();
        switch (event) {
            case StockRestocked e -> kept.set(shelf);
            case StockReserved e -> serve(shelf, e);
            case StockDeducted e -> {}
            case StockReleased e -> {}
            case StockDepleted e -> {}
        }
    }

    private void serve(int shelf, StockReserved event) {
        Deque<Waiting> queue = waiting.getOrDefault(shelf, NOBODY);
        Waiting first = queue.peek();
        if (first != null && first.line().shipment().equals(event.shipment())) {
            leave(first.line());
        }
    }

    private static int shelf(Id variant, Id warehouse) {
        return shelf((int) variant.number(), (int) warehouse.number() - 1);
    }

    private static int shelf(int variant, int warehouse) {
        return variant * WAREHOUSES + warehouse;
    }
}
