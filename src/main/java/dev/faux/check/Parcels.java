package dev.faux.check;

import dev.faux.simulation.Scenario;
import org.jspecify.annotations.Nullable;

/** When orders are packed and brought: in working hours, and soon enough. */
final class Parcels implements Inspector {

    private final Stream stream;
    private final Memory memory;
    private final Hours packingHours;
    private final Hours deliveryHours;
    private final long packing;
    private final long shortest;
    private final long longest;
    private final Rule hours;
    private final Rule packed;
    private final Rule first;
    private final Rule retries;

    Parcels(Rules rules, Scenario scenario, Stream stream, Memory memory) {
        this.stream = stream;
        this.memory = memory;
        packingHours = new Hours(scenario.orders().hours());
        deliveryHours = new Hours(scenario.orders().delivery().hours());
        packing = scenario.orders().packing().toMillis();
        shortest = scenario.orders().delivery().shortest().toMillis();
        longest = scenario.orders().delivery().longest().toMillis();
        hours = rules.add(
                "business-hours",
                "Orders are prepared, products edited, priced and retired during business hours; orders are brought during the"
                        + " hours of delivery.");
        packed = rules.add(
                "packed-in-time",
                "A confirmed order is ready after the scenario's longest packing time in business hours at most.");
        first = rules.add(
                "first-attempt-in-time",
                "The first attempt to deliver comes within the scenario's bounds after packing.");
        retries = rules.add("retry-the-next-day", "A failed attempt is repeated on the next day.");
    }

    @Override
    public void inspect(Event event) {
        switch (event.type()) {
            case ORDER_PREPARING, ORDER_REQUEUED, PRODUCT_EDITED, PRODUCT_RETIRED, PRICE_CHANGED ->
                during(event, packingHours);
            case ORDER_READY -> {
                during(event, packingHours);
                ready(event);
            }
            case ORDER_DELIVERY_ATTEMPT_FAILED, ORDER_FAILED, ORDER_DELIVERED -> {
                during(event, deliveryHours);
                attempt(event);
            }
            default -> {}
        }
    }

    private void during(Event event, Hours expected) {
        hours.expect(
                event,
                expected.include(event.time),
                () -> event.type().wireName() + " at " + Event.instant(event.time) + ", expected during working hours");
    }

    private @Nullable Parcel parcel(Event event) {
        Order order = event.order;
        return order == null || !memory.isUnbroken(order) ? null : order.parcel(event.id(Field.SHIPMENT_ID));
    }

    /** When packing could begin, or 0. */
    private static long begin(Order order, Parcel parcel) {
        return order.isConfirmed() && parcel.goodsAt > 0 ? Math.max(order.confirmedAt, parcel.goodsAt) : 0;
    }

    private void ready(Event event) {
        Parcel parcel = parcel(event);
        if (parcel != null && event.order != null && begin(event.order, parcel) > 0) {
            long taken = packingHours.between(begin(event.order, parcel), event.time);
            packed.expect(
                    event,
                    taken <= packing,
                    () -> "packed after " + taken + " ms of business hours, expected at most " + packing);
        }
    }

    private void attempt(Event event) {
        Parcel parcel = parcel(event);
        if (parcel == null) {
            return;
        }
        if (parcel.attemptFailedAt > 0) {
            long day = Hours.day(parcel.attemptFailedAt) + 1;
            retries.expect(
                    event,
                    Hours.day(event.time) == day,
                    () -> "tried again at " + Event.instant(event.time) + ", expected on the day from "
                            + Event.instant(day * Hours.DAY));
        } else if (parcel.readyAt > 0) {
            long after = event.time - parcel.readyAt;
            first.expect(
                    event,
                    after >= shortest && after < longest,
                    () -> "first attempt " + after + " ms after packing, expected from " + shortest + " to " + longest);
        }
        if (event.type == Type.ORDER_DELIVERY_ATTEMPT_FAILED) {
            parcel.attemptFailedAt = event.time;
        }
    }

    @Override
    public void conclude() {
        long now = stream.lastTime();
        for (Order order : memory.openOrders()) {
            if (memory.isUnbroken(order) && !order.isCancelled) {
                order.parcels.stream()
                        .filter(parcel -> !parcel.status.isEnd())
                        .forEach(parcel -> overdue(order, parcel, now));
            }
        }
    }

    private void overdue(Order order, Parcel parcel, long now) {
        if (parcel.readyAt == 0) {
            long begin = begin(order, parcel);
            boolean late = begin > 0 && packingHours.between(begin, now) > packing;
            late(packed, order, late, "is not packed");
        } else if (parcel.attemptFailedAt == 0) {
            late(first, order, now >= parcel.readyAt + longest, "was not tried to deliver");
        } else {
            late(retries, order, Hours.day(now) > Hours.day(parcel.attemptFailedAt) + 1, "was not tried again");
        }
    }

    private void late(Rule rule, Order order, boolean isLate, String what) {
        if (isLate) {
            rule.expect(
                    order.owedFor,
                    false,
                    () -> "order " + order.id + " " + what + " by " + Event.instant(stream.lastTime())
                            + ", expected earlier");
        }
    }
}
