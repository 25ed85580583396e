package dev.faux.emitter;

import dev.faux.log.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The eras of a home that have ended, each a history of its own: a folder named for it holds what it was made of, for the program
 * that made it. How the next one begins is a list of {@link Step}s; each can be taken again, and up to {@link #begin the one} that
 * puts the new inputs in the place of the old, the old era is as it was. What comes after that one is made up for by
 * {@link #leave}.
 */
final class Eras {

    static final String JOURNAL = "journal";
    static final String MARK = "mark";
    static final String DRAINED = "drained.properties";
    private static final String SNAPSHOTS = "snapshots";

    private final Path home;
    private final Path folder;

    Eras(Path home) {
        this.home = home;
        this.folder = home.resolve("eras");
    }

    /** Durable when it has been taken. */
    interface Step {

        void take() throws IOException;
    }

    static void take(List<Step> steps) throws IOException {
        for (Step step : steps) {
            step.take();
        }
    }

    /** The ids of their histories; what has been copied of one that has not ended does not count. */
    Set<String> histories() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> eras = Files.list(folder)) {
            return eras.filter(each -> Files.exists(each.resolve(DRAINED)))
                    .map(each -> each.getFileName().toString())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * The way from a drained era to the next one.
     *
     * @param ended its history
     * @param next what the next one is made of
     */
    List<Step> begin(String ended, Inputs inputs, Inputs.Begun next) {
        Step copyScenario = () -> copy(Inputs.SCENARIO, ended);
        Step copyInputs = () -> copy(Inputs.FILE, ended);
        Step begin = () -> inputs.store(next);
        return Stream.concat(Stream.of(copyScenario, copyInputs, begin), leave(ended).stream())
                .toList();
    }

    /** What is left to do once the next one is begun. That it is to be done, the last step takes away. */
    List<Step> leave(String ended) {
        return List.of(
                () -> Files.deleteIfExists(home.resolve(MARK)),
                () -> Home.deleteBelow(home.resolve(SNAPSHOTS)),
                () -> move(JOURNAL, ended),
                () -> move(DRAINED, ended));
    }

    private void copy(String name, String ended) throws IOException {
        Path era = Files.createDirectories(folder.resolve(ended));
        Path copied = era.resolve(name);
        Files.copy(home.resolve(name), copied, StandardCopyOption.REPLACE_EXISTING);
        for (Path each : List.of(copied, era, folder, home)) {
            WholeFile.sync(each);
        }
    }

    private void move(String name, String ended) throws IOException {
        Path era = folder.resolve(ended);
        if (Files.exists(home.resolve(name))) {
            Files.move(home.resolve(name), era.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        WholeFile.sync(era);
        WholeFile.sync(home);
    }
}
