package dev.faux.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ByNumberTest {

    private final ByNumber<String> table = new ByNumber<>();

    @Test
    void it_holds_what_a_map_would_hold() {
        Map<Long, String> expected = new HashMap<>();
        Random chance = new Random(1);
        long last = 0;
        for (int i = 0; i < 200_000; i++) {
            long number = chance.nextInt(3) == 0 ? ++last : 1 + (long) (last * chance.nextDouble());
            // Some collide: those that lie a multiple of the table's size apart.
            number += chance.nextInt(50) == 0 ? 1L << 32 : 0;
            if (chance.nextInt(5) < 2) {
                table.remove(number);
                expected.remove(number);
            } else {
                table.put(number, "thing " + i);
                expected.put(number, "thing " + i);
            }
            assertThat(table.get(number)).isEqualTo(expected.get(number));
        }
        assertThat(table.size()).isEqualTo(expected.size()).isGreaterThan(10_000);
        expected.forEach((number, thing) -> assertThat(table.get(number)).isEqualTo(thing));
        for (long number = 1; number <= last; number++) {
            assertThat(table.get(number)).isEqualTo(expected.get(number));
        }
    }

    @Test
    void a_number_that_nothing_has_is_no_thing() {
        table.put(7, "seven");
        assertThat(table.get(0)).isNull();
        assertThat(table.get(-7)).isNull();
        assertThat(table.get(7 + (1L << 40))).isNull();
        table.remove(8);
        assertThat(table.size()).isEqualTo(1);
    }
}
