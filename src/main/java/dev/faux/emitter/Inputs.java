package dev.faux.emitter;

import dev.faux.emitter.Home.Asked;
import dev.faux.log.WholeFile;
import dev.faux.simulation.History;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.ScenarioFile;
import dev.faux.simulation.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What the history in a home is made of: the scenario's file, and one that tells the rest. Whoever asks for another is refused. */
final class Inputs {

    static final String FILE = "inputs.properties";
    static final String SCENARIO = "scenario.yaml";

    /** What this program is called among those with its model; null where it does not run from its jar. */
    private static final @Nullable String VERSION = Inputs.class.getPackage().getImplementationVersion();

    private static final String WAYS_OUT =
            "use another home (FAUX_HOME=…), or give this shop up (java -jar faux.jar reset)";

    private final Path home;
    private final PropertiesFile file;

    Inputs(Path home) {
        this.home = home;
        this.file = new PropertiesFile(
                home.resolve(FILE),
                "It says what the shop is that lives here. Put a good copy in its place, or give this shop up"
                        + " (java -jar faux.jar reset)");
    }

    /**
     * What is told beside the scenario.
     *
     * @param version of the program that began it, if it was known
     * @param firstStart of the first era
     */
    record Begun(
            int model,
            @Nullable String version,
            String scenario,
            long seed,
            Instant start,
            Instant firstStart,
            double eventsPerSession,
            String history) {

        static Begun by(History history, Instant firstStart) {
            return new Begun(
                    World.MODEL,
                    VERSION,
                    history.scenario().name(),
                    history.seed(),
                    Instant.ofEpochMilli(history.start()),
                    firstStart,
                    history.eventsPerSession(),
                    history.id());
        }

        private static Begun of(Properties told) {
            return new Begun(
                    Integer.parseInt(told.getProperty("model")),
                    told.getProperty("version"),
                    told.getProperty("scenario"),
                    Long.parseLong(told.getProperty("seed")),
                    Instant.parse(told.getProperty("start")),
                    Instant.parse(told.getProperty("first_start", told.getProperty("start"))),
                    Double.parseDouble(told.getProperty("events_per_session")),
                    told.getProperty("history"));
        }

        private Properties told() {
            Properties told = program(model, version);
            told.setProperty("scenario", scenario);
            told.setProperty("seed", Long.toString(seed));
            told.setProperty("start", start.toString());
            told.setProperty("first_start", firstStart.toString());
            told.setProperty("events_per_session", Double.toString(eventsPerSession));
            told.setProperty("history", history);
            return told;
        }
    }

    /** Which program this is. */
    static Properties program() {
        return program(World.MODEL, VERSION);
    }

    private static Properties program(int model, @Nullable String version) {
        Properties program = new Properties();
        program.setProperty("model", Integer.toString(model));
        if (version != null) {
            program.setProperty("version", version);
        }
        return program;
    }

    /** Null where nothing has been begun. */
    @Nullable
    Begun load() throws IOException {
        Properties told = file.load();
        return told == null ? null : Begun.of(told);
    }

    void store(Begun begun) throws IOException {
        file.store(begun.told());
    }

    History begin(Asked asked, Instant newStart, ToDoubleFunction<Scenario> eventsPerSession) throws IOException {
        Scenario scenario = ScenarioFile.read(asked.scenario() == null ? "weekday" : asked.scenario(), List.of());
        Instant start = asked.start() != null ? asked.start() : scenario.start() != null ? scenario.start() : newStart;
        long seed = asked.seed() != null ? asked.seed() : scenario.seed();
        History history = new History(scenario, seed, start.toEpochMilli(), eventsPerSession.applyAsDouble(scenario));
        WholeFile.sync(Files.writeString(home.resolve(SCENARIO), scenario.source()));
        store(Begun.by(history, start));
        return history;
    }

    /** The history that was begun. */
    History resume(Begun begun, Asked asked) {
        History history = new History(
                scenario(begun, asked), begun.seed(), begun.start().toEpochMilli(), begun.eventsPerSession());
        refuseOther("history", begun.history(), history.id());
        return history;
    }

    /** Another history of the shop that was begun, by this program's model. */
    History next(Begun begun, Asked asked, long start, ToDoubleFunction<Scenario> eventsPerSession) {
        Scenario scenario = scenario(begun, asked);
        return new History(scenario, begun.seed(), start, eventsPerSession.applyAsDouble(scenario));
    }

    /** Why a shop of another model is not opened. */
    HomeException otherModel(Begun begun) {
        String version = begun.version();
        return new HomeException("the shop in " + home.toAbsolutePath().normalize() + " was begun with model "
                + begun.model() + (version == null ? "" : " of Faux " + version) + ", not " + World.MODEL + ": let "
                + (version == null ? "a version with that model" : "that version")
                + " drain it (java -jar faux.jar drain), then start this one; or " + WAYS_OUT);
    }

    private Scenario scenario(Begun begun, Asked asked) {
        Scenario scenario = ScenarioFile.read(home.resolve(SCENARIO).toString(), List.of());
        refuseOther("seed", begun.seed(), asked.seed());
        // Who asks for the first start means this shop, whatever its era.
        if (!begun.firstStart().equals(asked.start())) {
            refuseOther("start", begun.start(), asked.start());
        }
        if (asked.scenario() != null
                && !ScenarioFile.read(asked.scenario(), List.of()).canonical().equals(scenario.canonical())) {
            refuseOther("scenario", begun.scenario(), asked.scenario() + ", which says something else");
        }
        return scenario;
    }

    private void refuseOther(String what, Object begun, @Nullable Object asked) {
        if (asked != null && !begun.equals(asked)) {
            throw new HomeException("the shop in " + home.toAbsolutePath().normalize() + " was begun with " + what + " "
                    + begun + ", not " + asked + ": " + WAYS_OUT);
        }
    }
}
