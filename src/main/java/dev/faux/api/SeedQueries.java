package dev.faux.api;

import dev.faux.dataset.ShopAt;
import dev.faux.log.EventLog;
import dev.faux.log.Pilots;
import dev.faux.simulation.History;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.ScenarioFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which shop a client means who names a seed. */
@Component
class SeedQueries {

    static final List<String> NAMES = List.of("seed", "scenario", "start", "as_of");

    private static final String SCENARIO = "weekday";

    /** Longer ones are for the command line. */
    private static final Duration OLDEST = Duration.ofDays(366);

    private final Map<String, History> known;

    /** The scenario of the shop that is open here can be asked for, too. */
    SeedQueries(EventLog log) {
        known = ScenarioFile.SHIPPED.stream()
                .collect(Collectors.toMap(name -> name, SeedQueries::history, (some, other) -> some, TreeMap::new));
        known.putIfAbsent(log.history().scenario().name(), log.history());
    }

    private static History history(String name) {
        Scenario scenario = ScenarioFile.read(name, List.of());
        return new History(
                scenario,
                scenario.seed(),
                ShopAt.START.toEpochMilli(),
                Pilots.aftermath(scenario, line -> {}).eventsPerSession());
    }

    private static long number(String seed) {
        try {
            return Long.parseLong(seed);
        } catch (NumberFormatException e) {
            throw Problem.badValue("seed", seed, "a whole number of 64 bits");
        }
    }

    /** The shop that is meant, or null for the one that is open here. */
    @Nullable
    ShopAt shop(Query query) {
        String seed = query.one("seed");
        if (seed == null) {
            NAMES.stream().filter(name -> query.one(name) != null).findFirst().ifPresent(name -> {
                throw Problem.badValue("seed", "", "a whole number beside " + name);
            });
            return null;
        }
        long number = number(seed);
        String name = query.one("scenario");
        History history = known.get(name == null ? SCENARIO : name);
        if (history == null) {
            throw Problem.badValue("scenario", String.valueOf(name), "one of " + String.join(", ", known.keySet()));
        }
        Instant start = query.instant("start");
        start = start == null ? ShopAt.START : start;
        if (start.isBefore(Instant.EPOCH)) {
            throw Problem.badValue("start", JsonWords.instant(start), Instant.EPOCH + " or later");
        }
        Instant asOf = query.instant("as_of");
        asOf = asOf == null ? start.plus(ShopAt.AGE) : asOf;
        if (asOf.isBefore(start) || asOf.isAfter(start.plus(OLDEST))) {
            throw Problem.badValue(
                    "as_of",
                    JsonWords.instant(asOf),
                    JsonWords.instant(start) + " to " + JsonWords.instant(start.plus(OLDEST)));
        }
        return new ShopAt(
                new History(history.scenario(), number, start.toEpochMilli(), history.eventsPerSession()),
                asOf.toEpochMilli());
    }
}
