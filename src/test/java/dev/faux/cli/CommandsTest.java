package dev.faux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.faux.emitter.Home;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Isolated("it takes all that is printed")
class CommandsTest {

    private final PrintStream standardOut = System.out;
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void listenNoMore() {
        System.setOut(standardOut);
        System.setErr(standardError);
    }

    static Stream<Arguments> what_is_wrong_is_told_with_what_was_expected() {
        return Stream.of(
                arguments("sing", "Unmatched argument at index 0: 'sing'"),
                arguments("emit --loud", "Unknown option: '--loud'"),
                arguments("emit --seed many", "Invalid value for option '--seed': 'many' is not a long"),
                arguments("emit --limit -1", "--limit is -1, expected 0 or more"),
                arguments("emit --after -3", "--after is -3, expected a position from 0"),
                arguments("emit --after 3 --from 4", "--after and --from exclude each other"),
                arguments("emit --from yesterday", "--from is yesterday, expected an instant such as"),
                arguments("emit --to 2026-13-01", "is 2026-13-01, expected an instant such as"),
                arguments("emit --type order.eaten", "--type: no event type is order.eaten, expected one of"),
                arguments("emit --format xml", "Invalid value for option '--format'"),
                arguments("emit --pace fast", "is fast, expected none, live, or xN"),
                arguments("emit --pace x0", "is x0, expected none, live, or xN"),
                arguments(
                        "emit --scenario nowhere.yaml",
                        "scenario nowhere.yaml cannot be read, expected one of steady, weekday"),
                arguments(
                        "emit --set intensity.per_hour=3",
                        "unknown key intensity.per_hour, expected one of per_minute"),
                arguments(
                        "emit --set intensity.per_minute=-1",
                        "intensity.per_minute is -1, expected a number from 0 to 12000000"),
                arguments("emit --set population", "--set population: no key, expected key=value"),
                arguments("answer --to 2026-01-02", "Missing required option: '--window=DURATION'"),
                arguments("answer --window PT1H", "a run without end has no answer, expected --to or --limit"),
                arguments(
                        "answer --to 2026-01-02 --window PT0S",
                        "--window is PT0S, expected a duration such as PT1H or P1D"),
                arguments(
                        "answer --to 2026-01-02 --window 1h",
                        "--window is 1h, expected a duration such as PT1H or P1D"),
                arguments(
                        "answer --to 2026-01-02 --window PT1H --group colour",
                        "Invalid value for option '--group': expected one of [TYPE, MARKET, STATUS, CATEGORY]"),
                arguments("answer --to 2026-01-02 --window PT1H --sum price", "Invalid value for option '--sum'"),
                arguments(
                        "check",
                        "a run without end cannot be checked, expected --to, --limit, or - for standard input"),
                arguments("check events.ndjson", "input is events.ndjson, expected - for standard input"),
                arguments(
                        "check --against recipe",
                        "--against compares what came on standard input, expected - behind it"),
                arguments(
                        "check --against recipe - --strict",
                        "--against tries no rules, expected no --strict beside it"),
                arguments(
                        "check --against recipe --recipe recipe -",
                        "--against says all of the history, expected no --scenario, --seed, --start, --set or --recipe"),
                arguments("check --against recipe --seed 42 -", "--against says all of the history, expected no"),
                arguments("check --against recipe --set a=b -", "--against says all of the history, expected no"),
                arguments("check --against nowhere/recipe -", "--against nowhere/recipe cannot be read"),
                arguments("check --against pom.xml -", "--against pom.xml:1: no JSON, expected a recipe as"),
                arguments("check --against recipe --to soon -", "is soon, expected an instant such as"),
                arguments("emit --pii none", "--pii is none, expected one of full, anonymised, gdpr-test"),
                arguments("dataset users --pii none", "--pii is none, expected one of full, anonymised, gdpr-test"),
                arguments("dataset", "Missing required parameter: 'NAME'"),
                arguments("dataset people", "dataset is people, expected one of warehouses, "),
                arguments(
                        "dataset all", "all datasets go into a database, expected --into, or the name of one of them"),
                arguments(
                        "dataset all --count 5 --into embedded",
                        "--count would part what belongs together, expected none beside all"),
                arguments(
                        "dataset users --into r2dbc:postgresql://127.0.0.1:1/x --schema a_unfinished",
                        "--schema is a_unfinished, expected small letters"),
                arguments("dataset users --count 0", "--count is 0, expected at least 1"),
                arguments("dataset users --format yaml", "Invalid value for option '--format'"),
                arguments("dataset users --as-of soon", "is soon, expected an instant such as"),
                arguments(
                        "dataset users --as-of 2022-12-31",
                        "--as-of is 2022-12-31T00:00:00Z, expected 2023-01-01T00:00:00Z or later"),
                arguments(
                        "dataset users --into mysql://nowhere", "--into is no URL of R2DBC, expected one like r2dbc:"),
                arguments(
                        "dataset users --into r2dbc:postgresql://127.0.0.1:1/x --schema Up-And-Down",
                        "--schema is Up-And-Down, expected small letters, digits and underscores"),
                arguments(
                        "dataset users --into r2dbc:postgresql://127.0.0.1:1/x --parallel 0",
                        "--parallel is 0, expected at least 1"));
    }

    @ParameterizedTest
    @MethodSource
    void what_is_wrong_is_told_with_what_was_expected(String line, String words) {
        assertThat(Commands.run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(words).doesNotContain("\tat ");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void help_is_not_an_error() {
        assertThat(Commands.run("emit", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--scenario", "--pace");
    }

    @Test
    void a_run_that_adds_up_passes() {
        assertThat(Commands.run("check", "--limit", "30000", "--quiet")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("order-total-adds-up");
    }

    @Test
    void events_that_do_not_add_up_fail() throws Exception {
        Child.Result emitted = Child.run("emit", "--limit", "25000");
        String broken = emitted.text().replaceFirst("\"total\":\"[0-9.]+\"", "\"total\":\"1.00\"");

        Child.Result checked = Child.run(broken.getBytes(StandardCharsets.UTF_8), "check", "-", "--json");

        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.text()).contains("\"passed\":false");
        assertThat(Child.run(emitted.out(), "check", "-").exitCode()).isZero();
    }

    @Test
    void reset_deletes_the_shop(@TempDir Path folder) throws IOException {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("window"));
        Files.writeString(home.resolve("inputs.properties"), "seed=1");

        assertThat(Commands.run("reset", "--home", home.toString())).isZero();
        assertThat(home.resolve("inputs.properties")).doesNotExist();
        assertThat(Commands.run("reset", "--home", folder.resolve("nowhere").toString()))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Nothing to delete");
    }

    @Test
    void a_shop_that_is_open_is_not_deleted(@TempDir Path home) {
        try (Home open = Home.open(home)) {
            assertThat(Commands.run("reset", "--home", open.folder().toString()))
                    .isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("is open already");
        }
    }
}
