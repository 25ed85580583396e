package dev.faux.bench;

import dev.faux.Faux;
import dev.faux.simulation.History;
import dev.faux.sink.FilesSink;
import dev.faux.sink.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * How fast the sink makes files, durable and in order, beside {@code emit} into one file: each a process of its own, from its begin
 * to its end, with the same events, heap and disk; five interleaved runs.
 */
final class FilesBench {

    private static final int RUNS = 5;
    private static final long EVENTS = 5_000_000;
    private static final String HEAP = "1g";

    private FilesBench() {}

    public static void main(String... args) throws IOException, InterruptedException {
        if (args.length > 0) {
            arm(args[0], args[1]);
            return;
        }
        Samples emit = new Samples("emit > file", "events/s");
        Samples plain = new Samples("files", "events/s");
        Samples zipped = new Samples("files, gzip", "events/s");
        Path folder = Files.createTempDirectory("faux-files-bench");
        try {
            Path errors = folder.resolve("errors");
            for (int run = 1; run <= RUNS; run++) {
                String[] options = {
                    "emit", "--quiet", "--limit", Long.toString(EVENTS), "--start", KafkaBench.START.toString()
                };
                emit.add(perSecond(Server.java(errors, HEAP, Faux.class.getName(), options)
                        .redirectOutput(folder.resolve("emitted").toFile())));
                plain.add(files(folder, errors, false));
                zipped.add(files(folder, errors, true));
            }
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
        List.of(emit, plain, zipped, plain.by(emit, "files / emit"), zipped.by(emit, "gzip / emit"))
                .forEach(System.out::println);
    }

    private static double files(Path folder, Path errors, boolean isZipped) throws IOException, InterruptedException {
        Path files = folder.resolve("files");
        double figure = perSecond(
                Server.java(errors, HEAP, FilesBench.class.getName(), files.toString(), Boolean.toString(isZipped)));
        FileSystemUtils.deleteRecursively(files);
        return figure;
    }

    private static double perSecond(ProcessBuilder command) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int status = command.start().waitFor();
        if (status != 0) {
            throw new IOException("it ended with " + status);
        }
        return EVENTS / ((System.nanoTime() - begun) / 1e9);
    }

    private static void arm(String folder, String isZipped) {
        History history = KafkaBench.history();
        Map<String, String> settings = Map.of("folder", folder, "gzip", isZipped, "limit", Long.toString(EVENTS));
        try (FilesSink sink = new FilesSink("files", Settings.of(settings), history.seed())) {
            sink.resumeAt().block();
            sink.readAll(KinesisBench.portions(history)
                            .takeUntil(portion -> portion.batch().last() >= EVENTS))
                    .blockLast();
        }
    }
}
