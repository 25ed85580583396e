package dev.faux.emitter;

import dev.faux.log.Head;
import dev.faux.simulation.History;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.ScenarioFile;
import dev.faux.simulation.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one shop lives: what its history is made of, how far it has come, and all that is kept for it. One process
 * at a time; the lock goes with the process.
 */
public final class Home implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final String SCENARIO = "scenario.yaml";
    private static final String INPUTS = "inputs.properties";
    private static final String REACHED = "reached.properties";

    private final Path folder;
    private final FileChannel lock;

    private Home(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes the folder for this process; makes it if it is not there.
     *
     * @throws HomeException where another process has it, or it cannot be written
     */
    public static Home open(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel)) {
                return new Home(folder, channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new HomeException("cannot use " + folder + " as home", e);
        }
        throw new HomeException("the shop in " + folder.toAbsolutePath().normalize()
                + " is open already, in another process: stop that one, or use another home (FAUX_HOME=…)");
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    public Path folder() {
        return folder;
    }

    /** The scenario that the history here was begun with. */
    public Path scenarioFile() {
        return folder.resolve(SCENARIO);
    }

    /**
     * What somebody asks the shop to be; null where he leaves it to the home, or to the defaults.
     *
     * @param scenario a shipped scenario's name, or the path of a file
     */
    public record Asked(
            @Nullable String scenario,
            @Nullable Long seed,
            @Nullable Instant start) {}

    /**
     * The history that lives here. A new home begins the one that is asked for, and keeps what it is made of; a home that was
     * begun with something else refuses.
     *
     * @param newStart the start of a new history where neither the asking nor the scenario names one
     * @param eventsPerSession finds it for a scenario
     * @throws HomeException where another history was begun here
     */
    public History history(Asked asked, Instant newStart, ToDoubleFunction<Scenario> eventsPerSession) {
        try {
            Properties inputs = load(INPUTS);
            return inputs == null ? begin(asked, newStart, eventsPerSession) : resume(inputs, asked);
        } catch (IOException e) {
            throw new HomeException("cannot use " + folder + " as home", e);
        }
    }

    private History begin(Asked asked, Instant newStart, ToDoubleFunction<Scenario> eventsPerSession)
            throws IOException {
        Scenario scenario = ScenarioFile.read(asked.scenario() == null ? "weekday" : asked.scenario(), List.of());
        Instant start = asked.start() != null ? asked.start() : scenario.start() != null ? scenario.start() : newStart;
        long seed = asked.seed() != null ? asked.seed() : scenario.seed();
        History history = new History(scenario, seed, start.toEpochMilli(), eventsPerSession.applyAsDouble(scenario));
        Files.writeString(scenarioFile(), scenario.source());
        Properties inputs = new Properties();
        inputs.setProperty("model", Integer.toString(World.MODEL));
        inputs.setProperty("scenario", scenario.name());
        inputs.setProperty("seed", Long.toString(seed));
        inputs.setProperty("start", start.toString());
        inputs.setProperty("events_per_session", Double.toString(history.eventsPerSession()));
        inputs.setProperty("history", history.id());
        store(INPUTS, inputs);
        return history;
    }

    private History resume(Properties inputs, Asked asked) {
        Scenario begun = ScenarioFile.read(scenarioFile().toString(), List.of());
        refuseOther("model", inputs.getProperty("model"), Integer.toString(World.MODEL));
        refuseOther("seed", inputs.getProperty("seed"), asked.seed());
        refuseOther("start", inputs.getProperty("start"), asked.start());
        if (asked.scenario() != null
                && !ScenarioFile.read(asked.scenario(), List.of()).canonical().equals(begun.canonical())) {
            refuseOther("scenario", inputs.getProperty("scenario"), asked.scenario() + ", which says something else");
        }
        History history = new History(
                begun,
                Long.parseLong(inputs.getProperty("seed")),
                Instant.parse(inputs.getProperty("start")).toEpochMilli(),
                Double.parseDouble(inputs.getProperty("events_per_session")));
        refuseOther("history", inputs.getProperty("history"), history.id());
        return history;
    }

    private void refuseOther(String what, String begun, @Nullable Object asked) {
        if (asked != null && !begun.equals(asked.toString())) {
            throw new HomeException(
                    "the shop in " + folder.toAbsolutePath().normalize() + " was begun with " + what + " "
                            + begun + ", not " + asked + ": use another home (FAUX_HOME=…), or give this shop up"
                            + " (java -jar faux.jar reset)");
        }
    }

    /** How far the shop had come when it was last seen, or null for a new one. */
    public @Nullable Head reached() {
        try {
            Properties reached = load(REACHED);
            return reached == null
                    ? null
                    : new Head(
                            Long.parseLong(reached.getProperty("position")),
                            Instant.parse(reached.getProperty("at")).toEpochMilli(),
                            Long.parseUnsignedLong(reached.getProperty("digest"), 16));
        } catch (IOException | RuntimeException e) {
            throw new HomeException(
                    "cannot read " + folder.resolve(REACHED) + "; without it the shop is not known to have"
                            + " been open, delete it to go on all the same",
                    e);
        }
    }

    /** Keeps how far the shop has come. */
    void keep(Head head) throws IOException {
        Properties reached = new Properties();
        reached.setProperty("position", Long.toString(head.position()));
        reached.setProperty("at", Instant.ofEpochMilli(head.at()).toString());
        reached.setProperty("digest", Long.toHexString(head.digest()));
        store(REACHED, reached);
    }

    /**
     * Deletes everything but the folder itself.
     *
     * @throws HomeException where something cannot be deleted
     */
    public void clear() {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure) throws IOException {
                    if (!each.equals(folder)) {
                        Files.delete(each);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new HomeException("cannot clear " + folder, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Properties load(String name) throws IOException {
        try (var in = Files.newBufferedReader(folder.resolve(name))) {
            Properties properties = new Properties();
            properties.load(in);
            return properties;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void store(String name, Properties properties) throws IOException {
        Path written = folder.resolve(name + ".new");
        try (var out = Files.newBufferedWriter(written)) {
            properties.store(out, null);
        }
        Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
