package dev.faux.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server without a database, in a process of its own, that is open when it is there. */
final class Server implements AutoCloseable {

    private static final int SMALL_WINDOW = 4_096;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path home;
    private final int perMinute;
    private final String backfill;
    private final String heap;
    private final int port;
    private final double opened;

    private Server(Path home, int perMinute, String backfill, String heap, String... more) throws Exception {
        this.home = home;
        this.perMinute = perMinute;
        this.backfill = backfill;
        this.heap = heap;
        Path scenario = Files.writeString(
                home.resolveSibling("bench.yaml"), "extends: steady\nintensity: {per_minute: " + perMinute + "}\n");
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path log = home.resolveSibling(home.getFileName() + ".log");
        Files.deleteIfExists(log);
        List<String> options = new ArrayList<>(List.of(
                "--faux.home=" + home,
                "--server.port=" + port,
                "--faux.scenario=" + scenario,
                "--faux.backfill=" + backfill,
                "--faux.view.enabled=false",
                // Who waits for older events is measured, not refused.
                "--faux.log.rerun-patience=5m"));
        // What is told last counts.
        options.removeIf(option ->
                Stream.of(more).anyMatch(each -> each.startsWith(option.substring(0, option.indexOf('=') + 1))));
        options.addAll(List.of(more));
        process = java(log, heap, "dev.faux.Faux", options.toArray(String[]::new))
                .redirectOutput(log.toFile())
                .start();
        await(log, "Started Server");
        long started = System.nanoTime();
        await(log, "The shop is open");
        opened = (System.nanoTime() - started) / 1e9;
    }

    /**
     * In a new home below a folder.
     *
     * @param perMinute how many events
     * @param heap the most, as in {@code 1g}
     */
    static Server start(Path folder, int perMinute, String backfill, String heap, String... more) throws Exception {
        return new Server(Files.createTempDirectory(folder, "home"), perMinute, backfill, heap, more);
    }

    /** Ends it as {@code kill -9} does, and starts another in its home. */
    Server restart() throws Exception {
        process.destroyForcibly().waitFor();
        http.close();
        return new Server(home, perMinute, backfill, heap);
    }

    private void await(Path log, String words) throws Exception {
        while (!Files.readString(log).contains(words)) {
            if (!process.isAlive()) {
                throw new IOException(Files.readString(log));
            }
            Thread.sleep(10);
        }
    }

    /** How many seconds after the server itself was up everything up to then had happened. */
    double opened() {
        return opened;
    }

    int port() {
        return port;
    }

    /** How large the files are in a folder of its home. */
    long bytes(String name) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(name))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    Path authorization() {
        return home.resolve("authorization");
    }

    double cpuSeconds() throws Exception {
        return Long.parseLong(get("/api/v1/bench/cpu")) / 1e9;
    }

    /** In bytes, on the heap and beside it. */
    long used() throws Exception {
        JsonNode used = JsonMapper.shared().readTree(get("/api/v1/bench/used"));
        return used.get("heap").longValue() + used.get("direct").longValue();
    }

    String get(String path) throws Exception {
        HttpResponse<String> answer = http.send(request(path), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " is answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** The seconds until the first event of a stream is there. */
    double secondsToFirst(String path) throws Exception {
        long asked = System.nanoTime();
        try (InputStream lines =
                http.send(request(path), BodyHandlers.ofInputStream()).body()) {
            StringBuilder line = new StringBuilder();
            while (!line.toString().startsWith("data: ")) {
                line.setLength(0);
                for (int next = lines.read(); next != '\n'; next = lines.read()) {
                    if (next < 0) {
                        throw new IOException(path + " ends after " + line);
                    }
                    line.append((char) next);
                }
            }
        }
        return (System.nanoTime() - asked) / 1e9;
    }

    /** A header of the answer. */
    String header(String path, String name) throws Exception {
        return http.send(request(path), BodyHandlers.ofString())
                .headers()
                .firstValue(name)
                .orElseThrow(() -> new IOException(path + " is answered without " + name));
    }

    /** The median milliseconds until the first byte of the body is there, and until the last. */
    double[] millisToFirstAndLast(String path, int times) throws Exception {
        double[] first = new double[times];
        double[] last = new double[times];
        for (int i = 0; i < times; i++) {
            long asked = System.nanoTime();
            HttpResponse<InputStream> answer = http.send(request(path), BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200 || body.read() < 0) {
                    throw new IOException(path + " is answered " + answer.statusCode());
                }
                first[i] = (System.nanoTime() - asked) / 1e6;
                body.skip(Long.MAX_VALUE);
                last[i] = (System.nanoTime() - asked) / 1e6;
            }
        }
        Arrays.sort(first);
        Arrays.sort(last);
        return new double[] {first[times / 2], last[times / 2]};
    }

    /** Asks for something and reads the first of what is answered; the rest is for the caller to read. */
    Socket ask(String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_WINDOW);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                                + Files.readString(authorization(), StandardCharsets.US_ASCII)
                                        .strip() + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        byte[] begin = socket.getInputStream().readNBytes(SMALL_WINDOW);
        if (!new String(begin, StandardCharsets.US_ASCII).startsWith("HTTP/1.1 200 ")) {
            throw new IOException(path + " is answered " + new String(begin, StandardCharsets.US_ASCII));
        }
        return socket;
    }

    /** Returns once it is answered by 200. */
    void awaitDone(String path) throws Exception {
        while (http.send(request(path), BodyHandlers.ofString()).statusCode() == 202) {
            // It was waited for already.
        }
        get(path);
    }

    /** A client of its own that may come in. */
    reactor.netty.http.client.HttpClient client(ConnectionProvider connections) throws IOException {
        String[] header = Files.readString(authorization(), StandardCharsets.US_ASCII)
                .strip()
                .split(": ", 2);
        return reactor.netty.http.client.HttpClient.create(connections)
                .baseUrl("http://127.0.0.1:" + port)
                .headers(headers -> headers.set(header[0], header[1]));
    }

    private HttpRequest request(String path) throws IOException {
        String[] header = Files.readString(authorization(), StandardCharsets.US_ASCII)
                .strip()
                .split(": ", 2);
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header(header[0], header[1])
                .header("Accept", path.contains("stream") ? "text/event-stream" : "*/*")
                .build();
    }

    @Override
    public void close() throws Exception {
        if (!process.isAlive()) {
            return;
        }
        long told = System.nanoTime();
        process.destroy();
        process.waitFor();
        System.out.printf(Locale.ROOT, "the server ended %.2f s after SIGTERM%n", (System.nanoTime() - told) / 1e9);
        http.close();
    }

    /** A process like this one that runs another main class. */
    static ProcessBuilder java(Path errors, String heap, String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"), main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    }

    /** What a process tells last by a pattern's group, once it has ended. */
    static double figure(ProcessBuilder command, Pattern pattern) throws IOException, InterruptedException {
        Process process = command.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return pattern.matcher(out)
                .results()
                .mapToDouble(told -> Double.parseDouble(told.group(1)))
                .reduce((before, last) -> last)
                .orElseThrow(() -> new IOException("nothing is told of " + pattern + ": " + out));
    }
}
