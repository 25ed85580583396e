package dev.faux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.cli.Child;
import dev.faux.emitter.OtherModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A shop as its owner has it: a server that is killed, drained, and opened again by a program with another model. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Execution(ExecutionMode.CONCURRENT)
class DrainTest {

    private static final Map<String, String> SETTINGS = Map.of("FAUX_BACKFILL", "10m");
    private static final Pattern END =
            Pattern.compile("history ([0-9a-f]{12}) ends at position ([0-9]+), ([0-9TZ:.-]+); start this version");

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void a_shop_is_drained_and_goes_on_as_a_new_era() throws Exception {
        Path home = folder.resolve("home");
        assertThat(drain(home, 0)).contains("Nothing to drain: no shop lives in " + home);
        assertThat(home).doesNotExist();

        try (ServerProcess server = new ServerProcess(home, SETTINGS)) {
            server.awaitWords(Pattern.compile("The views are open"));
            assertThat(drain(home, 2)).contains("is open already, in another process");
        }
        assertThat(drain(home, 2, "--patience", "PT2S")).contains("view has come no further than position 0 of ");
        assertThat(home.resolve("drained.properties")).doesNotExist();

        MatchResult end = end(drain(home, 0));
        assertThat(home.resolve("drained.properties")).exists();
        List<String> emitted = Child.run(
                        "emit", "--start", start(home), "--limit", Long.parseLong(end.group(2)) + 1 + "")
                .lines();
        assertThat(time(emitted.get(emitted.size() - 2))).isLessThan(end.group(3));
        assertThat(time(emitted.getLast())).isGreaterThanOrEqualTo(end.group(3));
        String again = drain(home, 0);
        assertThat(again).contains("is drained already");
        assertThat(end(again).group()).isEqualTo(end.group());

        OtherModel.pretend(home, null);
        try (ServerProcess server = new ServerProcess(home, SETTINGS)) {
            assertThat(server.awaitWords(Pattern.compile("A new era: .*"))).contains("where history " + end.group(1));
            server.awaitWords(Pattern.compile("view has read history " + end.group(1) + " .*begins anew"));
            assertThat(start(home)).isEqualTo(end.group(3));
            HttpResponse<InputStream> stream = get(server.visitor(), "from=start");
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                assertThat(lines.lines().limit(500).toList())
                        .isEqualTo(Child.run("emit", "--start", end.group(3), "--limit", "500")
                                .lines());
            }
            HttpResponse<InputStream> gone = get(server.visitor(), "after=" + end.group(1) + "-5");
            assertThat(gone.statusCode()).isEqualTo(410);
            assertThat(new String(gone.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("the other one is of an older era of this shop, and has ended");
        }
        assertThat(home.resolve("drained.properties")).doesNotExist();
        assertThat(home.resolve("eras/" + end.group(1) + "/journal")).exists();
    }

    private static String drain(Path home, int exitCode, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of("drain", "--home", home.toString()));
        words.addAll(List.of(more));
        ProcessBuilder command = Child.command(words.toArray(String[]::new));
        if (exitCode != 0) {
            command.environment().put("SPRING_R2DBC_URL", "r2dbc:postgresql://127.0.0.1:1/nowhere");
        }
        Process process = command.redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isEqualTo(exitCode);
        return told;
    }

    private static MatchResult end(String told) {
        Matcher matcher = END.matcher(told);
        assertThat(matcher.find()).as(told).isTrue();
        return matcher.toMatchResult();
    }

    private static String start(Path home) throws IOException {
        return Files.readAllLines(home.resolve("inputs.properties")).stream()
                .filter(line -> line.startsWith("start="))
                .findFirst()
                .orElseThrow()
                .substring("start=".length())
                .replace("\\", "");
    }

    private static String time(String event) {
        return event.replaceFirst(".*\"time\":\"([^\"]+)\".*", "$1");
    }

    private static HttpResponse<InputStream> get(Visitor visitor, String query) throws Exception {
        return visitor.send(
                visitor.request("/api/v1/events/stream?" + query).header("Accept", "application/x-ndjson"),
                BodyHandlers.ofInputStream());
    }
}
