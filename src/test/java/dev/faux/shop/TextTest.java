package dev.faux.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TextTest {

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                9,
                10,
                99,
                100,
                999_999_999,
                1_000_000_000,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE + 1L,
                Long.MAX_VALUE
            })
    void a_number_is_written_with_all_its_digits(long number) {
        assertThat(new Text(0).add('x').add(number)).hasToString("x" + number);
    }

    @Test
    void what_is_put_together_is_what_a_builder_gives() {
        Random random = new Random(7);
        String[] pieces = {"Anna", "Müller", "Œuvre", "東京", "😀", "", "a,b", "?"};
        Text text = new Text(1);
        for (int i = 0; i < 1_000; i++) {
            StringBuilder expected = new StringBuilder();
            text.clear();
            for (int j = random.nextInt(6); j > 0; j--) {
                String piece = pieces[random.nextInt(pieces.length)];
                int number = random.nextInt(1 << random.nextInt(31));
                expected.append(piece).append('.').append(number);
                text = random.nextBoolean() ? text.add(piece) : text.add(Text.of(piece));
                text.add('.').add(number);
            }
            byte[] bytes = expected.toString().getBytes(StandardCharsets.UTF_8);
            byte[] copied = new byte[text.length() + 1];
            text.copyTo(copied, 1);
            assertThat(copied).hasSize(bytes.length + 1).endsWith(bytes);
            assertThat(text).hasToString(expected.toString());
        }
    }

    @Test
    void half_of_a_pair_is_no_character() {
        assertThat(Text.of("a\uD83Db")).hasToString("a?b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\", ",", "<", ">", "&", "\n", "\r", "\t", "\u0000", "\u007F"})
    void what_some_kind_of_file_reads_otherwise_is_special(String c) {
        for (String each : new String[] {c, "a" + c, "ü" + c}) {
            assertThat(Text.of(each).isSpecial()).isTrue();
            assertThat(new Text(8).add(Text.of(each)).add("a").isSpecial()).isTrue();
        }
        assertThat(new Text(8).add(c.charAt(0)).isSpecial()).isTrue();
        assertThat(Text.of(c).clear().add("Müller-Lüdenscheidt 7 @ +x.=(;:)'/~").isSpecial())
                .isFalse();
    }
}
