package dev.faux.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values are read in the one form that the contract writes, and in no other. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FormsTest {

    private final Forms forms = new Forms(2);

    @Test
    void any_uuid_is_read() {
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            UUID uuid = new UUID(random.nextLong(), random.nextLong());
            byte[] bytes = ("x" + uuid + "x").getBytes(UTF_8);
            assertThat(forms.uuid(bytes, 1, 37)).isTrue();
            assertThat(new UUID(forms.high, forms.low)).isEqualTo(uuid);
        }
    }

    @Test
    void no_other_character_is_taken_for_a_hexadecimal_digit() {
        byte[] bytes = new UUID(0x0123_4567_89AB_7DEFL, 0x8123_4567_89AB_CDEFL)
                .toString()
                .getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            byte before = bytes[i];
            for (int c = 0; c < 256; c++) {
                bytes[i] = (byte) c;
                boolean fits = before == '-' ? c == '-' : "0123456789abcdef".indexOf(c) >= 0;
                assertThat(forms.uuid(bytes, 0, bytes.length))
                        .as("byte %d at %d", c, i)
                        .isEqualTo(fits);
            }
            bytes[i] = before;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T00:00:00.000Z", "2028-02-29T23:59:59.999Z", "1969-12-31T23:59:59.999Z"})
    void an_instant_is_read(String instant) {
        byte[] bytes = instant.getBytes(UTF_8);
        assertThat(forms.instant(bytes, 0, bytes.length)).isTrue();
        assertThat(forms.value).isEqualTo(Instant.parse(instant).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00.00Z",
                "2026-01-01T00:00:00.000+00:00",
                "2026-01-01 00:00:00.000Z",
                "2026-01-01T24:00:00.000Z",
                "2026-01-01T00:60:00.000Z",
                "2026-01-01T00:00:60.000Z",
                "2026-02-29T00:00:00.000Z",
                "2026-1-001T00:00:00.000Z",
                "2026-01-01T00:00:00.00xZ"
            })
    void another_instant_is_refused(String instant) {
        byte[] bytes = instant.getBytes(UTF_8);
        assertThat(forms.instant(bytes, 0, bytes.length)).isFalse();
    }

    @Test
    void a_date_is_read() {
        byte[] bytes = "1999-12-31".getBytes(UTF_8);
        assertThat(forms.date(bytes, 0, bytes.length)).isTrue();
        assertThat(forms.value).isEqualTo(LocalDate.of(1999, 12, 31).toEpochDay());
    }

    @ParameterizedTest
    @CsvSource({"0.00,0", "0.05,5", "12.34,1234", "-1.00,-100", "123456789.01,12345678901"})
    void an_amount_is_read(String amount, long minor) {
        byte[] bytes = amount.getBytes(UTF_8);
        assertThat(forms.money(bytes, 0, bytes.length)).isTrue();
        assertThat(forms.value).isEqualTo(minor);
        assertThat(Event.money(minor)).isEqualTo(amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1.2", "1.234", ".12", "-.12", "01.00", "1,00", "+1.00", "1.0x", "$1.00", "-"})
    void another_amount_is_refused(String amount) {
        byte[] bytes = amount.getBytes(UTF_8);
        assertThat(forms.money(bytes, 0, bytes.length)).isFalse();
    }

    @Test
    void a_set_knows_what_was_put_in_and_nothing_else() {
        LongSet set = new LongSet();
        for (int i = 0; i < 10_000; i++) {
            assertThat(set.add(new UUID(i, 7))).isTrue();
        }
        for (int i = 0; i < 10_000; i++) {
            assertThat(set.add(new UUID(i, 7))).isFalse();
            assertThat(set.contains(new UUID(i, 8))).isFalse();
        }
        assertThat(set.size()).isEqualTo(10_000);
    }
}
