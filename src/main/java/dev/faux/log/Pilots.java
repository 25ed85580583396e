package dev.faux.log;

import dev.faux.simulation.Aftermath;
import dev.faux.simulation.Pilot;
import dev.faux.simulation.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a session of a scenario leads to: frozen for the shipped ones; for any other one found by a pilot run, once,
 * and then kept in the user's cache.
 */
public final class Pilots {

    private Pilots() {}

    /** @param tell takes lines about a pilot run that takes place now */
    public static Aftermath aftermath(Scenario scenario, Consumer<String> tell) {
        Aftermath frozen = Pilot.frozen(scenario);
        return frozen != null ? frozen : kept(scenario, tell);
    }

    private static Aftermath kept(Scenario scenario, Consumer<String> tell) {
        Path file = cache().resolve(Pilot.key(scenario));
        try {
            if (Files.exists(file)) {
                return Aftermath.parse(Files.readString(file));
            }
        } catch (IOException | IllegalArgumentException e) {
            tell.accept("Cannot use " + file + ", finding it out again: " + e);
        }
        Aftermath found = Pilot.run(scenario, new Teller(scenario.name(), tell));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, found.toString());
        } catch (IOException e) {
            tell.accept("Cannot keep that for the next time: " + e);
        }
        return found;
    }

    private static Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path root = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return root.resolve("faux").resolve("pilots");
    }

    /** Tells each quarter. */
    private static final class Teller implements java.util.function.DoubleConsumer {

        private final String scenario;
        private final Consumer<String> tell;
        private int told = -1;

        Teller(String scenario, Consumer<String> tell) {
            this.scenario = scenario;
            this.tell = tell;
        }

        @Override
        public void accept(double done) {
            int quarter = (int) (done * 4);
            if (quarter > told) {
                told = quarter;
                tell.accept("Pilot run of scenario " + scenario + ", once: " + quarter * 25 + " %");
            }
        }
    }
}
