package dev.faux.simulation;

import java.util.ArrayList;
import java.util.List;

/** What people write about what they got, by how much they like it. */
final class Reviews {

    private static final int STARS = 5;

    private final List<List<String>> titles = new ArrayList<>();

    Reviews() {
        for (int i = 0; i < STARS; i++) {
            titles.add(new ArrayList<>());
        }
        for (String line : Names.lines("/names/reviews.txt")) {
            titles.get(line.charAt(0) - '1').add(line.substring(2));
        }
    }

    /** @param rating 1 to 5 */
    String title(int rating, Dice dice) {
        List<String> fitting = titles.get(rating - 1);
        return fitting.get(dice.below(fitting.size()));
    }
}
