package dev.faux.shop;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The carts that customers left without an order, the last one of each. What is in it costs him four bytes a product, and the
 * cart some sixty more, in a table with open addresses; those that are over are swept out little by little.
 */
final class KeptCarts {

    private static final int LEAST = 1 << 10;
    private static final int SWEPT_AT_ONCE = 8;
    private static final int QUANTITY_BITS = 7;

    private final long keptFor;
    /** A number of 0 marks a free place. */
    private long[] customers = new long[LEAST];

    private long[] leftAt = new long[LEAST];
    private int[] @Nullable [] carts = new int[LEAST][];
    private int size;
    private int swept;

    /** @param keptFor in milliseconds */
    KeptCarts(long keptFor) {
        this.keptFor = keptFor;
    }

    int size() {
        return size;
    }

    /** What is in the cart that the customer finds at this instant. */
    List<CartItem> of(long customer, long at) {
        int place = place(customer);
        int[] cart = carts[place];
        if (cart == null || isOver(place, at)) {
            return List.of();
        }
        List<CartItem> items = new ArrayList<>(cart.length);
        for (int item : cart) {
            items.add(new CartItem(item >>> QUANTITY_BITS, item & (1 << QUANTITY_BITS) - 1));
        }
        return items;
    }

    /** Takes the place of one that he left before. */
    void keep(long customer, List<CartItem> cart, long at) {
        sweep(at);
        int place = place(customer);
        if (customers[place] == 0) {
            if (size >= customers.length / 4 * 3) {
                resize(customers.length * 2);
                place = place(customer);
            }
            size++;
        }
        int[] items = new int[cart.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = cart.get(i).variant() << QUANTITY_BITS | cart.get(i).quantity();
        }
        customers[place] = customer;
        leftAt[place] = at;
        carts[place] = items;
    }

    void remove(long customer) {
        int place = place(customer);
        if (customers[place] != 0) {
            free(place);
        }
    }

    private boolean isOver(int place, long at) {
        return at - leftAt[place] > keptFor;
    }

    /** A few places further; once around, the table gives back what it has too much. */
    private void sweep(long at) {
        for (int i = 0; i < SWEPT_AT_ONCE; i++) {
            if (customers[swept] != 0 && isOver(swept, at)) {
                free(swept);
            } else if (++swept == customers.length) {
                swept = 0;
                if (customers.length > LEAST && size < customers.length / 8) {
                    resize(customers.length / 2);
                }
            }
        }
    }

    /** His place, or the free one that would be his. */
    private int place(long customer) {
        int mask = customers.length - 1;
        int place = home(customer);
        while (customers[place] != customer && customers[place] != 0) {
            place = place + 1 & mask;
        }
        return place;
    }

    private int home(long customer) {
        return (int) Mix.of(customer) & customers.length - 1;
    }

    /** Those behind it move up, so that nobody is looked for beyond a gap (Knuth, volume 3, algorithm 6.4R). */
    private void free(int place) {
        int mask = customers.length - 1;
        int gap = place;
        for (int i = gap + 1 & mask; customers[i] != 0; i = i + 1 & mask) {
            int wayHome = i - home(customers[i]) & mask;
            if (wayHome >= (i - gap & mask)) {
                customers[gap] = customers[i];
                leftAt[gap] = leftAt[i];
                carts[gap] = carts[i];
                gap = i;
            }
        }
        customers[gap] = 0;
        carts[gap] = null;
        size--;
    }

    private void resize(int length) {
        long[] oldCustomers = customers;
        long[] oldLeftAt = leftAt;
        int[] @Nullable [] oldCarts = carts;
        customers = new long[length];
        leftAt = new long[length];
        carts = new int[length][];
        swept = 0;
        for (int i = 0; i < oldCustomers.length; i++) {
            if (oldCustomers[i] != 0) {
                int place = place(oldCustomers[i]);
                customers[place] = oldCustomers[i];
                leftAt[place] = oldLeftAt[i];
                carts[place] = oldCarts[i];
            }
        }
    }
}
