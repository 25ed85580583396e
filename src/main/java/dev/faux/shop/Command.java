package dev.faux.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that somebody wants of the shop: a shopper, a packer, a supplier, a person. */
public sealed interface Command {

    /** What the shop is given to sell before it opens, or later. */
    sealed interface CatalogueCommand extends Command {}

    record OpenWarehouse(String name, String city, String country) implements CatalogueCommand {}

    record AdmitVendor(String name, String country) implements CatalogueCommand {}

    record CreateCategory(String name) implements CatalogueCommand {}

    /** Products are launched in the order of their numbers. */
    record LaunchProduct(Product product) implements CatalogueCommand {}

    /** Makes a customer known to the shop. */
    sealed interface CustomerCommand extends Command {}

    /** For somebody who was a customer before the history began, and has so many loyalty points. */
    record IntroduceCustomer(Id customer, long points) implements CustomerCommand {}

    /** @param market from 0 */
    record RegisterCustomer(int market) implements CustomerCommand {}

    /** He tells something new. */
    record UpdateCustomer(Id customer) implements CustomerCommand {}

    /** What a visitor does. */
    sealed interface SessionCommand extends Command {}

    record StartSession(Id customer, String channel, String device) implements SessionCommand {}

    /** A command of a visit that has begun. */
    sealed interface VisitCommand extends SessionCommand {

        Id session();
    }

    /** Looks at a page that is not that of a category. */
    record ViewPage(Id session, String page) implements VisitCommand {}

    record ViewCategory(Id session, int category) implements VisitCommand {}

    /** @param results how many products were found */
    record SearchProducts(Id session, String query, int results) implements VisitCommand {}

    record ViewProduct(Id session, int product) implements VisitCommand {}

    record AddToWishlist(Id session, int product) implements VisitCommand {}

    record AddToCart(Id session, int product, int quantity) implements VisitCommand {}

    record RemoveFromCart(Id session, int product) implements VisitCommand {}

    record StartCheckout(Id session) implements VisitCommand {}

    record EnterPaymentInfo(Id session, PaymentMethod method) implements VisitCommand {}

    record CancelCheckout(Id session) implements VisitCommand {}

    record FailCheckout(Id session, String reason) implements VisitCommand {}

    record EndSession(Id session) implements VisitCommand {}

    /**
     * Asks for goods. Unpaid, they are reserved.
     *
     * @param session the visit that it belongs to, or null
     * @param address one of the customer's
     * @param items what is wanted: 1 to {@value #MAX_ITEMS} different products
     */
    record PlaceOrder(
            Id customer, @Nullable Id session, Id address, String shippingMethod, Money shipping, List<CartItem> items)
            implements Command {

        /** How many different products one order may have. */
        public static final int MAX_ITEMS = 50;

        public PlaceOrder {
            items = List.copyOf(items);
            if (items.isEmpty() || items.size() > MAX_ITEMS) {
                throw new IllegalArgumentException(
                        "an order of " + items.size() + " products, expected 1 to " + MAX_ITEMS);
            }
            for (int i = 1; i < items.size(); i++) {
                for (int j = 0; j < i; j++) {
                    if (items.get(i).product() == items.get(j).product()) {
                        throw new IllegalArgumentException(
                                "product " + items.get(i).product()
                                        + " stands twice in an order, expected one item with the quantities added");
                    }
                }
            }
        }
    }

    /** Moves an order along its life. */
    sealed interface OrderCommand extends Command {

        /** The number of the order. */
        long order();
    }

    /** The bank says yes: the money is taken and the order confirmed. */
    record AcceptPayment(long order, PaymentMethod method) implements OrderCommand {}

    /** The bank says no; the third no cancels the order. */
    record DeclinePayment(long order, PaymentMethod method, String reason) implements OrderCommand {}

    record StartPreparing(long order) implements OrderCommand {}

    record Requeue(long order) implements OrderCommand {}

    record FinishPreparing(long order) implements OrderCommand {}

    record Ship(long order, String carrier) implements OrderCommand {}

    record Deliver(long order) implements OrderCommand {}

    /** Nobody took the parcel; the third time is the last. */
    record FailDelivery(long order, String reason) implements OrderCommand {}

    record CancelOrder(long order, String reason) implements OrderCommand {}

    /** Goods come in. */
    record Restock(int product, int quantity) implements Command {}
}
