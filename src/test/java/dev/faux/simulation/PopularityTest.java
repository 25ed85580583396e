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
        Popularity popularity = new Popularity(products, exponent);
        double sum = 0;
        for (int product = 1; product <= products; product++) {
            sum += popularity.share(product);
            assertThat(popularity.share(product) / popularity.share(1))
                    .isCloseTo(Math.pow(product, -exponent), within(1e-12));
        }
        assertThat(sum).isCloseTo(1, within(1e-9));

        Dice dice = Dice.of(42, Kind.PRODUCT, products, Stream.BEHAVIOUR);
        long[] counts = new long[products];
        for (int i = 0; i < PICKS; i++) {
            counts[popularity.pick(dice) - 1]++;
        }
        if (products > 1) {
            Fit.chiSquare(counts, i -> popularity.share(i + 1));
        }
    }
}
