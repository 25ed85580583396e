package dev.faux.check;

import static dev.faux.check.Breakage.broken;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What can be wrong with ids, customers, prices and sessions. */
final class BrokenVisits {

    private BrokenVisits() {}

    static Stream<Breakage> ties() {
        return Stream.of(
                broken("reference-resolves-and-came-earlier", "a vendor is not announced", told -> {
                    String vendor = Told.value(told.lines.get(told.any("product.launched")), "vendor_id");
                    told.drop(told.next(0, "vendor.joined", vendor));
                }),
                broken(
                        "reference-resolves-and-came-earlier",
                        "a category is not announced",
                        told -> told.drop(told.any("category.created"))),
                broken(
                        "reference-resolves-and-came-earlier",
                        "the warehouse is not announced",
                        told -> told.drop(told.any("warehouse.opened"))),
                broken(
                        "reference-resolves-and-came-earlier search-results",
                        "a product is not announced",
                        told -> told.drop(told.any("product.launched"))),
                broken(
                        "reference-resolves-and-came-earlier address-of-the-customer payment-within-limit",
                        "a customer is not announced",
                        told -> {
                            Set<String> paid = told.texts(line -> line.contains("payment.authorised"));
                            told.drop(told.any(
                                    "customer.introduced", line -> paid.contains(Told.value(line, "user_id"))));
                        }),
                broken(
                        "reference-resolves-and-came-earlier",
                        "a session is not announced",
                        told -> told.drop(told.any("session.started"))),
                broken("reference-resolves-and-came-earlier", "a page is of a category that is not announced", told -> {
                    String vendor = Told.value(told.lines.get(told.any("product.launched")), "vendor_id");
                    told.set(told.any("page.viewed", BrokenVisits::isOfCategory), "category_id", "\"" + vendor + "\"");
                }),
                broken(
                        "page-of-a-category",
                        "the page of a category does not name it",
                        told -> told.change(
                                told.any("page.viewed", BrokenVisits::isOfCategory),
                                line -> line.replaceFirst(",\"category_id\":\"[^\"]*\"", ""))),
                broken(
                        "page-of-a-category",
                        "another page names a category",
                        told -> told.set(told.any("page.viewed", BrokenVisits::isOfCategory), "page", "\"wishlist\"")),
                broken(
                        "reference-resolves-and-came-earlier loyalty-points",
                        "an order is not announced",
                        told -> told.drop(told.any("order.placed", isAllHeDoes(told)))),
                broken(
                        "nothing-before-its-creation",
                        "an order was created before",
                        told -> told.set("order.placed", "created_at", "\"2026-01-01T00:00:00.000Z\"")),
                broken(
                        "nothing-before-its-creation",
                        "a session says that it started at another time",
                        told -> told.set("session.ended", "started_at", "\"2026-01-01T00:00:00.000Z\"")),
                broken(
                        "nothing-before-its-creation",
                        "a customer comes from the future",
                        told -> told.set("customer.introduced", "created_at", "\"2027-01-01T00:00:00.000Z\"")),
                broken(
                        "nothing-before-its-creation first-attempt-in-time legal-transitions loyalty-points status-follows-event",
                        "a shipment's id is from the future",
                        told -> told.change(
                                told.any("order.delivered"),
                                line -> line.replaceFirst("\"shipment_id\":\"0", "\"shipment_id\":\"1"))),
                broken(
                        "correlation",
                        "an event of a session has none",
                        told -> told.change(
                                told.any("page.viewed"),
                                line -> line.replaceFirst("\"correlationid\":\"[^\"]*\",", ""))),
                broken("correlation", "an order has another session's", told -> {
                    int index = told.any("order.ready");
                    String other = Told.value(told.lines.get(told.any("session.started")), "session_id");
                    told.set(index, "correlationid", "\"" + other + "\"");
                }),
                broken("correlation", "an event of nobody's session has one", told -> {
                    String session = Told.value(told.lines.get(told.any("session.started")), "session_id");
                    int index = told.next(told.any("session.started"), "stock.restocked", "\"supplied\"");
                    told.change(
                            index,
                            line -> line.replaceFirst(
                                    "(\"datacontenttype\")", "\"correlationid\":\"" + session + "\",$1"));
                }),
                broken(
                        "origin-of-an-order",
                        "a person from outside orders during a visit",
                        told -> told.set("order.placed", "origin", "\"person\"")),
                broken("same-customer", "somebody else looks at a product", told -> {
                    String other = Told.value(told.lines.get(told.any("customer.introduced")), "user_id");
                    told.set("product.viewed", "user_id", "\"" + other + "\"");
                }),
                broken("same-customer", "somebody else's order is ready", told -> {
                    String other = Told.value(told.lines.get(told.any("customer.introduced")), "user_id");
                    told.set("order.ready", "user_id", "\"" + other + "\"");
                }));
    }

