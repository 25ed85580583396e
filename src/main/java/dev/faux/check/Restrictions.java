package dev.faux.check;

import dev.faux.simulation.Scenario;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who may buy what when: seasons, ages and markets, as each product tells them. */
final class Restrictions implements Inspector {

    private static final String SUMMER = "summer";

    private final Memory memory;
    private final Markets markets;
    private final Map<UUID, Limits> limits = new HashMap<>();
    private final Rule season;
    private final Rule age;
    private final Rule place;

    /** @param season empty for always */
    private record Limits(String season, long minimumAge, List<String> excluded) {}

    Restrictions(Rules rules, Scenario scenario, Memory memory) {
        this.memory = memory;
        this.markets = new Markets(scenario);
        List<Scenario.Restriction> all =
                List.copyOf(scenario.catalogue().restrictions().values());
        season = rules.addIf(
                all.stream().anyMatch(each -> each.season() != null),
                "sold-in-its-season",
                "What has a season is put in a cart and ordered in it: summer is from April to September, south of the"
                        + " equator the other half of the year.");
        age = rules.addIf(
                all.stream().anyMatch(each -> each.minimumAge() > 0),
                "customer-old-enough",
                "What has a least age is bought by nobody younger.");
        place = rules.addIf(
                all.stream().anyMatch(each -> !each.notIn().isEmpty()),
                "sold-in-the-market",
                "Nothing is sold in a market that it is excluded from.");
    }

    @Override
    public void inspect(Event event) {
        switch (event.type()) {
            case PRODUCT_LAUNCHED -> {
                if (event.has(Field.SEASON) || event.has(Field.MINIMUM_AGE) || !event.markets.isEmpty()) {
                    limits.put(
                            event.id(Field.PRODUCT_ID),
                            new Limits(
                                    event.text(Field.SEASON),
                                    event.number(Field.MINIMUM_AGE),
                                    List.copyOf(event.markets)));
                }
            }
            case PRODUCT_ADDED -> {
                if (event.visit != null) {
                    judge(event, event.id(Field.PRODUCT_ID), event.visit.market);
                }
            }
            case ORDER_PLACED -> event.items.forEach(item -> judge(event, item.product, event.text(Field.MARKET)));
            default -> {}
        }
    }

    private void judge(Event event, UUID product, String market) {
        Limits limit = limits.get(product);
        if (limit == null) {
            return;
        }
        if (!limit.season().isEmpty()) {
            season.expect(
                    event,
                    isSeason(limit.season(), market, event.time),
                    () -> "product " + product + " of the " + limit.season() + " is sold in " + market + " at "
                            + Event.instant(event.time));
        }
        if (!limit.excluded().isEmpty()) {
            place.expect(
                    event,
                    !limit.excluded().contains(market),
                    () -> "product " + product + " is sold in " + market + ", expected not in " + limit.excluded());
        }
        long born = memory.births.get(Hashes.of(event.id(Field.USER_ID)), Long.MIN_VALUE);
        if (limit.minimumAge() > 0 && born != Long.MIN_VALUE) {
            LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(event.time), ZoneOffset.UTC);
            LocalDate birth = LocalDate.ofEpochDay(born);
            age.expect(
                    event,
                    !birth.plusYears(limit.minimumAge()).isAfter(today),
                    () -> "customer born on " + birth + " buys product " + product + ", expected " + limit.minimumAge()
                            + " years at least");
        }
    }

    private boolean isSeason(String wanted, String market, long time) {
        int month = Instant.ofEpochMilli(time).atOffset(ZoneOffset.UTC).getMonthValue();
        boolean isNorthernSummer = 4 <= month && month <= 9;
        return wanted.equals(SUMMER) == (isNorthernSummer != markets.isSouthern(market));
    }
}
