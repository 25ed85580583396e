package dev.faux.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long it takes to the first event from positions of a long history that nothing stores: some 50 million events. And how long after
 * a {@code kill -9} and Spring's own start the shop is open again.
 */
final class ReachBench {

    private static final int ASKED = 40;
    private static final int RESTARTS = 5;

    /** How long it has been open before it is killed. */
    private static final Duration OPEN = Duration.ofSeconds(100);

    /** About 50 million events either way: as many a minute as by default, or so many that all orders are still under way. */
    private static final List<Shop> SHOPS = List.of(new Shop(300, "P116D"), new Shop(60_000, "PT15H"));

    private static final String HEAP = "6g";

    private ReachBench() {}

    static void main() throws Exception {
        Path folder = Files.createTempDirectory("faux-reach-bench");
        try {
            for (Shop shop : SHOPS) {
                shop.run(folder);
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static long head(Server server) throws Exception {
        return JsonMapper.shared()
                .readTree(server.get("/api/v1/simulation"))
                .get("position")
                .longValue();
    }

    private record Shop(int perMinute, String backfill) {

        void run(Path folder) throws Exception {
            Random random = new Random(1);
            Samples first = new Samples("to the first event", "s");
            Samples opened = new Samples("open again after Spring's start", "s");
            Server server = Server.start(folder, perMinute, backfill, HEAP);
            try {
                System.out.printf(
                        Locale.ROOT,
                        "%,d events, %,d a minute, made within %.0f s, %,d MB of snapshots%n",
                        head(server),
                        perMinute,
                        server.opened(),
                        server.bytes("snapshots") >> 20);
                for (int i = 0; i < ASKED; i++) {
                    long position = 1 + random.nextLong(head(server));
                    first.add(server.secondsToFirst("/api/v1/events/stream?from=" + position));
                }
                Thread.sleep(OPEN.toMillis());
                for (int i = 0; i < RESTARTS; i++) {
                    server = server.restart();
                    opened.add(server.opened());
                }
            } finally {
                server.close();
            }
            System.out.println(first);
            System.out.println(opened);
        }
    }
}