    /** Whether the customer of this order comes once only, and his checkout does not fail. */
    private static Predicate<String> isAllHeDoes(Told told) {
        List<String> visits = told.lines.stream()
                .filter(line -> line.contains("session.started") || line.contains("checkout.failed"))
                .toList();
        return order -> {
            String customer = Told.value(order, "user_id");
            return visits.stream().filter(line -> line.contains(customer)).count() == 1;
        };
    }

    private static boolean isOfCategory(String line) {
        return line.contains("\"page\":\"category\"");
    }

    static Stream<Breakage> people() {
        return Stream.of(
                broken("customer-appears-once", "one is introduced twice", told -> {
                    int index = told.any("customer.introduced");
                    told.repeat(index, index + 1);
                }),
                broken("email-and-username-unique", "two share an address", told -> {
                    String mail = Told.value(told.lines.get(told.any("customer.introduced")), "email");
                    told.set("customer.registered", "email", "\"" + mail + "\"");
                }),
                broken("email-and-username-unique", "two share a user name", told -> {
                    String name = Told.value(told.lines.get(told.any("customer.introduced")), "username");
                    told.set("customer.registered", "username", "\"" + name + "\"");
                }),
                broken(
                        "introduced-right-before-he-acts id-is-time-ordered-and-unique time-never-decreases",
                        "one is introduced too early",
                        told -> {
                            int index = told.any("customer.introduced");
                            told.swap(index, index - 1);
                        }),
                broken(
                        "customer-of-age",
                        "one is a child",
                        told -> told.set("customer.registered", "birth_date", "\"2008-01-09\"")),
                broken(
                        "harmless-data",
                        "an address could be somebody's",
                        told -> told.set("customer.registered", "email", "\"a.b@example.com.invalid.de\"")),
                broken(
                        "harmless-data",
                        "a telephone could ring",
                        told -> told.set("customer.registered", "phone_number", "\"+1-212-555-0200\"")),
                broken(
                        "harmless-data",
                        "a card could be somebody's",
                        told -> inWhatHeTold(told, "\"card_number\":\"\\d{6}", "\"card_number\":\"401288")),
                broken(
                        "harmless-data",
                        "a card has a wrong digit",
                        told -> inWhatHeTold(told, "(\"card_number\":\"\\d+)0\"", "$11\"")),
                broken(
                        "city-region-and-postal-code",
                        "a town lies in another region",
                        told -> inWhatHeTold(
                                told, "(\"addresses\":[^]]*\"city\":\"Berlin\",\"state\":\")[^\"]*", "$1Atlantis")),
                broken(
                        "city-region-and-postal-code",
                        "a postal code is of another country",
                        told -> inWhatHeTold(told, "(\"addresses\":.*?\"postal_code\":\")[^\"]*", "$11234 AB")),
                broken(
                        "city-region-and-postal-code",
                        "somebody lives where he does not buy",
                        told -> inWhatHeTold(told, "(\"addresses\":.*?\"country\":\")[^\"]*", "$1NL")),
                broken(
                        "who-he-is-stays",
                        "one has become older",
                        told -> told.set("customer.updated", "birth_date", "\"1951-02-03\"")),
                broken("who-he-is-stays", "one visits as somebody from elsewhere", told -> {
                    Set<String> ordered = told.texts(line -> line.contains("order."));
                    told.set(
                            told.any(
                                    "session.started",
                                    // Prices there are the same.
                                    line -> line.contains("\"market\":\"DE\"")
                                            && !ordered.contains(Told.value(line, "session_id"))),
                            "market",
                            "\"FR\"");
                }));
    }

