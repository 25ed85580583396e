package dev.faux.simulation;

import dev.faux.simulation.Scenario.Campaign;
import dev.faux.simulation.Scenario.Campaign.Beginning;
import dev.faux.simulation.Scenario.Feast;
import dev.faux.simulation.Scenario.Paydays;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a scenario file may say of when how many come. */
final class IntensityForm {

    private static final List<String> BEGINNINGS = List.of("at", "after_start", "each");

    private IntensityForm() {}

    static Scenario.Intensity read(Section root) {
        try (Section intensity = root.section("intensity")) {
            double perMinute = intensity.number("per_minute", 0, Scenario.Intensity.MOST_PER_MINUTE);
            List<Double> hours = intensity.numbers("hours", Scenario.Intensity.HOURS, 0, Scenario.Intensity.MOST);
            List<Double> weekdays =
                    intensity.numbers("weekdays", Scenario.Intensity.WEEKDAYS, 0, Scenario.Intensity.MOST);
            List<Double> season =
                    intensity.has("season") ? intensity.numbers("season", 12, 0, Scenario.Intensity.MOST) : List.of();
            Paydays paydays = intensity.has("paydays") ? paydays(intensity) : null;
            double growth = intensity.has("growth") ? intensity.number("growth", -0.99, 100) : 0;
            List<Campaign> campaigns = new ArrayList<>();
            for (Section each : intensity.sections("campaigns", 0, 100)) {
                try (each) {
                    campaigns.add(campaign(each));
                }
            }
            return new Scenario.Intensity(perMinute, hours, weekdays, season, paydays, growth, List.copyOf(campaigns));
        }
    }

    private static Paydays paydays(Section intensity) {
        try (Section paydays = intensity.section("paydays")) {
            return new Paydays(paydays.wholes("days", 1, 31), paydays.number("height", 0, Scenario.Intensity.MOST));
        }
    }

    private static Campaign campaign(Section section) {
        Beginning beginning = beginning(section);
        double height = section.number("height", 0, Scenario.Intensity.MOST);
        Duration ramp = section.duration("ramp", Duration.ZERO, Campaign.LONGEST);
        Duration hold = section.duration("hold", Duration.ZERO, Campaign.LONGEST);
        Duration decay = section.duration("decay", Duration.ZERO, Campaign.LONGEST);
        Duration whole = ramp.plus(hold).plus(decay);
        if (beginning instanceof Campaign.Each && whole.compareTo(ScenarioForm.YEAR) >= 0) {
            throw section.wrong("decay", decay.toString(), "an end before the next year's begins");
        }
        return new Campaign(beginning, height, ramp, hold, decay);
    }

    static Beginning beginning(Section section) {
        List<String> given = BEGINNINGS.stream().filter(section::has).toList();
        if (given.size() > 1) {
            throw section.wrong(given.getLast(), "given beside " + given.getFirst(), "one of the two");
        }
        return switch (given.isEmpty() ? "after_start" : given.getFirst()) {
            case "at" -> new Campaign.At(section.notedInstant("at"));
            case "each" -> {
                section.word("each", List.of("black-friday"));
                yield new Campaign.Each(Feast.BLACK_FRIDAY);
            }
            default -> new Campaign.AfterStart(section.duration("after_start", Duration.ZERO, ScenarioForm.YEAR));
        };
    }
}
