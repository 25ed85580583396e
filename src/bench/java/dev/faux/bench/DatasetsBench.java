package dev.faux.bench;

import dev.faux.Faux;
import dev.faux.dataset.Place;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.ScenarioFile;
import dev.faux.simulation.World;
import dev.faux.view.StoreOnTrial;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * How fast datasets are, each beside what limits it, in five interleaved runs: a million customers made and stored, beside psql that
 * copies the same rows into the same table; customers as CSV; the first byte of pages of ten million; what came of a shop, beside
 * its world alone; what a page takes while it is being read; and a thousand clients of all of them beside fifty. An argument names one of
 * these: {@code store}, {@code csv}, {@code pages}, {@code run}, {@code memory}, {@code crowd}.
 */
final class DatasetsBench {

    private static final int RUNS = 5;
    private static final String HEAP = "1g";
    private static final int CUSTOMERS = 1_000_000;
    private static final int PRINTED = 4_000_000;
    private static final Instant START = Instant.parse("2023-01-01T00:00:00Z");
    private static final Duration AGE = Duration.ofDays(5);
    private static final int PAGES = 200;
    private static final String FAR = "9000001";

    private static final int READERS = 50;
    private static final int FEW = 50;
    private static final int MANY = 1_000;
    private static final int SECONDS = 60;
    private static final int HALF = 5_000_000;
    private static final String SMALL = "?seed=42&as_of=2023-01-02&limit=100";
    private static final List<String> MIXED = List.of(
            "/api/v1/users" + SMALL,
            "/api/v1/products" + SMALL,
            "/api/v1/orders" + SMALL,
            "/api/v1/addresses" + SMALL + "&format=csv",
            "/api/v1/payments" + SMALL + "&format=ndjson",
            "/api/v1/sessions" + SMALL + "&format=csv",
            "/api/v1/loans" + SMALL + "&format=xml",
            "/api/v1/analytics/products" + SMALL);

    private DatasetsBench() {}

