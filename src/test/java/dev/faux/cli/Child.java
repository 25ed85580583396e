package dev.faux.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.faux.Faux"));
        words.addAll(List.of(args));
        return new ProcessBuilder(words);
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
