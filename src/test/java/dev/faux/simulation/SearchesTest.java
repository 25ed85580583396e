package dev.faux.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.shop.Id.Kind;
import dev.faux.simulation.Searches.Search;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SearchesTest {

    private static final int TRIES = 2_000;

    private final Scenario scenario = Worlds.scenario(
            "steady",
            "catalogue.categories=[{name: Home, department: All, share: 1, price: {median: 9, sigma: 1}, goods: [Rug, Storage Box, X]},"
                    + "{name: Toys, department: All, share: 1, price: {median: 9, sigma: 1}, goods: [Puppy, Bug, Rug]}]");
    private final Assortment assortment = new Assortment(new History(scenario, 42, Worlds.NEW_YEAR, 13));
    private final Popularity popularity = new Popularity(assortment, 0.9, new int[0]);
    private final Searches searches = new Searches(assortment, popularity, scenario);
    private final Dice dice = Dice.of(42, Kind.SESSION, 1, Dice.Stream.BEHAVIOUR);

    @Test
    void goods_are_found_whatever_their_category() {
        assertThat(assortment.goods()).containsExactly("rug", "storage box", "x", "puppy", "bug");
        long rugs = 0;
        for (int product = 1; product <= assortment.products(); product++) {
            rugs += assortment.product(product).name().endsWith(" Rug") ? 1 : 0;
        }
        assertThat(popularity.count(0)).isEqualTo((int) rugs);
        assertThat(searches.write(0, 0, dice).results()).isEqualTo((int) rugs);
    }

    @Test
    void goods_are_called_by_their_name_in_the_plural_with_a_quality_or_with_the_category() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            texts.add(searches.write(1, 0, dice).text());
            texts.add(searches.write(3, 1, dice).text());
        }
        assertThat(texts)
                .contains("storage box", "storage boxes", "home storage box", "classic storage box", "puppies")
                .allMatch(text -> text.endsWith("storage box")
                        || text.equals("storage boxes")
                        || text.endsWith("puppy")
                        || text.equals("puppies"));
    }

    @Test
    void a_typo_is_seen_through_unless_it_is_in_the_first_three_letters() {
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < TRIES; i++) {
            Search search = searches.mistype(1, dice);
            found.put(search.text(), search.results());
        }
        int boxes = popularity.count(1);
        assertThat(found)
                .containsEntry("sotrage box", 0)
                .containsEntry("torage box", 0)
                .containsEntry("sttorage box", 0)
                .containsEntry("stoage box", boxes)
                .containsEntry("storage bxo", boxes)
                .containsEntry("storage boxx", boxes);
        assertThat(found.keySet()).allMatch(text -> Math.abs(text.length() - "storage box".length()) <= 1);
    }

    @Test
    void a_name_of_one_letter_can_be_mistyped_too() {
        assertThat(searches.mistype(2, dice)).isEqualTo(new Search("xx", 0));
    }
}
