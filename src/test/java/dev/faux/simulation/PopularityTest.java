package dev.faux.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faux.shop.Id.Kind;
import dev.faux.simulation.Dice.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products are picked as often as their shares say. The bound of the statistical test is that of {@link Fit}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PopularityTest {

    private static final int PICKS = 500_000;

    @ParameterizedTest(name = "{0} products, exponent {1}")
    @CsvSource({"1, 0.9", "2, 0", "2, 3", "7, 0.9", "100, 0", "100, 0.9", "1000, 1.3", "5000, 0", "5000, 0.9", "5000, 3"
    })
    void picks_are_shared_out_by_rank(int products, double exponent) {
        Popularity popularity = new Popularity(assortment(products), exponent, new int[0]);
        double sum = 0;
        for (int product = 1; product <= products; product++) {
            sum += popularity.share(product);
            assertThat(popularity.share(product) / popularity.share(1))
                    .isCloseTo(Math.pow(product, -exponent), within(1e-12));
        }
        assertThat(sum).isCloseTo(1, within(1e-9));

        Dice dice = Dice.of(42, Kind.PRODUCT, products, Stream.BEHAVIOUR);
        int[] all = new int[products];
        double[] shares = new double[products];
        for (int i = 0; i < products; i++) {
            shares[i] = popularity.share(i + 1);
        }
        Shelf shelf = Shelf.all(all, 1, shares)[0];
        long[] counts = new long[products];
        for (int i = 0; i < PICKS; i++) {
            counts[shelf.pick(dice) - 1]++;
        }
        if (products > 1) {
            Fit.chiSquare(counts, i -> popularity.share(i + 1));
        }
    }

    @ParameterizedTest(name = "{0} products")
    @CsvSource({"40", "5000"})
    void within_a_category_and_within_goods_picks_are_shared_out_by_rank_as_well(int products) {
        Assortment assortment = assortment(products);
        Popularity popularity = new Popularity(assortment, 0.9, new int[0]);
        Dice dice = Dice.of(42, Kind.PRODUCT, products, Stream.BEHAVIOUR);
        double sum = 0;
        for (int category = 0; category < assortment.parts(); category++) {
            long[] counts = new long[products];
            for (int i = 0; i < PICKS / 5; i++) {
                counts[popularity.pick(category, dice) - 1]++;
            }
            int of = category;
            Fit.chiSquare(
                    counts,
                    i -> assortment.nature(i + 1).category() == of
                            ? popularity.share(i + 1) / popularity.shareOf(of)
                            : 0);
            sum += popularity.shareOf(category);
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
        int goods = popularity.goods(1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(popularity.goods(popularity.pickOf(goods, dice))).isEqualTo(goods);
        }
    }

    private static Assortment assortment(int products) {
        Scenario scenario = Worlds.scenario("steady", "catalogue.products=" + products);
        return new Assortment(new History(scenario, 42, Worlds.NEW_YEAR, 13));
    }
}
