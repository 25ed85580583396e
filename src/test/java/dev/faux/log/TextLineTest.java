package dev.faux.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TextLineTest {

    @Test
    void a_line_tells_the_time_the_type_and_then_what_happened_ids_last() {
        assertThat(text("{\"order_id\":\"0-1\",\"status\":\"waiting\",\"attempt\":2}"))
                .isEqualTo("2026-01-01 00:02:46.432  order.placed            status=waiting attempt=2 order_id=0-1");
    }

    @Test
    void of_a_list_it_tells_the_length_and_of_what_is_null_nothing() {
        assertThat(text("{\"items\":[{\"a\":[1,2]},{\"b\":{}}],\"reason\":null,\"deep\":{\"x\":1},\"ok\":true}"))
                .endsWith(" items=2 ok=true");
    }

    @Test
    void what_could_be_misread_is_quoted_and_a_line_stays_a_line() {
        assertThat(
                        text(
                                "{\"a\":\"1 Pine St\",\"b\":\"\",\"c\":\"x=y\",\"d\":\"say \\\"hi\\\"\\n\\u0007\\\\\",\"e\":\"Zoë\"}"))
                .endsWith(" a=\"1 Pine St\" b=\"\" c=\"x=y\" d=\"say \\\"hi\\\"\\n \\\\\" e=Zoë");
    }

    @Test
    void a_long_type_pushes_the_rest_aside_and_no_data_leaves_no_trailing_space() {
        assertThat(line("{\"type\":\"dev.faux.order.delivery_attempt_failed\",\"time\":\"T\",\"data\":{\"x\":1}}"))
                .isEqualTo("   order.delivery_attempt_failed x=1");
        assertThat(line("{\"type\":\"other\",\"time\":\"2026\",\"data\":{}}")).isEqualTo("2026  other");
    }

    @Test
    void what_is_no_json_is_refused() {
        assertThatThrownBy(() -> line("{\"type\":")).isInstanceOf(JacksonException.class);
    }

    private static String text(String data) {
        return line(
                "{\"specversion\":\"1.0\",\"type\":\"dev.faux.order.placed\",\"time\":\"2026-01-01T00:02:46.432Z\",\"data\":"
                        + data + "}");
    }

    private static String line(String json) {
        return new String(TextLine.of(json.getBytes(UTF_8)), UTF_8);
    }
}
