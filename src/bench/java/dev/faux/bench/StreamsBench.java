package dev.faux.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.util.FileSystemUtils;

/**
 * Streams for many: 10,000 clients at about 20 events a second; 1,000 at about 200, beside the same events from a stock
 * {@code Flux<ServerSentEvent>} of the same server, five interleaved runs; and what an idle client keeps. The clients are in a
 * process of their own. Latencies are from the instant of an event to its receipt, and so contain what it was released too late.
 */
final class StreamsBench {

    private static final int RUNS = 5;
    private static final String HEAP = "1g";
    private static final int SECONDS = 10;
    private static final int WARM_UP = 10;
    private static final String OURS = "/api/v1/events/stream";
    private static final String STOCK = "/api/v1/bench/stock";
    /** An event that a shop has at its opening only. */
    private static final String IDLE = OURS + "?type=warehouse.opened";

    private final Path folder;

    private StreamsBench(Path folder) {
        this.folder = folder;
    }

    static void main() throws Exception {
        Path folder = Files.createTempDirectory("faux-streams-bench");
        try {
            StreamsBench bench = new StreamsBench(folder);
            bench.many();
            bench.besideStock();
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private void many() throws Exception {
        try (Server server = Server.start(folder, 1_300, "PT12H", HEAP)) {
            long before = server.used();
            try (Clients clients = new Clients(server, IDLE, 10_000)) {
                clients.listen(WARM_UP);
                System.out.printf(
                        Locale.ROOT, "idle clients: %,d bytes each%n", (server.used() - before) / clients.number);
            }
            try (Clients clients = new Clients(server, OURS, 10_000)) {
                clients.listen(WARM_UP);
                for (int run = 0; run < RUNS; run++) {
                    System.out.println("10,000 clients: " + clients.listen(SECONDS));
                }
                server.close();
            }
        }
    }

    private void besideStock() throws Exception {
        try (Server server = Server.start(folder, 13_000, "PT12H", HEAP)) {
            Samples ours = new Samples("ours, deliveries", "per CPU-second");
            Samples stock = new Samples("stock, deliveries", "per CPU-second");
            for (int run = 0; run < RUNS; run++) {
                for (String path : List.of(OURS, STOCK)) {
                    try (Clients clients = new Clients(server, path, 1_000)) {
                        clients.listen(WARM_UP);
                        Heard heard = clients.listen(SECONDS);
                        System.out.println("1,000 clients of " + path + ": " + heard);
                        (path.equals(OURS) ? ours : stock).add(heard.events / heard.cpuSeconds);
                    }
                }
            }
            System.out.println(ours);
            System.out.println(stock);
            System.out.println(ours.by(stock, "ours / stock"));
        }
    }

    /** What all clients heard in a time, and what that took the server. */
    private record Heard(long events, long missing, long cutOff, long median, long p99, long most, double cpuSeconds) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,.0f deliveries/s, %d missing, %d clients cut off, after %d ms at the median, p99 %d ms, most %d ms,"
                            + " CPU of the server %.0f %%",
                    (double) events / SECONDS,
                    missing,
                    cutOff,
                    median,
                    p99,
                    most,
                    100 * cpuSeconds / SECONDS);
        }
    }

    private final class Clients implements AutoCloseable {

        private final Server server;
        private final int number;
        private final Process process;
        private final BufferedReader told;
        private final PrintWriter asked;

        Clients(Server server, String path, int number) throws Exception {
            this.server = server;
            this.number = number;
            process = Server.java(
                            folder.resolve("clients.log"),
                            HEAP,
                            "dev.faux.bench.Crowd",
                            "" + server.port(),
                            path,
                            server.authorization().toString(),
                            "" + number)
                    .start();
            told = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
            asked = new PrintWriter(process.getOutputStream(), true, StandardCharsets.US_ASCII);
            if (!"ready".equals(told.readLine())) {
                throw new IOException(
                        "the clients were not answered: " + Files.readString(folder.resolve("clients.log")));
            }
        }

        Heard listen(int seconds) throws Exception {
            double before = server.cpuSeconds();
            asked.println(seconds);
            String line = String.valueOf(told.readLine());
            double cpu = server.cpuSeconds() - before;
            long[] heard =
                    Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
            return new Heard(heard[0], heard[1], heard[2], heard[3], heard[4], heard[5], cpu);
        }

        @Override
        public void close() throws Exception {
            process.destroy();
            process.waitFor();
        }
    }
}
