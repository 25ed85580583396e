package dev.faux.shop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The carts that customers left without an order, the last one of each, for as long as they are kept. */
final class KeptCarts {

    private static final int QUANTITY_BITS = 7;

    private final long keptFor;
    private final ByNumber<Kept> byCustomer = new ByNumber<>();
    /** In the order in which they were left; some of them have been found, or others left after them. */
    private final Deque<Kept> left = new ArrayDeque<>();

    /** @param items a variant and its quantity in one number each */
    record Kept(long customer, long leftAt, int[] items) {}

    /**
     * @param keptFor in milliseconds
     * @param state in the order in which they were left
     */
    KeptCarts(long keptFor, List<Kept> state) {
        this.keptFor = keptFor;
        state.forEach(this::add);
    }

    @SuppressWarnings("ReferenceEquality") // He may have left another one since.
    List<Kept> state() {
        return left.stream()
                .filter(each -> byCustomer.get(each.customer()) == each)
                .toList();
    }

    int size() {
        return byCustomer.size();
    }

    /** What is in the cart that the customer finds at this instant. */
    List<CartItem> of(long customer, long at) {
        Kept kept = byCustomer.get(customer);
        if (kept == null || isOver(kept, at)) {
            return List.of();
        }
        List<CartItem> items = new ArrayList<>(kept.items().length);
        for (int item : kept.items()) {
            items.add(new CartItem(item >>> QUANTITY_BITS, item & (1 << QUANTITY_BITS) - 1));
        }
        return items;
    }

    /** Takes the place of one that he left before. */
    void keep(long customer, List<CartItem> cart, long at) {
        clearAway(at);
        int[] items = new int[cart.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = cart.get(i).variant() << QUANTITY_BITS | cart.get(i).quantity();
        }
        add(new Kept(customer, at, items));
    }

    private void add(Kept kept) {
        byCustomer.put(kept.customer(), kept);
        left.add(kept);
    }

    void remove(long customer) {
        byCustomer.remove(customer);
    }

    private boolean isOver(Kept kept, long at) {
        return at - kept.leftAt() > keptFor;
    }

    @SuppressWarnings("ReferenceEquality") // He may have left another one since.
    private void clearAway(long at) {
        for (Kept first = left.peek(); first != null && isOver(first, at); first = left.peek()) {
            left.remove();
            if (byCustomer.get(first.customer()) == first) {
                byCustomer.remove(first.customer());
            }
        }
    }
}
