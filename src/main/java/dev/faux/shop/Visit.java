package dev.faux.shop;

import dev.faux.shop.SessionEvent.CheckoutCancelled;
import dev.faux.shop.SessionEvent.CheckoutFailed;
import dev.faux.shop.SessionEvent.CheckoutStarted;
import dev.faux.shop.SessionEvent.Exposure;
import dev.faux.shop.SessionEvent.PageViewed;
import dev.faux.shop.SessionEvent.PaymentInfoEntered;
import dev.faux.shop.SessionEvent.Pieces;
import dev.faux.shop.SessionEvent.ProductAdded;
import dev.faux.shop.SessionEvent.ProductAddedToWishlist;
import dev.faux.shop.SessionEvent.ProductRemoved;
import dev.faux.shop.SessionEvent.ProductViewed;
import dev.faux.shop.SessionEvent.ProductsSearched;
import dev.faux.shop.SessionEvent.SessionEnded;
import dev.faux.shop.SessionEvent.SessionStarted;
import java.util.ArrayList;
import java.util.List;

/** A visitor who is in the shop now, and his cart. */
final class Visit {

    private final Id session;
    private final Id customer;
    private final int market;
    private final List<Exposure> exposures;
    private final List<CartItem> cart;

    /** @param market of the customer, from 0 */
    record State(Id session, Id customer, int market, List<Exposure> exposures, List<CartItem> cart) {}

    Visit(State state) {
        session = state.session;
        customer = state.customer;
        market = state.market;
        exposures = state.exposures;
        cart = new ArrayList<>(state.cart);
    }

    /** @param market of the customer, from 0 */
    Visit(SessionStarted started, int market) {
        session = started.session();
        customer = started.customer();
        this.market = market;
        exposures = started.exposures();
        cart = new ArrayList<>(4);
        for (Pieces pieces : started.cart()) {
            cart.add(new CartItem((int) pieces.variant().number(), pieces.quantity()));
        }
    }

    State state() {
        return new State(session, customer, market, exposures, List.copyOf(cart));
    }

    Id session() {
        return session;
    }

    Id customer() {
        return customer;
    }

    int market() {
        return market;
    }

    /** The experiments that he is in. */
    List<Exposure> exposures() {
        return exposures;
    }

    List<CartItem> cart() {
        return cart;
    }

    /** How many pieces of this variant are in the cart. */
    int quantity(int variant) {
        int index = indexOf(variant);
        return index < 0 ? 0 : cart.get(index).quantity();
    }

    void evolve(SessionEvent event) {
        switch (event) {
            case ProductAdded e -> add((int) e.variant().number(), e.quantity());
            case ProductRemoved e -> cart.remove(indexOf((int) e.variant().number()));
            case SessionStarted e -> {}
            case PageViewed e -> {}
            case ProductsSearched e -> {}
            case ProductViewed e -> {}
            case ProductAddedToWishlist e -> {}
            case CheckoutStarted e -> {}
            case CheckoutCancelled e -> {}
            case CheckoutFailed e -> {}
            case PaymentInfoEntered e -> {}
            case SessionEnded e -> {}
        }
    }

    /** What was in the cart has been ordered. */
    void order() {
        cart.clear();
    }

    private void add(int variant, int quantity) {
        int index = indexOf(variant);
        if (index < 0) {
            cart.add(new CartItem(variant, quantity));
        } else {
            cart.set(index, new CartItem(variant, cart.get(index).quantity() + quantity));
        }
    }

    private int indexOf(int variant) {
        for (int i = 0; i < cart.size(); i++) {
            if (cart.get(i).variant() == variant) {
                return i;
            }
        }
        return -1;
    }
}
