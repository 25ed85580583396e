package dev.faux.cli;

import dev.faux.Faux;
import dev.faux.log.Folders;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Faux as a process of its own, as a user starts it. */
public final class Child {

    private Child() {}

    /** What came of it. */
    public record Result(int exitCode, byte[] out, String err) {

        public String text() {
            return new String(out, StandardCharsets.UTF_8);
        }

        public List<String> lines() {
            return text().lines().toList();
        }
    }

    public static ProcessBuilder command(String... args) {
        return Archived.command("-XX:SharedArchiveFile=" + Archived.CLASSES, args);
    }

    /** Children share what the virtual machine makes of classes when it loads them, which halves the time that they take to start. */
    private static final class Archived {

        private static final Pattern LISTENS = Pattern.compile("listens on http");
        private static final Path FOLDER = folder();
        private static final String CLASS_PATH = classPath();
        private static final Path CLASSES = archive();

        private static Path folder() {
            try {
                Path folder = Files.createTempDirectory("faux-children");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** That of this program without its tests, and without folders: only what is in jars is archived. */
        private static String classPath() {
            Path jar = FOLDER.resolve("faux.jar");
            int exitCode = ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes(), ".");
            if (exitCode != 0) {
                throw new AssertionError("there is no jar of " + classes());
            }
            return Stream.concat(
                            Stream.of(jar.toString()),
                            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                    .filter(each -> each.endsWith(".jar")))
                    .collect(Collectors.joining(File.pathSeparator));
        }

        private static String classes() {
            try {
                return Path.of(Faux.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toString();
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }

        /** What a server loads that is told of a database and of a Kafka, where there are none. */
        private static Path archive() {
            Path archive = FOLDER.resolve("faux.jsa");
            ProcessBuilder server = command("-XX:ArchiveClassesAtExit=" + archive);
            server.environment()
                    .putAll(Map.of(
                            "FAUX_HOME",
                            FOLDER.resolve("home").toString(),
                            "SERVER_PORT",
                            "0",
                            "FAUX_BACKFILL",
                            "1m",
                            "SPRING_R2DBC_URL",
                            "r2dbc:postgresql://127.0.0.1:1/nowhere",
                            "FAUX_SINKS_KAFKA_BOOTSTRAP_SERVERS",
                            "127.0.0.1:1"));
            try {
                Process process = server.redirectErrorStream(true).start();
                BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                List<String> told = new ArrayList<>();
                while (told.isEmpty() || !LISTENS.matcher(told.getLast()).find()) {
                    String line = out.readLine();
                    if (line == null) {
                        throw new AssertionError("the server did not start: " + String.join("\n", told));
                    }
                    told.add(line);
                }
                process.toHandle().destroy();
                out.lines().forEach(told::add);
                process.onExit().join();
                if (!Files.exists(archive)) {
                    throw new AssertionError("there is no archive: " + String.join("\n", told));
                }
                return archive;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static ProcessBuilder command(String option, String... args) {
            List<String> words = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    // It is for a machine like this one and these very jars, or nothing is said and nothing gained.
                    "-Xlog:cds=off",
                    option,
                    "-cp",
                    CLASS_PATH,
                    Faux.class.getName()));
            words.addAll(List.of(args));
            return new ProcessBuilder(words);
        }
    }

    public static Result run(String... args) throws IOException, InterruptedException {
        return run(new byte[0], args);
    }

    /** @param in is given to it on standard input */
    public static Result run(byte[] in, String... args) throws IOException, InterruptedException {
        Path out = Files.createTempFile("faux", ".out");
        Path err = Files.createTempFile("faux", ".err");
        try {
            Process process = command(args)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try (OutputStream input = process.getOutputStream()) {
                input.write(in);
            }
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", args) + " did not end: " + Files.readString(err));
            }
            return new Result(process.exitValue(), Files.readAllBytes(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
