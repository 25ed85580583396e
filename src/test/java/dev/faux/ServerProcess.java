package dev.faux;

import static org.awaitility.Awaitility.await;

import dev.faux.cli.Child;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server as its owner starts it, on a port that is free. Killed when it is closed, as {@code kill -9} does it. */
final class ServerProcess implements AutoCloseable {

    private static final Pattern LISTENS = Pattern.compile("listens on (http://localhost:[0-9]+)");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path home;
    private final Process process;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Thread listener;

    /** @param settings by the names of environment variables */
    ServerProcess(Path home, Map<String, String> settings) throws IOException {
        this.home = home;
        ProcessBuilder command = Child.command();
        command.environment().putAll(settings);
        command.environment().putAll(Map.of("FAUX_HOME", home.toString(), "SERVER_PORT", "0"));
        process = command.redirectErrorStream(true).start();
        listener = Thread.ofVirtual().start(this::listen);
    }

    private void listen() {
        try {
            process.inputReader(StandardCharsets.UTF_8).lines().forEach(told::add);
        } catch (UncheckedIOException e) {
            // Killed in the middle of a word.
        }
    }

    /** The last group in what it says, or has said. */
    String awaitWords(Pattern words) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> found(words) != null || !listener.isAlive());
        String found = found(words);
        if (found == null) {
            throw new AssertionError("the server did not say " + words + ": " + String.join("\n", told));
        }
        return found;
    }

    private @Nullable String found(Pattern words) {
        return told.stream()
                .map(words::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(matcher.groupCount()))
                .findFirst()
                .orElse(null);
    }

    /** Once it listens. */
    Visitor visitor() {
        return new Visitor(home, address());
    }

    String address() {
        return awaitWords(LISTENS);
    }

    /** Asks it to end, and waits until it has. */
    void stop() {
        process.toHandle().destroy();
        process.onExit().join();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
