package dev.faux.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;

/**
 * How long it takes from {@code java -jar target/faux.jar} to the first event on a connection with {@code from=start}, which is
 * asked for every 50 ms: in a new home each time, in one that was begun before, and there with an AOT cache. How long the server
 * takes to end is told beside it. Default settings, five interleaved runs.
 */
final class StartBench {

    private static final int RUNS = 5;
    private static final Path JAR = Path.of("target/faux.jar");
    private static final long ASKED_EVERY_MILLIS = 50;
    private static final int MOST_ASKED = 2_400;

    private final Path folder;

    private StartBench(Path folder) {
        this.folder = folder;
    }

    static void main() throws Exception {
        Path folder = Files.createTempDirectory("faux-start-bench");
        try {
            new StartBench(folder).run();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void run() throws Exception {
        Path cache = folder.resolve("faux.aot");
        Path existing = folder.resolve("existing");
        start(existing, new Samples("end, with the cache made", "s"), "-XX:AOTCacheOutput=" + cache);
        Samples ends = new Samples("from SIGTERM to the end", "s");
        Samples first = new Samples("first start ever", "s");
        Samples again = new Samples("existing home", "s");
        Samples cached = new Samples("existing home, AOT cache", "s");
        for (int run = 0; run < RUNS; run++) {
            first.add(start(folder.resolve("home-" + run), ends));
            again.add(start(existing, ends));
            cached.add(start(existing, ends, "-XX:AOTCache=" + cache));
        }
        for (Samples each : List.of(first, again, cached, ends)) {
            System.out.println(each);
        }
    }

    /** Starts a server, ends it when its shop is open, and says how many seconds the first event took. */
    private double start(Path home, Samples ends, String... options) throws Exception {
        Path log = folder.resolve("log");
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", JAR.toString(), "--faux.home=" + home, "--server.port=" + port));
        long begun = System.nanoTime();
        Process server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            URI stream = URI.create("http://localhost:" + port + "/api/v1/events/stream?from=start");
            await(server, log, () -> hasEvent(stream, home.resolve("authorization")));
            double seconds = secondsSince(begun);
            await(server, log, () -> Files.readString(log).contains("The shop is open"));
            return seconds;
        } finally {
            ends.add(end(server));
        }
    }

    private static void await(Process server, Path log, Callable<Boolean> condition) throws Exception {
        for (int asked = 0; !condition.call(); asked++) {
            if (!server.isAlive() || asked == MOST_ASKED) {
                throw new IOException("no event, or no end of catching up: " + Files.readString(log));
            }
            Thread.sleep(ASKED_EVERY_MILLIS);
        }
    }

    private static boolean hasEvent(URI stream, Path authorization) throws IOException {
        if (!Files.exists(authorization)) {
            return false;
        }
        String[] header = Files.readString(authorization).trim().split(": ", 2);
        HttpURLConnection connection = (HttpURLConnection) stream.toURL().openConnection();
        connection.setRequestProperty(header[0], header[1]);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            return lines.lines().anyMatch(line -> line.startsWith("data: "));
        } catch (ConnectException notYet) {
            return false;
        } finally {
            connection.disconnect();
        }
    }

    private static double end(Process server) throws InterruptedException {
        long told = System.nanoTime();
        server.destroy();
        server.waitFor();
        return secondsSince(told);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static double secondsSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
