package dev.faux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.cli.Child;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one file that is given away: that nothing got lost or mixed up when all the libraries were put into it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class JarIT {

    private static final Pattern ADDRESS = Pattern.compile("Faux listens on (http://localhost:\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();

    @Test
    void it_emits_what_the_classes_emit() throws IOException, InterruptedException {
        String[] words = {"emit", "--seed", "42", "--limit", "2000"};
        Process emit = jar(words).start();

        assertThat(new String(emit.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(Child.run(words).text());
        assertThat(emit.waitFor()).isZero();
    }

    @Test
    void it_serves_its_events_and_its_pages_and_ends_when_it_is_told_to() throws IOException, InterruptedException {
        Process server = jar("--faux.home=" + folder, "--faux.backfill=PT1H", "--server.port=0")
                .start();
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String address = told.lines()
                    .flatMap(line -> ADDRESS.matcher(line).results())
                    .map(match -> match.group(1))
                    .findFirst()
                    .orElseThrow();

            assertThat(get(address + "/docs").body()).contains("swagger-ui");
            assertThat(get(address + "/v3/api-docs").body()).contains("\"openapi\":\"3.1");
            assertThat(get(address + "/actuator/health").body()).contains("\"status\":\"UP\"");
            HttpResponse<Stream<String>> stream =
                    client.send(request(address + "/api/v1/events/stream?from=start"), BodyHandlers.ofLines());
            try (Stream<String> lines = stream.body()) {
                assertThat(lines.filter(line -> line.startsWith("data: ")).findFirst())
                        .hasValueSatisfying(line -> assertThat(line).contains("\"sequence\":\"000"));
            }
        } finally {
            server.destroy();
        }
        assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static ProcessBuilder jar(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("faux.jar")));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request(address), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(address).isEqualTo(200);
        return response;
    }

    private HttpRequest request(String address) throws IOException {
        String[] authorization =
                Files.readString(folder.resolve("authorization")).trim().split(": ", 2);
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .header(authorization[0], authorization[1])
                .build();
    }
}
