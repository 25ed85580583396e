package dev.faux.check;

import static dev.faux.check.Breakage.broken;

import java.util.stream.Stream;

/** What can be wrong with orders, their money, goods and times. */
final class BrokenOrders {

    private BrokenOrders() {}

    static Stream<Breakage> orders() {
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
                                told.any("order.placed", line -> !line.contains("promotion_id")),
                                line -> line.replaceFirst("(\"items\":.*\"total\":\")[^\"]*\"", "$11.00\""))),
                broken(
                        "address-of-the-customer",
                        "an order goes to somebody else",
                        told -> told.set(
                                told.any("order.placed", line -> !line.contains("\"user_id\":\"019b")),
                                "address_id",
                                "\"019b76da-ae25-7000-8000-00007cbbd2b4\"")),
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
                broken(
                        "nothing-after-the-end delivery-attempts-counted first-attempt-in-time legal-transitions",
                        "a delivered order is shipped",
                        told -> {
                            int index = told.any("order.delivered");
                            String order = Told.value(told.lines.get(index), "order_id");
                            told.repeat(told.next(0, "order.shipped", order), told.lines.size());
                        }),
                broken(
                        "delivery-attempts-counted",
                        "an attempt is miscounted",
                        told -> told.set("order.delivery_attempt_failed", "attempt", "3")),
                broken(
                        "legal-transitions first-attempt-in-time loyalty-points status-follows-event",
                        "the shipment changes",
                        told -> {
                            int index = told.any("order.delivered");
                            told.change(
                                    index,
                                    line -> line.replaceFirst("(\"shipment_id\":\"[^\"]*).\"", "$1x\"")
                                            .replace("x\"", "0\""));
                        }));
    }

    static Stream<Breakage> payments() {
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
                broken(
                        "payment-as-entered payment-within-limit",
                        "another's card is used",
                        told -> told.set(
                                "payment.authorised", "payment_method_id", "\"019b76da-ae25-7000-8000-00007cbbd2b4\"")),
                broken("payment-within-limit", "more is paid than can be", told -> {
                    String paid = told.lines.get(told.any("payment.authorised"));
                    int customer = told.next(0, "customer.", Told.value(paid, "payment_method_id"));
                    String limit = "(" + Told.value(paid, "payment_method_id") + "\".*?\"limit\":\")[^\"]*";
                    told.change(customer, line -> line.replaceFirst(limit, "$10.01"));
                }),
                broken(
                        "payment-within-limit",
                        "a payment within the limit is declined for it",
                        told -> told.set(
                                told.any("payment.declined", line -> !line.contains("over_limit")),
                                "reason",
                                "\"over_limit\"")),
                broken(
                        "third-decline-cancels checkout-failed-after-declines stock-follows-the-order",
                        "an order goes on after three declines",
                        told -> told.drop(told.any(
                                "order.cancelled",
                                line -> line.contains("payment_declined")
                                        && told.lines.stream()
                                                .anyMatch(other -> other.contains("stock.released")
                                                        && other.contains(Told.value(line, "order_id")))))),
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

    static Stream<Breakage> stock() {
        return Stream.of(
                broken("stock-adds-up", "a piece too many is there", told -> told.add("stock.deducted", "on_hand", 1)),
                broken(
                        "stock-adds-up",
                        "a piece too few is promised",
                        told -> told.set(reserved(told), "reserved", "0")),
                broken("stock-adds-up", "a delivery is not told", told -> told.drop(told.any("stock.restocked"))),
                broken(
                        "stock-never-negative stock-adds-up",
                        "more is promised than there is",
                        told -> told.set(reserved(told), "reserved", "1000000")),
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
                        told -> told.drop(reserved(told))),
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

    static Stream<Breakage> times() {
        return Stream.of(
                broken(
                        "business-hours id-is-time-ordered-and-unique time-never-decreases",
                        "an order is packed at night",
                        told -> retime(told, told.any("order.requeued"), "T03:00:00.000Z")),
                broken(
                        "business-hours id-is-time-ordered-and-unique time-never-decreases",
                        "an order is brought at night",
                        told -> retime(
                                told,
                                told.any("order.delivered", line -> line.contains("\"attempt\":2")),
                                "T22:00:00.000Z")),
                broken(
                        "packed-in-time legal-transitions status-follows-event stock-follows-the-order",
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
                        "first-attempt-in-time legal-transitions loyalty-points refund-of-half return-of-what-was-delivered review-of-what-was-delivered stock-follows-the-order",
                        "no order is brought",
                        told -> told.drop(line -> line.contains("\"attempt\":")
                                && !Told.type(line).equals("order.shipped"))),
                broken(
                        "retry-the-next-day delivery-attempts-counted loyalty-points return-of-what-was-delivered review-of-what-was-delivered status-follows-event stock-follows-the-order",
                        "an order is not brought again",
                        told -> told.drop(line -> line.contains("\"attempt\":2"))),
                broken(
                        "tail-within-45-days first-attempt-in-time id-is-time-ordered-and-unique packed-in-time promotion-starts-and-ends retry-the-next-day time-never-decreases",
                        "a session echoes for too long",
                        told -> told.retime(told.any("order.delivered"), "2026-03-08T12:00:00.000Z")),
                broken(
                        "tail-mostly-within-7-days business-hours first-attempt-in-time fraud-suspected kept-cart nothing-before-its-creation packed-in-time promised-later promotion-starts-and-ends retry-the-next-day return-of-what-was-delivered review-of-what-was-delivered session-ends",
                        "most of it comes a month late",
                        told -> {
                            for (int i = told.lines.size() / 4; i < told.lines.size(); i++) {
                                told.retime(
                                        i, Told.value(told.lines.get(i), "time").replace("2026-01", "2026-02"));
                            }
                        }));
    }

    static Stream<Breakage> aftersales() {
        return Stream.of(
                broken("return-of-what-was-delivered", "something is sent back twice", told -> {
                    int index = told.any("return.requested");
                    told.repeat(index, index + 1);
                }),
                broken(
                        "return-of-what-was-delivered",
                        "more is sent back than was ordered",
                        told -> told.add("return.requested", "quantity", 7)),
                broken("return-of-what-was-delivered", "a return comes twice", told -> {
                    int index = told.any("return.received");
                    told.repeat(index, index + 1);
                }),
                broken(
                        "refund-of-half stock-follows-the-order",
                        "a return is not told to have come",
                        told -> told.drop(told.any("return.received"))),
                broken("review-of-what-was-delivered", "something is reviewed twice", told -> {
                    int index = told.any("review.posted");
                    told.repeat(index, index + 1);
                }),
                broken(
                        "review-of-what-was-delivered",
                        "somebody is more than delighted",
                        told -> told.set("review.posted", "rating", "6")),
                broken("ticket-opens-and-closes", "a ticket is closed twice", told -> {
                    int index = told.any("ticket.closed");
                    told.repeat(index, index + 1);
                }),
                broken(
                        "loyalty-points",
                        "points come from nowhere",
                        told -> told.set("customer.updated", "loyalty_points", "99999")),
                broken("loyalty-points", "a customer gets no points", told -> {
                    String delivered = told.lines.get(
                            told.any("order.delivered", line -> line.contains("\"status\":\"delivered\"")));
                    told.drop(told.next(
                            told.lines.indexOf(delivered), "customer.updated", Told.value(delivered, "user_id")));
                }));
    }

    static Stream<Breakage> restrictions() {
        return Stream.of(
                broken(
                        "sold-in-its-season",
                        "a season is another",
                        told -> all(told, "\"season\":\"winter\"", "\"season\":\"summer\"")),
                broken(
                        "customer-old-enough",
                        "an age is higher",
                        told -> all(told, "\"minimum_age\":19", "\"minimum_age\":90")),
                broken(
                        "sold-in-the-market",
                        "a market is closed",
                        told -> all(told, "\"excluded_markets\":[\"BR\"]", "\"excluded_markets\":[\"US\"]")),
                broken("fraud-suspected", "an order is suspected without a cause", told -> {
                    int index = told.any("order.placed", line -> line.contains("\"fraud_suspected\":false"));
                    told.set(index, "fraud_suspected", "true");
                }),
                broken(
                        "promised-later",
                        "an order is promised for yesterday",
                        told -> told.set("order.placed", "promised_by", "\"2025-12-31T00:00:00.000Z\"")));
    }

    /** Of everything that was launched. */
    private static void all(Told told, String text, String other) {
        told.lines.replaceAll(line -> line.contains("product.launched") ? line.replace(text, other) : line);
    }

    /** A reservation that was not that of the last piece, nor of the first. */
    private static int reserved(Told told) {
        return told.any("stock.reserved", line -> {
            long reserved = Long.parseLong(Told.value(line, "reserved"));
            long onHand = Long.parseLong(Told.value(line, "on_hand"));
            return reserved < onHand && reserved > Long.parseLong(Told.value(line, "quantity"));
        });
    }

    private static void retime(Told told, int index, String ofDay) {
        told.retime(index, Told.value(told.lines.get(index), "time").substring(0, 10) + ofDay);
    }
}
