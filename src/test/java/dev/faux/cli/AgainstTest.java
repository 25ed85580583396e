package dev.faux.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.log.Histories;
import dev.faux.log.PrivateEvents;
import dev.faux.log.Recipe;
import dev.faux.shop.Privacy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** {@code check --against}, as a user calls it, with a history that people took part in. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Isolated("it takes all that is printed")
class AgainstTest {

    private static final List<String> LINES = new String(
                    Histories.bytes(
                            Histories.batches(Histories.withEverything(), Histories.interventions(), 15_000), 1),
                    UTF_8)
            .lines()
            .limit(15_000)
            .toList();

    private final InputStream standardIn = System.in;
    private final PrintStream standardOut = System.out;
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Path recipe;

    @BeforeEach
    void listen() throws IOException {
        System.setOut(new PrintStream(out, true, UTF_8));
        System.setErr(new PrintStream(err, true, UTF_8));
        recipe = folder.resolve("recipe.ndjson");
        StringBuilder text = new StringBuilder();
        new Recipe(Histories.withEverything(), Histories.interventions())
                .lines(42)
                .forEachRemaining(text::append);
        Files.writeString(recipe, text);
    }

    @AfterEach
    void listenNoMore() {
        System.setIn(standardIn);
        System.setOut(standardOut);
        System.setErr(standardError);
    }

    @Test
    void what_came_whole_is_fine() {
        assertThat(check(LINES)).isZero();
        assertThat(told()).contains("15,000 events in 15,000 lines, 15,000 expected", "PASSED");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void what_did_not_is_wrong_and_told_as_text_and_as_json() {
        List<String> got = new ArrayList<>(LINES);
        got.remove(6);
        got.add(LINES.get(41));

        assertThat(check(got)).isEqualTo(1);
        assertThat(told()).containsPattern("lost +1  7\n").containsPattern("duplicated +1  42\n");
        out.reset();
        assertThat(check(got, "--json")).isEqualTo(1);
        assertThat(told())
                .contains("{\"passed\":false,", "\"lost\":{\"count\":1,\"positions\":[7]}")
                .hasLineCount(1);
    }

    @Test
    void what_was_anonymised_on_the_way_is_held_against_what_is_anonymised() {
        PrivateEvents events =
                new PrivateEvents(Privacy.ANONYMISED, Histories.withEverything().seed());
        List<String> got = LINES.stream().map(events::of).toList();

        assertThat(check(got, "--pii", "anonymised")).isZero();
        out.reset();
        assertThat(check(got)).isEqualTo(1);
        assertThat(told()).containsPattern("altered +[1-9]");
        assertThat(check(LINES, "--pii", "gdpr-test")).isEqualTo(1);
    }

    @Test
    void a_range_says_what_had_to_come() {
        assertThat(check(LINES.subList(1_000, 2_000), "--after", "1000", "--limit", "1000"))
                .isZero();
        assertThat(check(LINES.subList(1_000, 2_000), "--from", "1001")).isZero();
        out.reset();
        assertThat(check(LINES.subList(1_000, 2_000), "--limit", "2010")).isEqualTo(1);
        assertThat(told()).containsPattern("lost +1,010  1 2 3 4 ");
        out.reset();
        assertThat(check(LINES.subList(0, 10), "--to", "2026-01-05T08:00:00.001Z"))
                .isEqualTo(1);
        assertThat(told()).containsPattern("lost +[1-9][\\d,]*  11 12 13 ");
    }

    @Test
    void types_say_what_had_to_come() {
        List<String> orders =
                LINES.stream().filter(line -> line.contains(".order.")).toList();

        assertThat(check(orders, "--type", "order.*")).isZero();
        out.reset();
        assertThat(check(LINES, "--type", "order.*")).isEqualTo(1);
        assertThat(told()).containsPattern("foreign +%,d  1 2 3 ".formatted(LINES.size() - orders.size()));
    }

    @Test
    void what_came_ends_the_comparison_where_nothing_that_was_asked_for_ever_comes_again() {
        List<String> opened =
                LINES.stream().filter(line -> line.contains("warehouse.opened")).toList();
        List<String> got = new ArrayList<>(opened);
        got.add(LINES.getLast());

        assertThat(check(got, "--type", "warehouse.opened")).isEqualTo(1);
        assertThat(told()).containsPattern("foreign +1  15000\n").containsPattern("lost +0\n");
    }

    @Test
    void nothing_at_all_can_be_compared_only_with_a_range() {
        assertThat(check(List.of(": heartbeat"))).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("nothing came on standard input, expected events, or --to or --limit");
        assertThat(check(List.of(), "--limit", "3")).isEqualTo(1);
        assertThat(told()).containsPattern("lost +3  1 2 3\n");
    }

    @Test
    void lines_end_in_one_way_or_the_other_and_the_last_one_need_not() {
        assertThat(checkText(String.join("\r\n", LINES.subList(0, 100)))).isZero();
        assertThat(checkText(String.join("\n\n", LINES.subList(0, 100)))).isZero();
    }

    @Test
    void a_line_may_be_paddedbut_not_without_end() {
        String first = LINES.getFirst();
        String padded = first.substring(0, first.length() - 1) + " ".repeat(1 << 20) + "}";

        assertThat(checkText(padded + "\n" + LINES.get(1))).isZero();
        assertThat(checkText("x".repeat((1 << 24) + 1))).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains("standard input cannot be read: a line is longer than 16777216 bytes")
                .doesNotContain("\tat ");
    }

    private int check(List<String> lines, String... more) {
        return checkText(String.join("\n", lines) + "\n", more);
    }

    private int checkText(String text, String... more) {
        System.setIn(new ByteArrayInputStream(text.getBytes(UTF_8)));
        return Commands.run(Stream.concat(Stream.of("check", "--against", recipe.toString(), "-"), Stream.of(more))
                .toArray(String[]::new));
    }

    private String told() {
        return out.toString(UTF_8);
    }
}
