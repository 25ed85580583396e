package dev.faux.shop;

import java.util.List;

/**
 * When an order looks like fraud: from {@value #ENOUGH} points on. Who registered within a day counts {@value #NEW}, another
 * address than the one where he lives 1, and {@value #MANY} pieces or more 1.
 */
final class Suspicion {

    private static final int ENOUGH = 3;
    private static final int NEW = 2;
    private static final int MANY = 8;
    private static final long DAY = 86_400_000;

    private Suspicion() {}

    static boolean of(Id customer, Id address, List<CartItem> items, long at) {
        int points = at - customer.at() < DAY ? NEW : 0;
        points += Belonging.of(address).index() > 0 ? 1 : 0;
        int pieces = 0;
        for (CartItem item : items) {
            pieces += item.quantity();
        }
        points += pieces >= MANY ? 1 : 0;
        return points >= ENOUGH;
    }
}