    public static void main(String... args) throws Exception {
        if (args.length > 1) {
            world(Long.parseLong(args[1]));
            return;
        }
        Path folder = Files.createTempDirectory("faux-datasets-bench");
        try {
            for (String each :
                    args.length == 0 ? List.of("store", "csv", "pages", "run", "memory", "crowd") : List.of(args)) {
                switch (each) {
                    case "store" -> store(folder);
                    case "csv" -> csv(folder);
                    case "pages" -> pages(folder);
                    case "run" -> run(folder);
                    case "memory" -> memory(folder);
                    case "crowd" -> crowd(folder);
                    default -> throw new IllegalArgumentException(each);
                }
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static void store(Path folder) throws Exception {
        Samples made = new Samples("made and stored", "s");
        Samples copied = new Samples("psql \\copy", "s");
        Path rows = folder.resolve("users.copy");
        try (StoreOnTrial postgres = new StoreOnTrial(folder.resolve("postgres"))) {
            String[] load = dataset(folder, "--count", Integer.toString(CUSTOMERS), "--into", postgres.url());
            for (int run = 0; run <= RUNS; run++) {
                double own = seconds(Server.java(folder.resolve("errors"), HEAP, Faux.class.getName(), load));
                if (run == 0) {
                    postgres.psql(
                            "\\copy faux_dataset.users to '" + rows + "'",
                            "create table users_again (like faux_dataset.users)");
                    continue;
                }
                made.add(own);
                long begun = System.nanoTime();
                postgres.psql(
                        "truncate users_again",
                        "alter table users_again drop constraint if exists users_again_pkey",
                        "\\copy users_again from '" + rows + "'",
                        "alter table users_again add primary key (user_id)",
                        "analyze users_again");
                copied.add((System.nanoTime() - begun) / 1e9);
            }
        }
        System.out.printf(Locale.ROOT, "%,d customers, %,d bytes each%n", CUSTOMERS, Files.size(rows) / CUSTOMERS);
        List.of(made, copied, copied.by(made, "rate of made and stored / psql")).forEach(System.out::println);
    }

    private static String[] dataset(Path folder, String... options) {
        List<String> all = new ArrayList<>(List.of("dataset", "users", "--seed", "42", "--quiet"));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }

    private static double seconds(ProcessBuilder command) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int exit = command.start().waitFor();
        if (exit != 0) {
            throw new IOException(command.command() + " ended with " + exit);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void csv(Path folder) throws Exception {
        Samples rate = new Samples("users as CSV, by the clock", "MB/s");
        Samples ofCore = new Samples("users as CSV, by CPU time", "MB/s");
        for (int run = 1; run <= RUNS; run++) {
            long begun = System.nanoTime();
            Process process = Server.java(
                            folder.resolve("errors"),
                            HEAP,
                            Faux.class.getName(),
                            dataset(folder, "--count", Integer.toString(PRINTED), "--format", "csv"))
                    .start();
            byte[] buffer = new byte[1 << 20];
            long bytes = 0;
            Duration cpu = Duration.ZERO;
            try (InputStream out = process.getInputStream()) {
                for (int read = out.read(buffer); read >= 0; read = out.read(buffer)) {
                    bytes += read;
                    cpu = process.info().totalCpuDuration().orElse(cpu);
                }
            }
            process.waitFor();
            rate.add(bytes / 1e6 / ((System.nanoTime() - begun) / 1e9));
            ofCore.add(bytes / 1e6 / (cpu.toNanos() / 1e9));
        }
        List.of(rate, ofCore).forEach(System.out::println);
    }

    private static void pages(Path folder) throws Exception {
        Path scenario =
                Files.writeString(folder.resolve("huge.yaml"), "extends: weekday\nname: huge\npopulation: 10000000\n");
        Samples first = new Samples("first byte of page 1", "ms");
        Samples far = new Samples("first byte behind row 9,000,000", "ms");
        Samples whole = new Samples("page 1 as a whole", "ms");
        Samples wholeFar = new Samples("page behind 9,000,000 as a whole", "ms");
        try (Server server = Server.start(folder, 60, "0s", HEAP, "--faux.scenario=" + scenario)) {
            String path = "/api/v1/users?seed=42&scenario=huge&limit=1000";
            String world = server.header(path + "&format=ndjson", "Faux-World");
            String after = path + "&after=" + Place.of("founding", FAR, "0").text("users of " + world);
            for (int run = 0; run <= RUNS; run++) {
                double[] begin = server.millisToFirstAndLast(path, PAGES);
                double[] behind = server.millisToFirstAndLast(after, PAGES);
                if (run > 0) {
                    first.add(begin[0]);
                    whole.add(begin[1]);
                    far.add(behind[0]);
                    wholeFar.add(behind[1]);
                }
            }
        }
        List.of(
                        first,
                        far,
                        far.by(first, "behind 9,000,000 / page 1"),
                        whole,
                        wholeFar,
                        wholeFar.by(whole, "whole, behind / page 1"))
                .forEach(System.out::println);
    }

    private static void run(Path folder) throws Exception {
        Samples world = new Samples("world alone", "s");
        Samples shop = new Samples("orders of a new shop", "s");
        Samples again = new Samples("its payments after that", "ms");
        Samples more = new Samples("more than the world", "s");
        try (Server server = Server.start(folder, 60, "0s", HEAP)) {
            for (int run = 0; run <= RUNS; run++) {
                double alone = Server.figure(
                        Server.java(
                                folder.resolve("errors"),
                                HEAP,
                                DatasetsBench.class.getName(),
                                "world",
                                Integer.toString(run)),
                        Pattern.compile("([0-9.]+) s"));
                String of = "?seed=" + run + "&limit=100&as_of=" + START.plus(AGE);
                long begun = System.nanoTime();
                server.awaitDone("/api/v1/orders" + of);
                double own = (System.nanoTime() - begun) / 1e9;
                double next = server.millisToFirstAndLast("/api/v1/payments" + of, 1)[1];
                if (run > 0) {
                    world.add(alone);
                    shop.add(own);
                    again.add(next);
                    more.add(own - alone);
                }
            }
        }
        List.of(world, shop, more, again).forEach(System.out::println);
    }

    /** Of pages so large that most of one cannot be written before it is read. */
    private static void memory(Path folder) throws Exception {
        Samples each = new Samples("memory of a page of 10,000 customers as XML, half read", "KiB");
        try (Server server = Server.start(folder, 60, "0s", HEAP)) {
            for (int run = 0; run <= RUNS; run++) {
                long before = server.used();
                List<Socket> readers = new ArrayList<>();
                for (int i = 0; i < READERS; i++) {
                    readers.add(server.ask("/api/v1/users?seed=" + i + "&limit=10000&format=xml"));
                }
                long used = server.used() - before;
                for (Socket reader : readers) {
                    if (reader.getInputStream().readNBytes(HALF).length < HALF) {
                        throw new IllegalStateException("a page had been written as a whole");
                    }
                    reader.close();
                }
                if (run > 0) {
                    each.add(used / 1024.0 / READERS);
                }
            }
        }
        System.out.println(each);
    }

    private static void crowd(Path folder) throws Exception {
        Samples few = new Samples(FEW + " clients", "requests/s");
        Samples many = new Samples(MANY + " clients", "requests/s");
        try (Server server = Server.start(folder, 60, "0s", HEAP)) {
            server.awaitDone("/api/v1/orders" + SMALL);
            for (int run = 0; run <= RUNS; run++) {
                double some = answered(server, FEW, run == 0 ? 10 : SECONDS);
                double all = answered(server, MANY, run == 0 ? 10 : SECONDS);
                if (run > 0) {
                    few.add(some);
                    many.add(all);
                }
            }
        }
        List.of(few, many, many.by(few, MANY + " clients / " + FEW)).forEach(System.out::println);
    }

    /** How many requests a second are answered by 200 and whole; nothing else may happen. */
    private static double answered(Server server, int clients, int seconds) throws IOException {
        ConnectionProvider connections = ConnectionProvider.builder("crowd")
                .maxConnections(clients)
                .pendingAcquireMaxCount(-1)
                .build();
        HttpClient http = server.client(connections);
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        AtomicInteger next = new AtomicInteger();
        long answered = Flux.range(0, clients)
                .flatMap(
                        client -> Mono.defer(() -> http.get()
                                        .uri(MIXED.get(next.getAndIncrement() % MIXED.size()))
                                        .responseSingle((answer, body) -> body.asByteArray()
                                                .defaultIfEmpty(new byte[0])
                                                .map(bytes -> {
                                                    if (answer.status().code() != 200 || bytes.length < 100) {
                                                        throw new IllegalStateException(answer.toString());
                                                    }
                                                    return 1L;
                                                })))
                                .repeat(() -> System.nanoTime() < end),
                        clients)
                .count()
                .blockOptional()
                .orElseThrow();
        connections.dispose();
        return (double) answered / seconds;
    }

    /** Tells how long it takes for the same shop to come as far. */
    private static void world(long seed) {
        History history = new History(
                ScenarioFile.read("weekday", List.of()),
                seed,
                START.toEpochMilli(),
                Worlds.weekdayHistory().eventsPerSession());
        long begun = System.nanoTime();
        World world = new World(history);
        List<Occurrence> occurrences = new ArrayList<>();
        while (!world.advance(START.plus(AGE).toEpochMilli(), 1024, occurrences)) {
            occurrences.clear();
        }
        System.out.printf(Locale.ROOT, "%.3f s%n", (System.nanoTime() - begun) / 1e9);
    }
}
