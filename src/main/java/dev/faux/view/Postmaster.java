package dev.faux.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The process that serves a data folder, known by the file it leaves there. It outlives the JVM that started it if that is
 * killed. Only a process that is a Postgres of this very folder is ever signalled.
 */
record Postmaster(Path data) {

    private static final String PID_FILE = "postmaster.pid";
    /** The second is what Linux calls a program whose file has been removed. */
    private static final Pattern PROGRAM = Pattern.compile(".*/postgres( \\(deleted\\))?");

    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long WATCH = TimeUnit.MILLISECONDS.toNanos(300);

    /** The process, if it runs. */
    Optional<ProcessHandle> running() throws IOException {
        return named().filter(this::servesTheFolder);
    }

    /** Removes the file if the number in it belongs to another program by now: Postgres would take that for itself. */
    void forgetTheDead() throws IOException {
        if (named().isPresent() && running().isEmpty()) {
            Files.deleteIfExists(data.resolve(PID_FILE));
        }
    }

    /**
     * Ends it: sessions are cut off and everything is written down; if that takes longer than {@code patience}, at once, and the
     * next start replays the log. Nothing that was committed is lost either way.
     *
     * @return whether it has ended
     */
    boolean stop(Duration patience, Duration lastPatience) throws IOException, InterruptedException {
        Optional<ProcessHandle> process = running();
        return process.isEmpty()
                || signal("INT", process.get()) && ended(process.get(), patience)
                || signal("QUIT", process.get()) && ended(process.get(), lastPatience);
    }

    /**
     * Ends its children if it has died without them: one that is busy with a disk notices only later, and until then no other
     * Postgres starts in the folder. What they had under way is replayed or rolled back by the next start.
     *
     * @return whether they have ended
     */
    boolean stopOrphans(Duration patience) throws IOException, InterruptedException {
        if (running().isPresent()) {
            return true;
        }
        List<ProcessHandle> orphans = ProcessHandle.allProcesses()
                .filter(Postmaster::isPostgres)
                .filter(this::worksInTheFolder)
                .toList();
        boolean haveEnded = true;
        for (ProcessHandle orphan : orphans) {
            haveEnded &= signal("QUIT", orphan) && orphanEnded(orphan, patience)
                    || signal("KILL", orphan) && orphanEnded(orphan, patience);
        }
        return haveEnded;
    }

    /** Returns once it does not run. */
    void awaitEnd() throws IOException, InterruptedException {
        Optional<ProcessHandle> process = running();
        if (process.isPresent()) {
            ended(process.get(), Long.MAX_VALUE, WATCH);
        }
    }

    private Optional<ProcessHandle> named() throws IOException {
        try {
            List<String> lines = Files.readAllLines(data.resolve(PID_FILE));
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(ProcessHandle::isAlive);
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().filter(PROGRAM.asMatchPredicate()).isPresent();
    }

    /** Told by Linux only; elsewhere nobody does. */
    private boolean worksInTheFolder(ProcessHandle process) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean servesTheFolder(ProcessHandle process) {
        return isPostgres(process)
                && process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(data.toString()))
                        .orElse(true);
    }

    private static boolean signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return true;
    }

    private boolean orphanEnded(ProcessHandle orphan, Duration patience) throws InterruptedException {
        return ended(orphan, this::worksInTheFolder, patience.toNanos(), LOOK_AGAIN);
    }

    private boolean ended(ProcessHandle process, Duration patience) throws InterruptedException {
        return ended(process, patience.toNanos(), LOOK_AGAIN);
    }

    private boolean ended(ProcessHandle process, long patience, long pause) throws InterruptedException {
        return ended(process, this::servesTheFolder, patience, pause);
    }

    /** A process that has ended may keep its number until somebody takes notice, but is nothing any more. */
    private static boolean ended(ProcessHandle process, Predicate<ProcessHandle> itself, long patience, long pause)
            throws InterruptedException {
        long begun = System.nanoTime();
        while (process.isAlive() && itself.test(process)) {
            if (System.nanoTime() - begun > patience) {
                return false;
            }
            LockSupport.parkNanos(pause);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return true;
    }
}
