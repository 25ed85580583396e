package dev.faux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.log.Histories;
import dev.faux.simulation.History;
import dev.faux.simulation.Pilot;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.ScenarioFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EmitTest {

    private static final String[] SMALL = {"--set", "population=500", "--start", "2026-01-05T08:00:00Z"};

    @Test
    void it_prints_the_lines_of_the_history_and_nothing_else() throws Exception {
        Child.Result result = emit("--limit", "12000");

        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.lines()).hasSize(12_000);
        assertThat(result.text()).isEqualTo(expected(1, 12_000));
    }

    @Test
    void a_range_is_the_same_part_of_the_same_history() throws Exception {
        assertThat(emit("--after", "11000", "--limit", "100").text()).isEqualTo(expected(11_001, 11_100));
        assertThat(emit("--from", "11000", "--limit", "100").text()).isEqualTo(expected(11_000, 11_099));
    }

    @Test
    void instants_bound_a_range_with_its_begin_and_without_its_end() throws Exception {
        List<String> lines = emit("--from", "2026-01-05T08:10:00Z", "--to", "2026-01-05T08:20:00Z")
                .lines();

        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).containsPattern("\"time\":\"2026-01-05T08:1[0-9]:"));
        String whole = emit("--to", "2026-01-05T08:20:00Z").text();
        assertThat(whole).endsWith(String.join("\n", lines) + "\n");
    }

    @Test
    void types_are_chosen_and_counted_by_the_limit() throws Exception {
        assertThat(emit("--type", "order.placed,payment.*", "--limit", "20").lines())
                .hasSize(20)
                .allSatisfy(line -> assertThat(line).containsPattern("\"type\":\"dev.faux.(order.placed|payment\\.)"));
    }

    @Test
    void the_key_stands_before_the_line() throws Exception {
        assertThat(emit("--key", "--type", "session.started", "--limit", "5").lines())
                .hasSize(5)
                .allSatisfy(line -> {
                    String key = line.substring(0, line.indexOf('\t'));
                    assertThat(key).hasSize(36);
                    assertThat(line)
                            .contains("\"subject\":\"session/" + key + "\"", "\"partitionkey\":\"" + key + "\"");
                });
    }

    @Test
    void text_is_for_people() throws Exception {
        assertThat(emit("--format", "text", "--limit", "3").lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("2026-01-05 08:00:00.000  warehouse.opened")
                .contains("name=Columbus");
    }

    /** Whoever checks them knows their forms from outside. */
    @ParameterizedTest
    @ValueSource(strings = {"anonymised", "gdpr-test"})
    void personal_data_can_be_hidden_or_marked_and_still_add_up(String mode) throws Exception {
        Child.Result shown = emit("--limit", "20000", "--pii", mode);
        assertThat(shown.text())
                .contains(mode.equals("anonymised") ? "\"last_name\":\"Anonymous\"" : "+gdpr-")
                .isNotEqualTo(emit("--limit", "20000").text());
        Child.Result checked = Child.run(shown.out(), "check", "-", "--quiet", "--set", "population=500");
        assertThat(checked.text()).containsPattern("harmless-data +passed +[1-9]");
        assertThat(checked.exitCode()).isZero();
    }

    @Test
    void with_a_pace_time_goes_by() throws Exception {
        long begun = System.nanoTime();
        // Five minutes of the shop, a hundred times as fast.
        List<String> lines = emit(
                        "--pace", "x100", "--from", "2026-01-05T08:10:00Z", "--to", "2026-01-05T08:15:00Z", "--quiet")
                .lines();

        assertThat(lines).isNotEmpty();
        Instant first = time(lines.getFirst());
        Instant last = time(lines.getLast());
        assertThat(System.nanoTime() - begun)
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos((last.toEpochMilli() - first.toEpochMilli()) / 100));
    }

    @Test
    void who_has_read_enough_ends_it_quietly() throws IOException, InterruptedException {
        Process process = Child.command("emit").start();
        try (InputStream out = process.getInputStream()) {
            assertThat(out.readNBytes(100_000)).hasSize(100_000);
        }

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static Child.Result emit(String... args) throws IOException, InterruptedException {
        String[] all = new String[args.length + SMALL.length + 1];
        all[0] = "emit";
        System.arraycopy(SMALL, 0, all, 1, SMALL.length);
        System.arraycopy(args, 0, all, 1 + SMALL.length, args.length);
        return Child.run(all);
    }

    private static String expected(long from, long to) {
        Scenario scenario = ScenarioFile.read("weekday", List.of("population=500"));
        History history = new History(
                scenario,
                42,
                Histories.START.toEpochMilli(),
                Objects.requireNonNull(Pilot.frozen(scenario)).eventsPerSession());
        String all = new String(
                Histories.bytes(Histories.batches(history, to), from), java.nio.charset.StandardCharsets.UTF_8);
        return String.join("\n", all.lines().limit(to - from + 1).toList()) + "\n";
    }

    private static Instant time(String line) {
        int begin = line.indexOf("\"time\":\"") + 8;
        return Instant.parse(line.substring(begin, line.indexOf('"', begin)));
    }
}
