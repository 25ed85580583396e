package dev.faux.check;

import dev.faux.simulation.Scenario;

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
                "Orders are prepared during business hours, and brought during the hours of delivery.");
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
            case ORDER_PREPARING, ORDER_REQUEUED -> during(event, packingHours);
            case ORDER_READY -> {
                during(event, packingHours);
                if (event.order != null && memory.isUnbroken(event.order)) {
                    ready(event, event.order);
                }
            }
            case ORDER_DELIVERY_ATTEMPT_FAILED, ORDER_FAILED, ORDER_DELIVERED -> {
                during(event, deliveryHours);
                if (event.order != null && memory.isUnbroken(event.order)) {
                    attempt(event, event.order);
                }
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

    private void ready(Event event, Order order) {
        if (order.isConfirmed()) {
            long taken = packingHours.between(order.confirmedAt, event.time);
            packed.expect(
                    event,
                    taken <= packing,
                    () -> "packed after " + taken + " ms of business hours, expected at most " + packing);
        }
    }

    private void attempt(Event event, Order order) {
        if (order.attemptFailedAt > 0) {
            long day = Hours.day(order.attemptFailedAt) + 1;
            retries.expect(
                    event,
                    Hours.day(event.time) == day,
                    () -> "tried again at " + Event.instant(event.time) + ", expected on the day from "
                            + Event.instant(day * Hours.DAY));
        } else if (order.readyAt > 0) {
            long after = event.time - order.readyAt;
            first.expect(
                    event,
                    after >= shortest && after < longest,
                    () -> "first attempt " + after + " ms after packing, expected from " + shortest + " to " + longest);
        }
        if (event.type == Type.ORDER_DELIVERY_ATTEMPT_FAILED) {
            order.attemptFailedAt = event.time;
        }
    }

    @Override
    public void conclude() {
        long now = stream.lastTime();
        for (Order order : memory.openOrders()) {
            if (memory.isUnbroken(order) && !order.status.isEnd()) {
                overdue(order, now);
            }
        }
    }

    private void overdue(Order order, long now) {
        if (order.readyAt == 0) {
            boolean late = order.isConfirmed() && packingHours.between(order.confirmedAt, now) > packing;
            late(packed, order, late, "is not packed");
        } else if (order.attemptFailedAt == 0) {
            late(first, order, now >= order.readyAt + longest, "was not tried to deliver");
        } else {
            late(retries, order, Hours.day(now) > Hours.day(order.attemptFailedAt) + 1, "was not tried again");
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
