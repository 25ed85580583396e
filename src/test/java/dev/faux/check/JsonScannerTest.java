package dev.faux.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The scanner and Jackson agree on what is JSON: on lines of a real history, and on the same with some bytes spoilt. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonScannerTest {

    private static final JsonFactory JACKSON = new JsonFactory();
    private static final byte[] SPOILERS =
            "{}[]\",:\\/ \t\r\nu0019afeE+-.truefalsn\u0000\u0001\u007f\u00e9".getBytes(UTF_8);
    private static final int ROUNDS = 50_000;

    @Test
    void it_agrees_with_jackson_on_spoilt_lines() {
        long seed = 42;
        Random random = new Random(seed);
        List<String> lines = Told.by(
                        Told.scenario("weekday", "catalogue.products=20", "intensity.per_minute=5"),
                        1,
                        Duration.ofHours(2))
                .lines;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] line = lines.get(random.nextInt(lines.size())).getBytes(UTF_8);
            for (int i = random.nextInt(3); i >= 0; i--) {
                line[random.nextInt(line.length)] = SPOILERS[random.nextInt(SPOILERS.length)];
            }
            assertThat(isJson(line))
                    .as("seed %d, round %d: %s", seed, round, new String(line, UTF_8))
                    .isEqualTo(isJsonToJackson(line));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { } ",
                "{\"a\":[]}",
                "{\"a\":[1,-0.5e+3,true,false,null,\"\"]}",
                "{\"\\u00e9\\n\\\\\":\"é€😀\"}",
                "[1]",
                "0",
                "-1",
                "01",
                "1.",
                "-",
                ".5",
                "1e",
                "+1",
                "tru",
                "nulll",
                "\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "",
                " ",
                "{",
                "}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "[1,]",
                "[,1]",
                "{\"a\":1}{}",
                "{'a':1}",
                "{a:1}",
                "\"tab\there\"",
                "12345678901234567890",
                "{\"a\" : 1 , \"b\" : [ 1 , 2 ] }"
            })
    void it_agrees_with_jackson_on_what_is_special(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        assertThat(isJson(bytes)).as(json).isEqualTo(isJsonToJackson(bytes));
    }

    @Test
    void a_string_comes_without_its_escapes() {
        byte[] bytes = "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9€\"".getBytes(UTF_8);
        JsonScanner scanner = new JsonScanner();
        scanner.begin(bytes, 0, bytes.length);
        scanner.string();

        assertThat(scanner.text()).isEqualTo("a\"\\/\b\f\n\r\té€");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        byte[] bytes = {'"', (byte) 0xC3, '"'};
        assertThat(isJson(bytes)).isFalse();
    }

    @Test
    void too_many_levels_are_refused_and_do_not_overflow() {
        byte[] bytes = "[".repeat(100_000).getBytes(UTF_8);
        assertThat(isJson(bytes)).isFalse();
    }

    private static boolean isJson(byte[] bytes) {
        JsonScanner scanner = new JsonScanner();
        scanner.begin(bytes, 0, bytes.length);
        try {
            scanner.skip();
            scanner.end();
            return true;
        } catch (Malformed e) {
            return false;
        }
    }

    private static boolean isJsonToJackson(byte[] bytes) {
        try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.getString();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}