    /** Changes the middle one of those customers in whose data there is something to change. */
    private static void inWhatHeTold(Told told, String pattern, String replacement) {
        Pattern found = Pattern.compile(pattern);
        int index = told.any("customer.introduced", line -> found.matcher(line).find());
        told.change(index, line -> found.matcher(line).replaceFirst(replacement));
    }

    static Stream<Breakage> catalogue() {
        return Stream.of(
                broken(
                        "price-in-force",
                        "a product is shown cheaper",
                        told -> told.add("product.viewed", "unit_price", -1)),
                broken(
                        "price-in-force",
                        "a product is put in dearer",
                        told -> told.add("product.added", "unit_price", 1)),
                broken(
                        "price-in-force",
                        "a product is wished for at another price",
                        told -> told.add("product.added_to_wishlist", "unit_price", 1)),
                broken(
                        "price-above-zero price-in-force",
                        "a product costs nothing",
                        told -> told.set("product.viewed", "unit_price", "\"0.00\"")),
                broken(
                        "price-in-force",
                        "a price is changed without a word",
                        told -> told.add("price.changed", "unit_price", 1)),
                broken(
                        "product-launched-once business-hours",
                        "a product is retired twice",
                        told -> told.repeat(told.any("product.retired"), told.lines.size())),
                broken(
                        "what-a-product-is-stays",
                        "an edited product is of another brand",
                        told -> told.set("product.edited", "brand", "\"Nobody\"")),
                broken("retired-is-sold-no-more business-hours", "a product is viewed after its end", told -> {
                    int index = told.any("product.retired");
                    String product = Told.value(told.lines.get(index), "product_id");
                    told.repeat(index, told.last(index, "product.viewed", product));
                    told.drop(index + 1);
                }),
                broken(
                        "supplied-by-its-vendor",
                        "goods come from a vendor of something else",
                        told -> told.set(
                                told.any("stock.restocked", line -> line.contains("vendor_id")),
                                "vendor_id",
                                "\"" + Told.value(told.lines.get(told.any("vendor.joined")), "vendor_id") + "\"")),
                broken("promotion-starts-and-ends", "a promotion ends twice", told -> {
                    int index = told.any("promotion.ended");
                    told.repeat(index, index + 1);
                }),
                broken(
                        "promotion-starts-and-ends discount-of-the-promotion",
                        "a promotion does not end",
                        told -> told.drop(told.any("promotion.ended"))),
                broken(
                        "discount-of-the-promotion order-total-adds-up",
                        "a line has a discount of its own",
                        told -> told.change(
                                told.any("order.placed"),
                                line -> line.replaceFirst("(\"items\":.*\"discount\":\")[^\"]*\"", "$10.77\""))),
                broken(
                        "currency-of-the-market",
                        "an amount is in another currency",
                        told -> told.set("payment.captured", "currency", "\"XTS\"")),
                broken(
                        "currency-of-the-market",
                        "a product has no price in a market",
                        told -> told.change(
                                told.any("product.launched"),
                                line -> line.replaceFirst("\"market\":\"FR\"", "\"market\":\"NL\""))),
                broken(
                        "word-of-the-scenario",
                        "a channel is unheard of",
                        told -> told.set("session.started", "channel", "\"telepathy\"")),
                broken(
                        "word-of-the-scenario",
                        "a carrier is unheard of",
                        told -> told.set("order.shipped", "carrier", "\"stork\"")));
    }

