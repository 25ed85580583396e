package dev.faux.check;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is remembered of a session until it ends. */
final class Visit {

    /** So many pieces of a variant. */
    record Pieces(UUID variant, long quantity) {}

    final UUID id;
    final UUID customer;
    final String market;
    final long startedAt;
    final int breaks;
    final Place place;
    final List<Pieces> cart;
    boolean filledCart;
    /** The stages of the {@link Funnel} that he has reached, one bit each. */
    int stages;

    boolean ordered;
    boolean inCheckout;
    boolean isDeclined;
    boolean saidDeclined;

    @Nullable
    UUID method;

    Visit(Event started, int breaks) {
        id = started.id(Field.SESSION_ID);
        customer = started.id(Field.USER_ID);
        market = started.text(Field.MARKET);
        startedAt = started.time;
        place = Place.of(started);
        cart = new ArrayList<>(started.cart);
        this.breaks = breaks;
    }

    long quantity(UUID variant) {
        int index = indexOf(variant);
        return index < 0 ? 0 : cart.get(index).quantity;
    }

    void put(UUID variant, long quantity) {
        int index = indexOf(variant);
        if (index < 0) {
            cart.add(new Pieces(variant, quantity));
        } else if (cart.get(index).quantity + quantity > 0) {
            cart.set(index, new Pieces(variant, cart.get(index).quantity + quantity));
        } else {
            cart.remove(index);
        }
    }

    private int indexOf(UUID variant) {
        for (int i = 0; i < cart.size(); i++) {
            if (cart.get(i).variant.equals(variant)) {
                return i;
            }
        }
        return -1;
    }
}
