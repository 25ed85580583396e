package dev.faux.emitter;

import dev.faux.emitter.Inputs.Begun;
import dev.faux.log.Head;
import dev.faux.log.JournalFile;
import dev.faux.simulation.History;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
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
    private static final String PACE = "pace.properties";

    /** How far ahead of what has happened a command is stamped: about as long as it takes to write it down. */
    private static final long LEAD = 20;

    private final Path folder;
    private final FileChannel lock;
    private final Consumer<Throwable> fatal;
    private final Inputs inputs;
    private final PropertiesFile pace;
    private final PropertiesFile drained;
    private final Eras eras;
    private Mark.Keeper marks;
    private Frontier frontier;
    private volatile @Nullable String trouble;

    private Home(Path folder, FileChannel lock, Consumer<Throwable> fatal) throws IOException {
        this.folder = folder;
        this.lock = lock;
        this.fatal = fatal;
        this.inputs = new Inputs(folder);
        this.pace = new PropertiesFile(
                folder.resolve(PACE),
                "It says how fast time goes by in the shop that lives here. Delete the file to let it go with the wall"
                        + " clock");
        this.drained = new PropertiesFile(
                folder.resolve(Eras.DRAINED),
                "It says where the history ends that lives here. Delete the file, and drain the shop again"
                        + " (java -jar faux.jar drain)");
        this.eras = new Eras(folder);
        this.marks = new Mark.Keeper(folder.resolve(Eras.MARK));
        this.frontier = frontier(marks);
    }

    private static Frontier frontier(Mark.Keeper marks) {
        Mark marked = marks.found();
        return new Frontier(marked == null ? 0 : marked.until(), LEAD);
    }

    /** Whether a shop lives in this folder. */
    public static boolean isLivedIn(Path folder) {
        return Files.exists(folder.resolve(Inputs.FILE));
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
        return folder.resolve(Inputs.SCENARIO);
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
     * begun with something else refuses. Where that was another model and the shop is {@linkplain #drained drained}, a new era
     * begins: another history of the same scenario and seed, from where the old one ends. What is drained is so no more.
     *
     * @param newStart the start of a new history where neither the asking nor the scenario names one
     * @param eventsPerSession finds it for a scenario
     * @throws HomeException where another history was begun here
     */
    public History history(Asked asked, Instant newStart, ToDoubleFunction<Scenario> eventsPerSession) {
        try {
            leaveEra();
            Begun begun = inputs.load();
            if (begun == null) {
                refuseLeftOver();
                drained.delete();
                return inputs.begin(asked, newStart, eventsPerSession);
            }
            if (begun.model() != World.MODEL) {
                return beginEra(begun, asked, eventsPerSession);
            }
            History history = inputs.resume(begun, asked);
            drained.delete();
            return history;
        } catch (IOException e) {
            throw new HomeException("cannot use " + folder + " as home", e);
        }
    }

    /** Without what tells of the history, the rest of it is of no use. */
    private void refuseLeftOver() throws IOException {
        if (marked() != null || isWrittenIn(folder.resolve(Eras.JOURNAL))) {
            throw new HomeException(
                    folder.resolve(Inputs.FILE) + " is missing, where a shop has lived. It says what the"
                            + " shop is. Put a good copy in its place, or give this shop up (java -jar faux.jar reset)");
        }
    }

    private static boolean isWrittenIn(Path journal) throws IOException {
        return Files.exists(journal) && Files.size(journal) > 0;
    }

    private History beginEra(Begun begun, Asked asked, ToDoubleFunction<Scenario> eventsPerSession) throws IOException {
        Drained ended = drained();
        if (ended == null) {
            throw inputs.otherModel(begun);
        }
        History history = inputs.next(begun, asked, ended.head().at(), eventsPerSession);
        Eras.take(eras.begin(ended.history(), inputs, Begun.by(history, begun.firstStart())));
        forgetMark();
        log.info(
                "A new era: history {}, with model {}, begins at {}, where history {}, with model {}, ended at position {}",
                history.id(),
                World.MODEL,
                Instant.ofEpochMilli(history.start()),
                ended.history(),
                begun.model(),
                ended.head().position());
        return history;
    }

    /** Does what a crash kept from being done when an era began. */
    private void leaveEra() throws IOException {
        Begun begun = inputs.load();
        Properties ended = drained.load();
        if (begun != null && ended != null && !begun.history().equals(ended.getProperty("history"))) {
            Eras.take(eras.leave(ended.getProperty("history")));
            forgetMark();
        }
    }

    private void forgetMark() throws IOException {
        marks.close();
        marks = new Mark.Keeper(folder.resolve(Eras.MARK));
        frontier = frontier(marks);
    }

    /** The histories that lived here before, in older eras. */
    public Set<String> formerHistories() {
        try {
            return eras.histories();
        } catch (IOException e) {
            throw new HomeException("cannot use " + folder + " as home", e);
        }
    }

    /** Where a history ends that was brought to rest. */
    public record Drained(String history, Head head) {

        private static Drained of(Properties told) {
            return new Drained(
                    told.getProperty("history"),
                    new Head(
                            Long.parseLong(told.getProperty("position")),
                            Instant.parse(told.getProperty("at")).toEpochMilli(),
                            HexFormat.fromHexDigitsToLong(told.getProperty("digest"))));
        }

        private Properties told() {
            Properties told = Inputs.program();
            told.setProperty("history", history);
            told.setProperty("position", Long.toString(head.position()));
            told.setProperty("at", Instant.ofEpochMilli(head.at()).toString());
            told.setProperty("digest", HexFormat.of().toHexDigits(head.digest()));
            return told;
        }
    }

    /** Where the history here ends, if it was brought to rest and has not gone on since. */
    public @Nullable Drained drained() {
        try {
            Begun begun = inputs.load();
            Properties ended = drained.load();
            if (begun == null || ended == null || !begun.history().equals(ended.getProperty("history"))) {
                return null;
            }
            return Drained.of(ended);
        } catch (IOException e) {
            throw new HomeException("cannot use " + folder + " as home", e);
        }
    }

    /** From now on its history ends here, until it goes on. Returns when that is durable. */
    public Drained drain(History history, Head head) {
        if (!mark(head.at(), head)) {
            throw new HomeException(
                    "cannot use " + folder + " as home: it cannot be written down where the history ends");
        }
        Drained ended = new Drained(history.id(), head);
        try {
            drained.store(ended.told());
        } catch (IOException e) {
            throw new HomeException("cannot use " + folder + " as home", e);
        }
        return ended;
    }

    /** Rather dead than with another history than the one that was promised. */
    private static void halt(Throwable reason) {
        log.error("The process ends at once: what has been promised may not be durable", reason);
        Runtime.getRuntime().halt(1);
    }

    /** Opens the journal of the shop, for one desk. */
    public CommandDesk desk(History history, CommandDesk.Bounds bounds, Scheduler writing) {
        Path journal = folder.resolve(Eras.JOURNAL);
        try {
            if (marked() != null && !Files.exists(journal)) {
                throw JournalFile.missing(journal);
            }
            if (marked() == null && isWrittenIn(journal)) {
                log.warn(
                        "{} is missing. It holds the instant that nothing which was seen is past: what is asked of the shop"
                                + " could come before something that was seen already, if the clock of this machine has"
                                + " been put back",
                        folder.resolve(Eras.MARK));
            }
            return new CommandDesk(journal, history, frontier, bounds, writing, fatal);
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

    /**
     * Nothing goes past this instant until another is marked. Returns when that is durable, or ends the process. Where the disk does
     * not take it, the one before stands; that is told once, until it is over.
     *
     * @return whether it is marked
     */
    boolean mark(long until, Head head) {
        long next = Math.max(until, frontier.mark());
        try {
            marks.keep(new Mark(next, head));
            frontier.mark(next);
            trouble = null;
            return true;
        } catch (Mark.Unkept e) {
            if (!e.toString().equals(trouble)) {
                trouble = e.toString();
                log.error("The shop stands still until its disk takes how far it may go: {}", trouble);
            }
        } catch (AsynchronousCloseException e) {
            // Whoever interrupts it, or closes the file meanwhile, ends the shop; the mark before stands.
            log.debug("No further mark", e);
        } catch (IOException e) {
            fatal.accept(e);
        }
        return false;
    }

    /** Why the shop may go no further for now; null where it may. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** The pace that was kept last. */
    Pace pace() {
        try {
            Properties kept = pace.load();
            return kept == null ? Pace.LIVE : Pace.of(kept);
        } catch (IOException e) {
            throw new HomeException("cannot use " + folder + " as home", e);
        }
    }

    void keep(Pace next) throws IOException {
        pace.store(next.told());
    }

    /**
     * Deletes everything but the folder itself.
     *
     * @throws HomeException where something cannot be deleted
     */
    public void clear() {
        try {
            deleteBelow(folder);
        } catch (IOException e) {
            throw new HomeException("cannot clear " + folder, e);
        }
    }

    static void deleteBelow(Path top) throws IOException {
        if (!Files.exists(top)) {
            return;
        }
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure) throws IOException {
                if (!each.equals(top)) {
                    Files.delete(each);
                }
                return FileVisitResult.CONTINUE;
            }
        });
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
}
