package dev.faux.check;

import dev.faux.simulation.Scenario;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is taken off prices for a while. */
final class Promotions implements Inspector {

    private static final int MOST_PERCENT = 90;

    private final Stream stream;
    private final Memory memory;
    private final Map<UUID, Promotion> running = new LinkedHashMap<>();
    private final Rule runs;
    private final Rule discounts;

    /** @param category null for all */
    private record Promotion(
            UUID id, long percent, @Nullable UUID category, long endsAt, Place place) {}

    Promotions(Rules rules, Scenario scenario, Stream stream, Memory memory) {
        this.stream = stream;
        this.memory = memory;
        boolean applies = !scenario.promotions().isEmpty();
        runs = rules.addIf(
                applies,
                "promotion-starts-and-ends",
                "A promotion takes off 1 to " + MOST_PERCENT
                        + " percent, starts once, and ends when it said it would.");
        discounts = rules.addIf(
                applies,
                "discount-of-the-promotion",
                "The discount of a line is what the best running promotion of its category takes off, half-up.");
    }

    @Override
    public void inspect(Event event) {
        switch (event.type()) {
            case PROMOTION_STARTED -> start(event);
            case PROMOTION_ENDED -> end(event);
            case ORDER_PLACED -> {
                if (stream.isWhole()) {
                    event.items.forEach(item -> judge(event, item));
                }
            }
            default -> {}
        }
    }

    private void start(Event event) {
        UUID id = event.id(Field.PROMOTION_ID);
        Promotion promotion = new Promotion(
                id,
                event.number(Field.PERCENT),
                event.has(Field.CATEGORY_ID) ? event.id(Field.CATEGORY_ID) : null,
                event.number(Field.ENDS_AT),
                Place.of(event));
        runs.expect(
                event,
                promotion.percent >= 1 && promotion.percent <= MOST_PERCENT && promotion.endsAt > event.time,
                () -> "percent " + promotion.percent + " until " + Event.instant(promotion.endsAt) + ", expected 1 to "
                        + MOST_PERCENT + " and a later end");
        Promotion before = running.putIfAbsent(id, promotion);
        runs.expect(event, before == null, () -> "promotion " + id + " starts again");
    }

    private void end(Event event) {
        UUID id = event.id(Field.PROMOTION_ID);
        Promotion promotion = running.remove(id);
        if (promotion != null) {
            runs.expect(
                    event,
                    event.time == promotion.endsAt,
                    () -> "ends at " + Event.instant(event.time) + ", expected " + Event.instant(promotion.endsAt));
        } else if (stream.isWhole()) {
            runs.expect(event, false, () -> "promotion " + id + " ends, expected one that is running");
        }
    }

    private void judge(Event event, Event.Item item) {
        UUID category = memory.categoryOf.get(item.product);
        Promotion best = null;
        for (Promotion each : running.values()) {
            boolean isFor = each.category == null || each.category.equals(category);
            if (isFor && (best == null || each.percent > best.percent)) {
                best = each;
            }
        }
        long due = best == null ? 0 : (item.total * best.percent + 50) / 100;
        UUID promotion = due == 0 || best == null ? null : best.id;
        boolean isRight =
                item.discount == due && (promotion == null ? item.promotion == null : promotion.equals(item.promotion));
        discounts.expect(
                event,
                isRight,
                () -> "discount " + Event.money(item.discount) + " by promotion " + item.promotion + " on "
                        + Event.money(item.total) + ", expected " + Event.money(due) + " by " + promotion);
    }

    @Override
    public void conclude() {
        if (stream.isWhole()) {
            for (Promotion each : running.values()) {
                runs.expect(
                        each.place,
                        each.endsAt >= stream.lastTime(),
                        () -> "promotion " + each.id + " has not ended by " + Event.instant(stream.lastTime())
                                + ", expected at " + Event.instant(each.endsAt));
            }
        }
    }
}
