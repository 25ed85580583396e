package dev.faux.simulation;

import dev.faux.simulation.Scenario.Campaign;
import dev.faux.simulation.Scenario.Campaign.Beginning;
import dev.faux.simulation.Scenario.Catalogue;
import dev.faux.simulation.Scenario.Category;
import dev.faux.simulation.Scenario.Merchandising;
import dev.faux.simulation.Scenario.Promotion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a scenario file may say of that which the shop does by itself. */
final class MerchandisingForm {

    private static final int MOST_PROMOTIONS = 100;

    private MerchandisingForm() {}

    static Merchandising read(Section root) {
        try (Section section = root.section("merchandising")) {
            return new Merchandising(
                    section.number("price_changes", 0, Merchandising.VISITS),
                    section.number("edits", 0, Merchandising.VISITS),
                    section.number("launches", 0, Merchandising.VISITS),
                    section.probability("new_vendors"),
                    section.number("spread", 0, 1));
        }
    }

    static List<Promotion> promotions(Section root, Catalogue catalogue) {
        List<Promotion> promotions = new ArrayList<>();
        for (Section each : root.sections("promotions", 0, MOST_PROMOTIONS)) {
            try (each) {
                promotions.add(promotion(each, catalogue));
            }
        }
        return List.copyOf(promotions);
    }

    private static Promotion promotion(Section section, Catalogue catalogue) {
        Beginning beginning = IntensityForm.beginning(section);
        Duration lasts = section.duration("lasts", Duration.ofMinutes(1), ScenarioForm.YEAR.minusDays(1));
        return new Promotion(
                section.text("name"),
                beginning,
                every(section, beginning, lasts),
                lasts,
                section.whole("percent", 1, dev.faux.shop.Promotion.MOST_PERCENT),
                category(section, catalogue));
    }

    private static @Nullable Duration every(Section section, Beginning beginning, Duration lasts) {
        if (!section.has("every")) {
            return null;
        }
        Duration every = section.duration("every", Duration.ofDays(1), ScenarioForm.YEAR);
        if (beginning instanceof Campaign.Each) {
            throw section.wrong("every", every.toString(), "nothing beside each, which comes once a year");
        }
        if (lasts.compareTo(every) >= 0) {
            throw section.wrong("lasts", lasts.toString(), "less than every, " + every);
        }
        return every;
    }

    private static @Nullable String category(Section section, Catalogue catalogue) {
        if (!section.has("category")) {
            return null;
        }
        List<String> known = new ArrayList<>(
                catalogue.categories().stream().map(Category::name).toList());
        known.add(Promotion.ANY);
        return section.word("category", known);
    }
}
