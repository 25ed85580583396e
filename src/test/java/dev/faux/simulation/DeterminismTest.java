package dev.faux.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Asks JVMs that differ in everything but the program for the {@link Fingerprint} of the same history. The quick form varies
 * several things at once; the long form one at a time, over far more events.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeterminismTest {

    private static final int FEW = 2_000;
    private static final int SOME = 10_000;
    private static final int MANY = 1_000_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseSerialGC -Duser.language=tr -Duser.country=TR -Duser.timezone=Pacific/Apia",
                "-XX:+UseParallelGC -Duser.language=ar -Duser.country=EG -Duser.timezone=America/St_Johns"
                        + " -Dfile.encoding=COMPAT -Dsun.jnu.encoding=ISO-8859-1",
                "-XX:+UseZGC -XX:TieredStopAtLevel=1 -XX:+UnlockExperimentalVMOptions -XX:hashCode=2",
            })
    void another_jvm_makes_the_same_history(String options) throws IOException, InterruptedException {
        assertThat(elsewhere(options, SOME)).isEqualTo(here(SOME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xint -XX:+UseG1GC"})
    void a_jvm_that_interprets_makes_the_same_history(String options) throws IOException, InterruptedException {
        assertThat(elsewhere(options, FEW)).isEqualTo(here(FEW));
    }

    @Tag("full")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.language=tr -Duser.country=TR",
                "-Duser.language=ar -Duser.country=EG",
                "-Duser.language=th -Duser.country=TH",
                "-Duser.timezone=Pacific/Apia",
                "-Duser.timezone=America/St_Johns",
                "-Dfile.encoding=COMPAT -Dsun.jnu.encoding=ISO-8859-1",
                "-Dfile.encoding=UTF-16",
                "-XX:+UseSerialGC",
                "-XX:+UseParallelGC",
                "-XX:+UseG1GC",
                "-XX:+UseZGC",
                "-XX:-UseCompressedOops",
                "-XX:TieredStopAtLevel=1",
                "-XX:-TieredCompilation",
                "-XX:+UnlockExperimentalVMOptions -XX:hashCode=2",
            })
    void another_jvm_makes_the_same_long_history(String options) throws IOException, InterruptedException {
        assertThat(elsewhere(options, MANY)).isEqualTo(here(MANY));
    }

    @Tag("full")
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    @ParameterizedTest
    @ValueSource(strings = {"-Xint"})
    void a_jvm_that_interprets_makes_the_same_longer_history(String options) throws IOException, InterruptedException {
        assertThat(elsewhere(options, 100 * FEW)).isEqualTo(here(100 * FEW));
    }

    private static String here(int events) {
        return Fingerprint.of(Fingerprint.smallShop(), events);
    }

    private static String elsewhere(String options, int events) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.addAll(List.of(options.split(" ", -1)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Fingerprint.class.getName()));
        command.add(Integer.toString(events));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as("exit status of " + command).isZero();
            // Whatever stands at the end of a line in that JVM.
            return printed.replaceAll("[^0-9a-f]", "");
        } finally {
            process.destroyForcibly();
        }
    }
}
