package dev.faux.emitter;

import dev.faux.log.Head;
import dev.faux.log.JournalFile;
import dev.faux.simulation.History;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.ScenarioFile;
import dev.faux.simulation.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
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
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Scheduler;

/**
 * The folder in which one shop lives: what its history is made of, how far it has come, and all that is kept for it. One process
 * at a time; the lock goes with the process.
 */
public final class Home implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Home.class);

    private static final String LOCK = "lock";
    private static final String SCENARIO = "scenario.yaml";
    private static final String INPUTS = "inputs.properties";
    private static final String PACE = "pace.properties";
    private static final String MARK = "mark";
    private static final String JOURNAL = "journal";
    private static final String SUM = "sum";

    /** How far ahead of what has happened a command is stamped: about as long as it takes to write it down. */
    private static final long LEAD = 20;

    private final Path folder;
    private final FileChannel lock;
    private final Consumer<Throwable> fatal;
    private final Mark.Keeper marks;
    private final Frontier frontier;

    private Home(Path folder, FileChannel lock, Consumer<Throwable> fatal) throws IOException {
        this.folder = folder;
        this.lock = lock;
        this.fatal = fatal;
        this.marks = new Mark.Keeper(folder.resolve(MARK));
        Mark marked = marks.found();
        this.frontier = new Frontier(marked == null ? 0 : marked.until(), LEAD);
    }

    /**
     * Takes the folder for this process; makes it if it is not there.
     *
     * @throws HomeException where another process has it, or it cannot be written
     */
    public static Home open(Path folder) {
        return open(folder, Home::halt);
    }

    /** @param fatal is told that nobody can say any more what is durable */
    static Home open(Path folder, Consumer<Throwable> fatal) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel)) {
                try {
                    return new Home(folder, channel, fatal);
                } catch (IOException | RuntimeException e) {
                    channel.close();
                    throw e;
                }
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
            Properties inputs = load(
                    INPUTS,
                    "It says what the shop is that lives here. Put a good copy in its place, or give this shop up"
                            + " (java -jar faux.jar reset)");
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

    /** Rather dead than with another history than the one that was promised. */
    private static void halt(Throwable reason) {
        log.error("The process ends at once: what has been promised may not be durable", reason);
        Runtime.getRuntime().halt(1);
    }

    /** Opens the journal of the shop, for one desk. */
    public CommandDesk desk(History history, CommandDesk.Bounds bounds, Scheduler writing) {
        try {
            return new CommandDesk(folder.resolve(JOURNAL), history, frontier, bounds, writing, fatal);
        } catch (JournalFile.Damaged e) {
            throw new HomeException(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new HomeException("cannot use " + folder + " as home", e);
        }
    }

    /** What was known of the shop when it was last open; null where it never was. */
    public @Nullable Mark marked() {
        return marks.found();
    }

    Frontier frontier() {
        return frontier;
    }

    /** Nothing goes past this instant until another is marked. Returns when that is durable, or ends the process. */
    void mark(long until, Head head) {
        long next = Math.max(until, frontier.mark());
        try {
            marks.keep(new Mark(next, head));
            frontier.mark(next);
        } catch (IOException e) {
            fatal.accept(e);
        }
    }

    /** The pace that was kept last. */
    Pace pace() {
        try {
            Properties kept = load(
                    PACE,
                    "It says how fast time goes by in the shop that lives here. Delete the file to let it go with the wall"
                            + " clock");
            return kept == null
                    ? Pace.LIVE
                    : new Pace(
                            Long.parseLong(kept.getProperty("virtual_anchor")),
                            Long.parseLong(kept.getProperty("wall_anchor")),
                            Double.parseDouble(kept.getProperty("speed")),
                            Boolean.parseBoolean(kept.getProperty("paused")));
        } catch (IOException e) {
            throw new HomeException("cannot use " + folder + " as home", e);
        }
    }

    void keep(Pace pace) throws IOException {
        Properties kept = new Properties();
        kept.setProperty("virtual_anchor", Long.toString(pace.virtualAnchor()));
        kept.setProperty("wall_anchor", Long.toString(pace.wallAnchor()));
        kept.setProperty("speed", Double.toString(pace.speed()));
        kept.setProperty("paused", Boolean.toString(pace.isPaused()));
        store(PACE, kept);
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
            marks.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param remedy what is lost with a damaged one, and what to do */
    private @Nullable Properties load(String name, String remedy) throws IOException {
        try (var in = Files.newBufferedReader(folder.resolve(name))) {
            Properties properties = new Properties();
            properties.load(in);
            if (!sum(properties).equals(properties.getProperty(SUM))) {
                throw new HomeException(folder.resolve(name) + " is damaged: its checksum is another one. " + remedy);
            }
            return properties;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** There in full or not at all, and durable. */
    private void store(String name, Properties properties) throws IOException {
        properties.setProperty(SUM, sum(properties));
        Path written = folder.resolve(name + ".new");
        try (FileChannel channel = FileChannel.open(
                        written,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
            properties.store(out, null);
            out.flush();
            channel.force(true);
        }
        Files.move(written, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static String sum(Properties properties) {
        CRC32C sum = new CRC32C();
        properties.stringPropertyNames().stream()
                .filter(each -> !each.equals(SUM))
                .sorted()
                .forEach(each -> sum.update(
                        (each + '=' + properties.getProperty(each) + '\n').getBytes(StandardCharsets.UTF_8)));
        return Long.toHexString(sum.getValue());
    }
}
