package dev.faux.simulation;

import java.util.List;
import java.util.Locale;

/** What people type to find goods, and how much they find with it. A mistake within the first letters is not seen through. */
final class Searches {

    private static final int SEEN_THROUGH_FROM = 3;

    private final Popularity popularity;
    private final List<String> goods;
    private final List<String> qualities;
    private final List<String> categories;

    Searches(Assortment assortment, Popularity popularity, Scenario scenario) {
        this.popularity = popularity;
        goods = assortment.goods();
        qualities = lowerCase(assortment.qualities());
        categories = lowerCase(scenario.catalogue().categories().stream()
                .map(Scenario.Category::name)
                .toList());
    }

    /**
     * @param text what is typed
     * @param results how many products are found
     */
    record Search(String text, int results) {}

    /** Without a mistake. */
    Search write(int wanted, int category, Dice dice) {
        String word = goods.get(wanted);
        String text = switch (dice.below(8)) {
            case 0, 1 -> plural(word);
            case 2 -> qualities.get(dice.below(qualities.size())) + " " + word;
            case 3 -> categories.get(category) + " " + word;
            default -> word;
        };
        return new Search(text, popularity.count(wanted));
    }

    /** With one: a letter is dropped, doubled, or changes places with the next. */
    Search mistype(int wanted, Dice dice) {
        String word = goods.get(wanted);
        int place = letter(word, dice);
        StringBuilder text = new StringBuilder(word);
        switch (dice.below(word.length() == 1 ? 1 : 3)) {
            case 0 -> text.insert(place, word.charAt(place));
            case 1 -> text.deleteCharAt(place);
            default -> swap(text, Math.min(place, word.length() - 2));
        }
        return new Search(text.toString(), results(text.toString(), wanted, place));
    }

    private static int letter(String word, Dice dice) {
        int place = dice.below(word.length());
        return place > 0 && word.charAt(place) == ' ' ? place - 1 : place;
    }

    private int results(String text, int wanted, int place) {
        if (names(text, goods.get(wanted))) {
            return popularity.count(wanted);
        }
        // It may have become the name of something else.
        for (int i = 0; i < goods.size(); i++) {
            if (names(text, goods.get(i))) {
                return popularity.count(i);
            }
        }
        return place < SEEN_THROUGH_FROM ? 0 : popularity.count(wanted);
    }

    private static boolean names(String text, String word) {
        return text.equals(word)
                || text.equals(plural(word))
                || text.endsWith(" " + word)
                || text.endsWith(" " + plural(word));
    }

    private static void swap(StringBuilder text, int place) {
        char before = text.charAt(place);
        text.setCharAt(place, text.charAt(place + 1));
        text.setCharAt(place + 1, before);
    }

    private static String plural(String word) {
        if (word.endsWith("s")) {
            return word;
        }
        if (word.endsWith("x") || word.endsWith("ch") || word.endsWith("sh")) {
            return word + "es";
        }
        return word.endsWith("y") ? word.substring(0, word.length() - 1) + "ies" : word + "s";
    }

    private static List<String> lowerCase(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }
}