    /** A session in which nothing comes of the cart that the customer found. */
    private static int untouchedCart(Told told) {
        Set<String> touched = told.texts(line -> line.contains("checkout.started") || line.contains("product.removed"));
        return told.any(
                "session.started",
                line -> line.contains("\"cart\":") && !touched.contains(Told.value(line, "session_id")));
    }

    static Stream<Breakage> sessions() {
        return Stream.of(
                broken(
                        "kept-cart",
                        "there is more in a cart than was left",
                        told -> told.set(untouchedCart(told), "quantity", "77")),
                broken(
                        "kept-cart",
                        "a cart that was left is gone",
                        told -> told.change(untouchedCart(told), line -> line.replaceFirst(",\"cart\":\\[.*?]", ""))),
                broken(
                        "search-results",
                        "more is found than there is",
                        told -> told.set("products.searched", "results", "4711")),
                broken(
                        "search-results",
                        "a search for something that there is finds nothing",
                        told -> told.set(
                                told.any(
                                        "products.searched",
                                        line -> line.matches(
                                                ".*\"query\":\"(kettle|toaster|saucepan|bookshelf|hoodie|jeans|speaker|novel)\".*")),
                                "results",
                                "0")),
                broken(
                        "experiments-of-the-scenario variant-of-the-customer",
                        "a variant is unheard of",
                        told -> told.set("session.ended", "variant", "\"blue\"")),
                broken(
                        "variant-of-the-customer",
                        "a customer gets something else",
                        told -> told.set(
                                told.any("session.ended", line -> line.contains("grey")), "variant", "\"green\"")),
                broken("session-starts-once", "one starts twice", told -> {
                    int index = told.any("session.started");
                    told.repeat(index, index + 1);
                }),
                broken("session-ends", "one does not end", told -> told.drop(told.any("session.ended"))),
                broken("nothing-after-the-session", "something is viewed after the end", told -> {
                    int view = told.any("product.viewed");
                    String session = Told.value(told.lines.get(view), "session_id");
                    told.repeat(view, told.next(view, "session.ended", session) + 1);
                }),
                broken(
                        "cart-adds-up",
                        "more is taken out than is in",
                        told -> told.set("product.removed", "quantity", "9")),
                broken(
                        "checkout-adds-up",
                        "the subtotal is another",
                        told -> told.add("checkout.started", "subtotal", 1)),
                broken(
                        "checkout-adds-up",
                        "the number of items is another",
                        told -> told.add("checkout.started", "items", 1)),
                broken(
                        "checkout-in-order",
                        "a checkout does not start",
                        told -> told.drop(told.any("checkout.started"))),
                broken("order-lines-match-the-cart checkout-adds-up", "something was not put in the cart", told -> {
                    String order = told.lines.get(told.any("order.placed"));
                    told.drop(told.any(
                            "product.added",
                            line -> line.contains(Told.value(order, "session_id"))
                                    && line.contains(Told.value(order, "product_id"))));
                }),
                broken(
                        "cart-adds-up checkout-adds-up order-lines-match-the-cart",
                        "something is taken out that was not put in",
                        told -> {
                            Set<String> ordered = told.texts(line -> line.contains("order.placed"));
                            String removed = told.lines.get(told.any(
                                    "product.removed", line -> ordered.contains(Told.value(line, "session_id"))));
                            told.drop(told.any(
                                    "product.added",
                                    line -> line.contains(Told.value(removed, "session_id"))
                                            && line.contains(Told.value(removed, "product_id"))));
                        }),
                broken(
                        "checkout-failed-after-declines",
                        "a checkout does not fail after three declines",
                        told -> told.drop(told.any("checkout.failed", line -> line.contains("payment_declined")))),
                broken(
                        "checkout-failed-after-declines",
                        "a checkout fails without declines",
                        told -> told.set(
                                told.any("checkout.failed", line -> line.contains("out_of_stock")),
                                "reason",
                                "\"payment_declined\"")));
    }
}
