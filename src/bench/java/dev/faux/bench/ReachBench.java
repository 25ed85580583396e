package dev.faux.bench;

import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final int PER_MINUTE = 60_000;
    private static final String BACKFILL = "PT14H";

    private ReachBench() {}

    static void main() throws Exception {
        Path folder = Files.createTempDirectory("faux-reach-bench");
        try {
            run(folder);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static void run(Path folder) throws Exception {
        Random random = new Random(1);
        Samples first = new Samples("to the first event", "s");
        Samples opened = new Samples("open again after Spring's start", "s");
        Server server = Server.start(folder, PER_MINUTE, BACKFILL);
        try {
            System.out.printf(Locale.ROOT, "%,d events, made within %.0f s%n", head(server), server.opened());
            for (int i = 0; i < ASKED; i++) {
                long position = 1 + random.nextLong(head(server));
                first.add(server.secondsToFirst("/api/v1/events/stream?from=" + position));
            }
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

    private static long head(Server server) throws Exception {
        return JsonMapper.shared()
                .readTree(server.get("/api/v1/simulation"))
                .get("position")
                .longValue();
    }
}
