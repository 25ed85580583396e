package dev.faux.simulation;

import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.simulation.Dice.Stream;
import dev.faux.simulation.Scenario.Category;
import dev.faux.simulation.Scenario.Liking;
import dev.faux.simulation.Scenario.Preferences;
import java.util.List;

/**
 * What customers like. A category is as popular as its products together, times what the age of a customer and the place where he
 * lives do to it; two of them are his own, drawn by that popularity, and what he looks at is mostly of these.
 */
final class Tastes {

    private static final double FAVOURITE = 0.5;
    private static final double SECOND = 0.3;
    private static final int YOUNG = 30;
    private static final int OLD = 55;
    private static final double DAYS_PER_YEAR = 365.25;

    private final long seed;
    private final Population population;
    /** Where in [0, 1) the categories end, by area and age. */
    private final double[][] ends;

    Tastes(History history, Population population, Popularity popularity) {
        this.seed = history.seed();
        this.population = population;
        List<Category> categories = history.scenario().catalogue().categories();
        Preferences likings = history.scenario().distributions().preferences();
        Liking none = new Liking(List.of(), List.of());
        List<Liking> ages = List.of(likings.under30(), none, likings.over55());
        List<Liking> areas = List.of(likings.urban(), likings.rural());
        ends = new double[ages.size() * areas.size()][];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = ends(categories, popularity, ages.get(i % ages.size()), areas.get(i / ages.size()));
        }
    }

    /**
     * What one customer likes at present. Categories are counted from 0.
     *
     * @param group of area and age
     */
    record Taste(int group, int favourite, int second) {}

    /** The category that somebody turns to now. */
    int category(Taste taste, Dice dice) {
        double place = dice.unit();
        if (place < FAVOURITE) {
            return taste.favourite;
        }
        return place < FAVOURITE + SECOND ? taste.second : pick(ends[taste.group], dice);
    }

    /** @param revision how often he has told something new */
    Taste of(Id customer, int revision, long at) {
        double age = (Math.floorDiv(at, Intensity.DAY) - population.birthDay(customer)) / DAYS_PER_YEAR;
        int ageGroup = age < YOUNG ? 0 : age < OLD ? 1 : 2;
        int group = population.isRural(customer, revision) ? 3 + ageGroup : ageGroup;
        Dice dice = Dice.of(seed, Kind.CUSTOMER, customer.number(), Stream.TASTE);
        return new Taste(group, pick(ends[group], dice), pick(ends[group], dice));
    }

    /** The place of the shipping method that he prefers. */
    int shipping(Id customer, Choice methods) {
        return methods.pickIndex(Dice.of(seed, Kind.CUSTOMER, customer.number(), Stream.SHIPPING));
    }

    private static int pick(double[] ends, Dice dice) {
        double place = dice.unit();
        int category = 0;
        while (place >= ends[category]) {
            category++;
        }
        return category;
    }

    private static double[] ends(List<Category> categories, Popularity popularity, Liking age, Liking area) {
        double[] ends = new double[categories.size()];
        double sum = 0;
        int last = 0;
        for (int i = 0; i < ends.length; i++) {
            String name = categories.get(i).name();
            double weight = popularity.shareOf(i) * age.of(name) * area.of(name);
            sum += weight;
            ends[i] = sum;
            last = weight > 0 ? i : last;
        }
        for (int i = 0; i < ends.length; i++) {
            // Rounding must not lead beyond the last category that has products.
            ends[i] = i < last ? ends[i] / sum : 1;
        }
        return ends;
    }
}
