package dev.faux.shop;

import dev.faux.shop.CatalogueEvent.IntensityChanged;
import dev.faux.shop.SessionEvent.Exposure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that somebody wants of the shop: a shopper, a packer, a supplier, a person. */
public sealed interface Command {

    /** What the shop is given to sell before it opens, or later. */
    sealed interface CatalogueCommand extends Command {}

    /** @param serves the codes of the markets that it is near to */
    record OpenWarehouse(String name, String city, String country, List<String> serves) implements CatalogueCommand {

        public OpenWarehouse {
            serves = List.copyOf(serves);
        }
    }

    record AdmitVendor(String name, String country) implements CatalogueCommand {}

    /** @param parent the one that it is a part of, or null at the root */
    record CreateCategory(String name, @Nullable Id parent) implements CatalogueCommand {}

    /** Products are launched in the order of their numbers. */
    record LaunchProduct(Product product) implements CatalogueCommand {}

    /** Its vendor calls it something else. */
    record EditProduct(int product, String name) implements CatalogueCommand {}

    /** @param prices from now on, one for each market in the shop's order */
    record ChangePrice(int product, List<Product.Price> prices) implements CatalogueCommand {}

    /** Takes it off the shelves; its past stays. */
    record RetireProduct(int product) implements CatalogueCommand {}

    /**
     * @param percent what is taken off, 1 to {@value Promotion#MOST_PERCENT}
     * @param category whose products it is for, or 0 for all
     * @param endsAt in milliseconds since 1970 UTC; it is ended by {@link EndPromotion}
     */
    record StartPromotion(String name, int percent, int category, long endsAt) implements CatalogueCommand {

        public StartPromotion {
            if (percent < 1 || percent > Promotion.MOST_PERCENT) {
                throw new IllegalArgumentException("promotion " + name + " takes off " + percent
                        + " percent, expected 1 to " + Promotion.MOST_PERCENT);
            }
        }
    }

    record EndPromotion(long promotion) implements CatalogueCommand {}

    /** So many visitors are wanted from now on. */
    record ChangeIntensity(IntensityChanged to) implements CatalogueCommand {}

    /** Makes a customer known to the shop. */
    sealed interface CustomerCommand extends Command {}

    /** For somebody who was a customer before the history began, and has so many loyalty points. */
    record IntroduceCustomer(Id customer, long points) implements CustomerCommand {}

    /** @param lane a market, from 0, or {@link CustomerNumbers#people()} */
    record RegisterCustomer(int lane) implements CustomerCommand {}

    /** He tells something new. */
    record UpdateCustomer(Id customer) implements CustomerCommand {}

    /** What a visitor does. */
    sealed interface SessionCommand extends Command {}

    /** @param exposures the experiments that he is in */
    record StartSession(Id customer, String channel, String device, List<Exposure> exposures)
            implements SessionCommand {

        public StartSession {
            exposures = List.copyOf(exposures);
        }
    }

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

    record AddToCart(Id session, int variant, int quantity) implements VisitCommand {}

    record RemoveFromCart(Id session, int variant) implements VisitCommand {}

    record StartCheckout(Id session) implements VisitCommand {}

    record EnterPaymentInfo(Id session, PaymentMethod method) implements VisitCommand {}

    record CancelCheckout(Id session) implements VisitCommand {}

    record FailCheckout(Id session, String reason) implements VisitCommand {}

    record EndSession(Id session) implements VisitCommand {}

    /**
     * Asks for goods. Unpaid, they are reserved.
     *
     * @param origin who asks
     * @param session the visit that it belongs to, or null
     * @param address one of the customer's
     * @param promisedBy when it is to be there at the latest, in milliseconds since 1970 UTC
     * @param items what is wanted: 1 to {@value #MAX_ITEMS} different variants
     */
    record PlaceOrder(
            Origin origin,
            Id customer,
            @Nullable Id session,
            Id address,
            String shippingMethod,
            Money shipping,
            long promisedBy,
            List<CartItem> items)
            implements Command {

        /** How many different variants one order may have. */
        public static final int MAX_ITEMS = 50;

        public PlaceOrder {
            items = List.copyOf(items);
            check(items);
        }

        /** @throws IllegalArgumentException where no order can be made of these */
        public static void check(List<CartItem> items) {
            if (items.isEmpty() || items.size() > MAX_ITEMS) {
                throw new IllegalArgumentException(
                        "an order of " + items.size() + " items, expected 1 to " + MAX_ITEMS);
            }
            for (int i = 1; i < items.size(); i++) {
                for (int j = 0; j < i; j++) {
                    if (items.get(i).variant() == items.get(j).variant()) {
                        throw new IllegalArgumentException(
                                "variant " + items.get(i).variant()
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

    /** Moves one shipment of an order. */
    sealed interface ShipmentCommand extends OrderCommand {

        Id shipment();
    }

    record StartPreparing(long order, Id shipment) implements ShipmentCommand {}

    record Requeue(long order, Id shipment) implements ShipmentCommand {}

    record FinishPreparing(long order, Id shipment) implements ShipmentCommand {}

    record Ship(long order, Id shipment, String carrier) implements ShipmentCommand {}

    record Deliver(long order, Id shipment) implements ShipmentCommand {}

    /** Nobody took the parcel; the third time is the last. */
    record FailDelivery(long order, Id shipment, String reason) implements ShipmentCommand {}

    record CancelOrder(long order, String reason) implements OrderCommand {}

    /**
     * He wants to send something back.
     *
     * @param lines of the order, from 0; at least one
     */
    record RequestReturn(long order, List<Integer> lines, String reason) implements OrderCommand {

        public RequestReturn {
            lines = List.copyOf(lines);
            if (lines.isEmpty()) {
                throw new IllegalArgumentException("a return of nothing, expected at least one line");
            }
        }
    }

    /** What he sent back is there. */
    record ReceiveReturn(long order, Id returned) implements OrderCommand {}

    /**
     * He says what he thinks of something that he got.
     *
     * @param line of the order, from 0
     * @param rating 1 to 5
     */
    record PostReview(long order, int line, int rating, String title) implements OrderCommand {

        public PostReview {
            if (rating < 1 || rating > 5) {
                throw new IllegalArgumentException("a rating of " + rating + ", expected 1 to 5");
            }
        }
    }

    /** He asks for help with an order. */
    record OpenTicket(long order, String topic) implements OrderCommand {}

    /** He was helped, or not. */
    record CloseTicket(long order, Id ticket, String resolution) implements OrderCommand {}

    /**
     * Goods come in from their vendor.
     *
     * @param warehouse from 0
     */
    record Restock(int variant, int warehouse, int quantity) implements Command {}
}
