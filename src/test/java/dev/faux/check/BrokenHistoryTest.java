package dev.faux.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.check.Report.Status;
import dev.faux.check.Report.Verdict;
import dev.faux.simulation.Scenario;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule is seen to fail: something small is done to the lines of a real history, and exactly the rules that it breaks
 * have to fail, the first named and those that follow from it.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokenHistoryTest {

    private static final String[] SETTINGS = {
        "intensity.per_minute=2",
        "catalogue.products=40",
        "population=800",
        "payments.declines=0.3",
        "orders.requeues=0.1",
        "orders.delivery.fails=0.4",
        "personas.shopper.cancels_order=0.15",
        "stock.cover=P2D",
        "stock.reorder=P1D",
        "stock.least=4",
        "distributions.basket=2.5"
    };
    private static final Scenario SCENARIO = Told.scenario("weekday", SETTINGS);
    /** From a Thursday to a Thursday: a weekend is in it. */
    private static final Told WHOLE = Told.by(SCENARIO, 7, Duration.ofDays(8));

    /** What is done to the history, and the rules that fail for it. */
    private record Case(String rules, String what, Consumer<Told> how) {

        Set<String> broken() {
            return new TreeSet<>(Arrays.asList(rules.split(" ", -1)));
        }

        @Override
        public String toString() {
            return rules + " when " + what;
        }
    }

    private static Case broken(String rules, String what, Consumer<Told> how) {
        return new Case(rules, what, how);
    }

    @Test
    void nothing_fails_before_something_is_broken() {
        Report report = WHOLE.check();

        assertThat(report.passed()).as(report.text()).isTrue();
        assertThat(report.rules())
                .filteredOn(rule -> rule.status() == Status.UNTRIED)
                .extracting(Verdict::name)
                .containsExactly("tail-mostly-within-7-days");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"lines", "ties", "people", "catalogue", "sessions", "orders", "payments", "stock", "times"})
    void exactly_the_broken_rules_fail(Case broken) {
        Told told = WHOLE.copy();
        broken.how().accept(told);

        Report report = told.check();

        assertThat(failed(report)).as(report.text()).isEqualTo(broken.broken());
        assertThat(report.passed()).isFalse();
    }

    @Test
    void every_rule_is_broken_by_some_case_of_this_class() {
        Set<String> broken = Stream.of(
                        lines(), ties(), people(), catalogue(), sessions(), orders(), payments(), stock(), times())
                .flatMap(cases -> cases)
                .flatMap(one -> one.broken().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        broken.addAll(List.of("abandonment"));

        assertThat(broken)
                .isEqualTo(new TreeSet<>(
                        WHOLE.check().rules().stream().map(Verdict::name).toList()));
    }

    @Test
    void abandonment_fails_when_the_scenario_asks_for_another() {
        Scenario other = Told.scenario("weekday", with("personas.shopper.abandons=0.2"));

        assertThat(failed(WHOLE.check(other, false))).containsExactly("abandonment");
    }

    private static String[] with(String more) {
        String[] all = Arrays.copyOf(SETTINGS, SETTINGS.length + 1);
        all[SETTINGS.length] = more;
        return all;
    }

    private static Set<String> failed(Report report) {
        return report.rules().stream()
                .filter(rule -> rule.status() == Status.FAILED)
                .map(Verdict::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Case> lines() {
        return Stream.of(
                broken(
                        "well-formed",
                        "a line is cut in half",
                        told -> told.change(told.any("page.viewed"), line -> line.substring(0, line.length() / 2))),
                broken(
                        "well-formed",
                        "something follows the object",
                        told -> told.change(told.any("page.viewed"), line -> line + "x")),
                broken("well-formed", "a line is empty", told -> told.change(told.any("page.viewed"), line -> "")),
                broken(
                        "envelope",
                        "two keys change places",
                        told -> told.change(
                                told.any("page.viewed"),
                                line -> line.replaceFirst("(\"id\":\"[^\"]*\"),(\"source\":\"[^\"]*\")", "$2,$1"))),
                broken(
                        "envelope",
                        "a key is missing",
                        told -> told.change(
                                told.any("page.viewed"), line -> line.replaceFirst("\"subject\":\"[^\"]*\",", ""))),
                broken(
                        "envelope",
                        "the last key is missing",
                        told -> told.change(told.any("page.viewed"), line -> line.replaceFirst(",\"data\":.*", "}"))),
                broken(
                        "envelope",
                        "a key is unknown",
                        told -> told.change(
                                told.any("page.viewed"),
                                line -> line.replaceFirst("\"source\"", "\"colour\":1,\"source\""))),
                broken("envelope", "specversion is another", told -> told.set("page.viewed", "specversion", "\"0.3\"")),
                broken(
                        "envelope",
                        "source changes",
                        told -> told.set("page.viewed", "source", "\"/faux/abcdef012345\"")),
                broken(
                        "envelope",
                        "the type is unknown",
                        told -> told.set("page.viewed", "type", "\"dev.faux.page.turned\"")),
                broken(
                        "envelope",
                        "the type has no prefix",
                        told -> told.set("page.viewed", "type", "\"page.viewed\"")),
                broken(
                        "envelope",
                        "the subject is of another kind",
                        told -> told.change(told.any("page.viewed"), line -> line.replace("\"session/", "\"order/"))),
                broken(
                        "envelope",
                        "the subject is another one",
                        told -> told.change(
                                told.any("page.viewed"),
                                line -> line.replace("\"session_id\":\"0", "\"session_id\":\"1"))),
                broken(
                        "envelope",
                        "partitionkey is not the subject's id",
                        told -> told.set("page.viewed", "partitionkey", "\"019b76da-ae25-7000-8000-00007cbbd2b4\"")),
                broken(
                        "envelope",
                        "time has no decimals",
                        told -> told.change(told.any("page.viewed"), line -> line.replaceFirst("\\.\\d{3}Z", "Z"))),
                broken(
                        "envelope",
                        "time is on no day",
                        told -> told.change(
                                told.any("page.viewed"),
                                line -> line.replaceFirst("\"time\":\"2026-01", "\"time\":\"2026-13"))),
                broken("envelope", "sequence is short", told -> told.set("page.viewed", "sequence", "\"12\"")),
                broken(
                        "envelope",
                        "id is no UUID",
                        told -> told.set("page.viewed", "id", "\"019B76DA-AE25-7000-8000-00007CBBD2B4\"")),
                broken(
                        "envelope",
                        "correlationid is no UUID",
                        told -> told.set("page.viewed", "correlationid", "\"\"")),
                broken(
                        "envelope",
                        "datacontenttype is another",
                        told -> told.set("page.viewed", "datacontenttype", "\"text/plain\"")),
                broken(
                        "envelope",
                        "dataschema is another's",
                        told -> told.set("page.viewed", "dataschema", "\"/schemas/page.turned/v1\"")),
                broken(
                        "envelope",
                        "dataschema has no version",
                        told -> told.set("page.viewed", "dataschema", "\"/schemas/page.viewed/v\"")),
                broken(
                        "data-fields",
                        "a field is missing",
                        told -> told.change(
                                told.any("page.viewed"), line -> line.replaceFirst(",\"page\":\"[^\"]*\"", ""))),
                broken(
                        "data-fields",
                        "a field is there twice",
                        told -> told.change(
                                told.any("page.viewed"), line -> line.replaceFirst("(,\"page\":\"[^\"]*\")", "$1$1"))),
                broken(
                        "data-fields",
                        "data is no object",
                        told -> told.change(
                                told.any("page.viewed"),
                                line -> line.replaceFirst("\"data\":\\{.*\\}\\}", "\"data\":[]}"))),
                broken("data-fields", "a number is text", told -> told.set("product.added", "quantity", "\"1\"")),
                broken("data-fields", "a number is broken", told -> told.set("product.added", "quantity", "1.5")),
                broken("data-fields", "a quantity is 0", told -> told.set("product.added", "quantity", "0")),
                broken("data-fields", "an amount is a number", told -> told.set("product.viewed", "unit_price", "12")),
                broken(
                        "data-fields",
                        "an amount has one decimal",
                        told -> told.set("product.viewed", "unit_price", "\"12.5\"")),
                broken(
                        "data-fields",
                        "an order has no lines",
                        told -> told.change(
                                told.any("order.placed"),
                                line -> line.replaceFirst("\"items\":\\[.*\\]", "\"items\":[]"))),
                broken(
                        "data-fields",
                        "a line of an order lacks its product",
                        told -> told.change(
                                told.any("order.placed"), line -> line.replaceFirst("\"product_id\":\"[^\"]*\",", ""))),
                broken(
                        "data-fields",
                        "an instant has no decimals",
                        told -> told.change(
                                told.any("order.placed"),
                                line -> line.replaceFirst("(created_at\":\"[^\"]*)\\.\\d{3}Z", "$1Z"))),
                broken(
                        "position-without-gap",
                        "a line comes twice",
                        told -> told.lines.add(told.any("page.viewed"), told.lines.get(told.any("page.viewed")))),
                broken("position-without-gap", "two lines change places", told -> {
                    int index = told.any("page.viewed");
                    told.lines.add(index + 1, told.lines.remove(index));
                }),
                broken(
                        "time-never-decreases id-is-time-ordered-and-unique nothing-before-its-creation",
                        "an event is too early",
                        told -> {
                            int index = told.any("page.viewed");
                            told.set(index, "time", "\"" + Told.value(told.lines.get(index - 40), "time") + "\"");
                        }),
                broken(
                        "id-is-time-ordered-and-unique",
                        "an id has another version",
                        told -> told.change(
                                told.any("page.viewed"), line -> line.replaceFirst("(\"id\":\"[^-]*-[^-]*-)7", "$14"))),
                broken("id-is-time-ordered-and-unique", "two events share an id", told -> {
                    int index = told.any("customer.introduced");
                    told.set(index + 1, "id", "\"" + Told.value(told.lines.get(index), "id") + "\"");
                }));
    }

    private static Stream<Case> ties() {
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
                        "reference-resolves-and-came-earlier",
                        "a product is not announced",
                        told -> told.drop(told.any("product.launched"))),
                broken(
                        "reference-resolves-and-came-earlier",
                        "a customer is not announced",
                        told -> told.drop(told.any("customer.introduced"))),
                broken(
                        "reference-resolves-and-came-earlier",
                        "a session is not announced",
                        told -> told.drop(told.any("session.started"))),
                broken(
                        "reference-resolves-and-came-earlier",
                        "an order is not announced",
                        told -> told.drop(told.any("order.placed"))),
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
                        "nothing-before-its-creation delivery-attempts-counted",
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
                    int index = told.next(told.any("session.started"), "stock.restocked", "");
                    told.change(
                            index,
                            line -> line.replaceFirst(
                                    "(\"datacontenttype\")", "\"correlationid\":\"" + session + "\",$1"));
                }),
                broken("same-customer", "somebody else looks at a product", told -> {
                    String other = Told.value(told.lines.get(told.any("customer.introduced")), "user_id");
                    told.set("product.viewed", "user_id", "\"" + other + "\"");
                }),
                broken("same-customer", "somebody else's order is ready", told -> {
                    String other = Told.value(told.lines.get(told.any("customer.introduced")), "user_id");
                    told.set("order.ready", "user_id", "\"" + other + "\"");
                }));
    }

    private static Stream<Case> people() {
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
                        told -> told.set("customer.registered", "phone_number", "\"+1-212-555-0200\"")));
    }

    private static Stream<Case> catalogue() {
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
                        "price-above-zero price-in-force",
                        "a product costs nothing",
                        told -> told.set("product.viewed", "unit_price", "\"0.00\"")),
                broken(
                        "currency-of-the-market",
                        "an amount is in another currency",
                        told -> told.set("payment.captured", "currency", "\"EUR\"")),
                broken(
                        "word-of-the-scenario",
                        "a channel is unheard of",
                        told -> told.set("session.started", "channel", "\"telepathy\"")),
                broken(
                        "word-of-the-scenario",
                        "a carrier is unheard of",
                        told -> told.set("order.shipped", "carrier", "\"stork\"")));
    }

    private static Stream<Case> sessions() {
        return Stream.of(
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
                            String removed = told.lines.get(told.any("product.removed"));
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

    private static Stream<Case> orders() {
        return Stream.of(
                broken("order-total-adds-up", "tax is rounded otherwise", told -> told.add("order.placed", "tax", 1)),
                broken(
                        "order-total-adds-up",
                        "the subtotal is another",
                        told -> told.add("order.placed", "subtotal", 1)),
                broken(
                        "order-total-adds-up",
                        "the discount is not taken off",
                        told -> told.add("order.placed", "discount", 100)),
                broken(
                        "order-total-adds-up payment-is-the-total",
                        "the total is another",
                        told -> told.add("order.placed", "total", 1)),
                broken(
                        "order-total-adds-up",
                        "a line's total is another",
                        told -> told.change(
                                told.any("order.placed"),
                                line -> line.replaceFirst("(\"items\":.*\"total\":\")[^\"]*\"", "$11.00\""))),
                broken(
                        "shipping-fee order-total-adds-up",
                        "the fee is another",
                        told -> told.set("order.placed", "shipping", "\"1.00\"")),
                broken(
                        "legal-transitions",
                        "an order is packed by nobody",
                        told -> told.drop(told.any("order.preparing"))),
                broken("legal-transitions delivery-attempts-counted", "an order ships twice at once", told -> {
                    int index = told.any("order.shipped");
                    told.repeat(index, index + 1);
                }),
                broken("legal-transitions order-lines-match-the-cart", "an order is placed twice", told -> {
                    int index = told.any("order.placed");
                    told.repeat(index, index + 1);
                }),
                broken(
                        "status-follows-event",
                        "the status is another",
                        told -> told.set("order.shipped", "status", "\"ready\"")),
                broken("nothing-after-the-end", "a delivered order is shipped", told -> {
                    int index = told.any("order.delivered");
                    String order = Told.value(told.lines.get(index), "order_id");
                    told.repeat(told.next(0, "order.shipped", order), told.lines.size());
                }),
                broken(
                        "delivery-attempts-counted",
                        "an attempt is miscounted",
                        told -> told.set("order.delivery_attempt_failed", "attempt", "3")),
                broken("delivery-attempts-counted", "the shipment changes", told -> {
                    int index = told.any("order.delivered");
                    told.change(
                            index,
                            line -> line.replaceFirst("(\"shipment_id\":\"[^\"]*).\"", "$1x\"")
                                    .replace("x\"", "0\""));
                }));
    }

    private static Stream<Case> payments() {
        return Stream.of(
                broken(
                        "payment-is-the-total",
                        "another amount is authorised",
                        told -> told.add("payment.authorised", "amount", 1)),
                broken(
                        "payment-is-the-total",
                        "another amount is captured",
                        told -> told.add("payment.captured", "amount", 2)),
                broken("at-most-three-payments", "a payment is tried once paid", told -> {
                    int index = told.any("payment.authorised");
                    told.repeat(index, index + 3);
                }),
                broken("payment-as-entered", "another method is used", told -> {
                    int index = told.any("payment.authorised", line -> line.contains("card"));
                    told.set(index, "payment_method", "\"wallet\"");
                }),
                broken(
                        "third-decline-cancels checkout-failed-after-declines stock-follows-the-order",
                        "an order goes on after three declines",
                        told -> told.drop(told.any("order.cancelled", line -> line.contains("payment_declined")))),
                broken(
                        "third-decline-cancels",
                        "an order is cancelled for declines that were not",
                        told -> told.set(
                                told.any("order.cancelled", line -> line.contains("changed_mind")),
                                "reason",
                                "\"payment_declined\"")),
                broken(
                        "captured-after-authorised",
                        "nothing is authorised",
                        told -> told.drop(told.any("payment.authorised"))),
                broken(
                        "captured-after-authorised confirmed-after-captured",
                        "nothing is captured",
                        told -> told.drop(told.any("payment.captured"))),
                broken(
                        "confirmed-after-captured legal-transitions",
                        "nothing is confirmed",
                        told -> told.drop(told.any("order.confirmed"))),
                broken("refund-of-half", "too much goes back", told -> told.add("payment.refunded", "amount", 1)),
                broken("refund-of-half", "nothing goes back", told -> told.drop(told.any("payment.refunded"))),
                broken("refund-of-half", "it goes back twice", told -> {
                    int index = told.any("payment.refunded");
                    told.repeat(index, index + 1);
                }));
    }

    private static Stream<Case> stock() {
        return Stream.of(
                broken("stock-adds-up", "a piece too many is there", told -> told.add("stock.deducted", "on_hand", 1)),
                broken(
                        "stock-adds-up",
                        "a piece too few is promised",
                        told -> told.add("stock.reserved", "reserved", -1)),
                broken("stock-adds-up", "a delivery is not told", told -> told.drop(told.any("stock.restocked"))),
                broken(
                        "stock-never-negative stock-adds-up",
                        "more is promised than there is",
                        told -> told.set("stock.reserved", "reserved", "1000000")),
                broken(
                        "stock-never-negative stock-adds-up",
                        "less than nothing is promised",
                        told -> told.set("stock.released", "reserved", "-1")),
                broken(
                        "depleted-when-nothing-is-free",
                        "it is not told that nothing is free",
                        told -> told.drop(told.any("stock.depleted"))),
                broken("depleted-when-nothing-is-free", "it is told twice that nothing is free", told -> {
                    int index = told.any("stock.depleted");
                    told.repeat(index, index + 1);
                }),
                broken(
                        "stock-follows-the-order stock-adds-up",
                        "a line is not reserved",
                        told -> told.drop(told.any("stock.reserved"))),
                broken(
                        "stock-follows-the-order stock-adds-up",
                        "a line is not deducted",
                        told -> told.drop(told.any("stock.deducted"))),
                broken(
                        "stock-follows-the-order stock-adds-up",
                        "a line is not released",
                        told -> told.drop(told.any("stock.released"))),
                broken(
                        "stock-follows-the-order stock-adds-up",
                        "more is deducted than was ordered",
                        told -> told.add("stock.deducted", "quantity", 1)));
    }

    private static Stream<Case> times() {
        return Stream.of(
                broken(
                        "business-hours id-is-time-ordered-and-unique time-never-decreases",
                        "an order is packed at night",
                        told -> retime(told, told.any("order.requeued"), "T03:00:00.000Z")),
                broken(
                        "business-hours id-is-time-ordered-and-unique time-never-decreases",
                        "an order is brought at night",
                        told -> retime(told, told.any("order.delivered"), "T22:00:00.000Z")),
                broken(
                        "packed-in-time legal-transitions stock-follows-the-order",
                        "orders are not packed",
                        told -> told.drop(line -> Told.type(line).equals("order.ready")
                                || Told.type(line).equals("order.preparing"))),
                broken(
                        "first-attempt-in-time business-hours id-is-time-ordered-and-unique time-never-decreases",
                        "an order is brought too late",
                        told -> {
                            int index = told.any("order.delivered", line -> line.contains("\"attempt\":1"));
                            told.retime(index, "2026-01-08T23:00:00.000Z");
                        }),
                broken(
                        "first-attempt-in-time legal-transitions refund-of-half",
                        "no order is brought",
                        told -> told.drop(line -> line.contains("\"attempt\":")
                                && !Told.type(line).equals("order.shipped"))),
                broken(
                        "retry-the-next-day delivery-attempts-counted",
                        "an order is not brought again",
                        told -> told.drop(line -> line.contains("\"attempt\":2"))),
                broken(
                        "tail-within-45-days first-attempt-in-time id-is-time-ordered-and-unique packed-in-time retry-the-next-day time-never-decreases",
                        "a session echoes for too long",
                        told -> told.retime(told.any("order.delivered"), "2026-03-08T12:00:00.000Z")),
                broken(
                        "tail-mostly-within-7-days business-hours first-attempt-in-time nothing-before-its-creation packed-in-time retry-the-next-day session-ends",
                        "most of it comes a month late",
                        told -> {
                            for (int i = told.lines.size() / 4; i < told.lines.size(); i++) {
                                told.retime(
                                        i, Told.value(told.lines.get(i), "time").replace("2026-01", "2026-02"));
                            }
                        }));
    }

    private static void retime(Told told, int index, String ofDay) {
        told.retime(index, Told.value(told.lines.get(index), "time").substring(0, 10) + ofDay);
    }
}
