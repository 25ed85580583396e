package dev.faux.sink;

import dev.faux.log.WholeFile;
import dev.faux.sink.FilesCheckpoints.Kept;
import dev.faux.sink.FilesCheckpoints.Part;
import dev.faux.sink.FilesSink.Disturbed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of a sink, among whatever else there is in their folder. One program may change them at a time. For one thread. */
final class SinkFolder {

    private final Path folder;
    private final String sink;
    private final Path lockPath;
    private @Nullable FileLock lock;

    SinkFolder(Path folder, String sink) {
        this.folder = folder;
        this.sink = sink;
        lockPath = folder.resolve(sink + ".lock");
    }

    /** What the names of files with events begin with. */
    String events() {
        return sink;
    }

    /** What the names of files with answers begin with. */
    String answers() {
        return sink + "-mangled";
    }

    /**
     * Keeps others out until it is left.
     *
     * @throws IllegalStateException where somebody else does
     */
    void enter() throws IOException {
        if (lock != null && lock.isValid()) {
            return;
        }
        Files.createDirectories(folder);
        FileChannel channel = FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException inThisProgram) {
            lock = null;
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new IllegalStateException("another Faux writes to " + folder + " by the name " + sink + ", as "
                    + lockPath.getFileName() + " says; end one of the two, or give one another folder");
        }
    }

    void leave() throws IOException {
        if (lock != null) {
            lock.acquiredBy().close();
            lock = null;
        }
    }

    /** Makes of the files what the checkpoint says of them, wherever somebody was stopped. */
    void restore(@Nullable Kept kept) throws IOException {
        List<Part> known = kept == null ? List.of() : kept.parts();
        for (Part each : known) {
            if (!each.isFinished()) {
                cutBack(each);
            }
        }
        for (String name : names()) {
            EventFile file = EventFile.of(name);
            if (file != null && EventFile.isPart(name)) {
                restore(file, known);
            }
        }
    }

    private void cutBack(Part part) throws IOException {
        Path path = folder.resolve(part.file().partName());
        if (!Files.exists(path)) {
            throw new Disturbed(path + " is missing, expected " + part.length() + " bytes of it");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            if (channel.size() < part.length()) {
                throw new Disturbed(path + " has " + channel.size() + " bytes, expected at least " + part.length());
            }
            channel.truncate(part.length());
        }
    }

    private void restore(EventFile file, List<Part> known) throws IOException {
        for (Part each : known) {
            EventFile newest = each.file();
            if (newest.equals(file) && !each.isFinished()) {
                return;
            }
            if (newest.equals(file) || file.isBeside(newest) && file.number() < newest.number()) {
                publish(file);
                return;
            }
        }
        Files.delete(folder.resolve(file.partName()));
    }

    PartFile begin(EventFile file) throws IOException {
        Path finished = folder.resolve(file.name());
        if (Files.exists(finished)) {
            throw new Disturbed(finished + " is there already, expected none that begins where the checkpoint ends");
        }
        return PartFile.begin(file, folder.resolve(file.partName()));
    }

    PartFile goOn(Part part) throws IOException {
        return PartFile.goOn(part.file(), folder.resolve(part.file().partName()), part.length());
    }

    void publish(EventFile file) throws IOException {
        Files.move(folder.resolve(file.partName()), folder.resolve(file.name()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes all files of this sink, finished ones and others, of all histories. */
    void deleteAll() throws IOException {
        for (String name : names()) {
            Files.delete(folder.resolve(name));
        }
        sync();
    }

    /** Of the files with events and answers, in their order. */
    private List<String> names() throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(path -> path.getFileName().toString())
                    .filter(this::isOurs)
                    .sorted()
                    .toList();
        }
    }

    private boolean isOurs(String name) {
        EventFile file = EventFile.of(name);
        return file != null && (file.series().equals(events()) || file.series().equals(answers()));
    }

    /** Returns when it is durable which files there are. */
    void sync() throws IOException {
        WholeFile.sync(folder);
    }
}
