package dev.faux.shop;

import static dev.faux.shop.Story.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MoneyTest {

    @Test
    void amounts_are_added_subtracted_and_multiplied_to_the_cent() {
        assertThat(usd(1999).plus(usd(1))).isEqualTo(usd(2000));
        assertThat(usd(1999).minus(usd(2000))).isEqualTo(usd(-1));
        assertThat(usd(1999).times(3)).isEqualTo(usd(5997));
        assertThat(usd(1999).times(0)).isEqualTo(usd(0));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 1", "3, 1", "4499, 2249", "9223372036854775807, 4611686018427387903"})
    void half_is_rounded_down(long minor, long half) {
        assertThat(usd(minor).half()).isEqualTo(usd(half));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 725, 0",
        "1, 5000, 1",
        "3, 5000, 2",
        "1, 4999, 0",
        "6897, 725, 500", // 500.0325
        "6896, 725, 500", // 499.96
        "200, 725, 15", // 14.5
        "600, 725, 44", // 43.5
        "1000, 725, 73", // 72.5
        "100, 10000, 100",
        "100, 0, 0",
    })
    void a_share_is_rounded_half_up(long minor, long basisPoints, long share) {
        assertThat(usd(minor).share(basisPoints)).isEqualTo(usd(share));
    }

    @Test
    void a_share_is_that_of_exact_arithmetic() {
        Random chance = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            long minor = chance.nextLong(1_000_000_000_000L);
            long basisPoints = chance.nextLong(10_001);
            long exact = BigDecimal.valueOf(minor)
                    .multiply(BigDecimal.valueOf(basisPoints))
                    .movePointLeft(4)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            assertThat(usd(minor).share(basisPoints).minor()).isEqualTo(exact);
        }
    }

    @Test
    void an_amount_too_large_is_an_error_and_never_another_amount() {
        assertThatThrownBy(() -> usd(Long.MAX_VALUE).plus(usd(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> usd(Long.MIN_VALUE).minus(usd(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> usd(Long.MAX_VALUE / 2).times(3)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> usd(Long.MAX_VALUE / 2).share(725)).isInstanceOf(ArithmeticException.class);
    }
}
