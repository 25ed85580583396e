package dev.faux.sink;

import dev.faux.log.Checkpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The small file that says how far a sink has come, and how long its open files are: there in full or not at all, and durable. */
final class FilesCheckpoints {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Kept RESETTING = new Kept(new Checkpoint("", 0, 0, 1, 0), null, null, true);

    private final CheckpointFile file;

    FilesCheckpoints(Path folder, String sink) {
        file = new CheckpointFile(folder.resolve(sink + ".checkpoint"));
    }

    /**
     * The newest file of a series. All that come before it are finished.
     *
     * @param length how much of it is durable
     * @param size the same before compression
     * @param at when the newest event happened that is in it or before it, in milliseconds since 1970 UTC
     */
    record Part(EventFile file, long length, long size, long at, boolean isFinished) {

        Part finished() {
            return new Part(file, length, size, at, true);
        }
    }

    /**
     * @param events the newest file of them, or null before the first; so of the answers
     * @param isResetting whether all files are being deleted, and the checkpoint with them
     */
    record Kept(
            Checkpoint checkpoint,
            @Nullable Part events,
            @Nullable Part answers,
            boolean isResetting) {

        List<Part> parts() {
            return Stream.of(events, answers)
                    .<Part>mapMulti((each, out) -> {
                        if (each != null) {
                            out.accept(each);
                        }
                    })
                    .toList();
        }

        /** With all files finished. */
        Kept finished() {
            return new Kept(
                    checkpoint,
                    events == null ? null : events.finished(),
                    answers == null ? null : answers.finished(),
                    isResetting);
        }
    }

    /** As the file shows it; a digest is hexadecimal there, since JSON's numbers do not hold it. */
    private record Shown(
            String history,
            long position,
            String digest,
            long since,
            long count,
            @Nullable ShownPart events,
            @Nullable ShownPart answers,
            boolean resetting) {

        static Shown of(Kept kept) {
            Checkpoint each = kept.checkpoint;
            return new Shown(
                    each.history(),
                    each.position(),
                    HexFormat.of().toHexDigits(each.digest()),
                    each.since(),
                    each.count(),
                    ShownPart.of(kept.events),
                    ShownPart.of(kept.answers),
                    kept.isResetting);
        }

        Kept meant() {
            long bits = HexFormat.fromHexDigitsToLong(digest);
            return new Kept(
                    new Checkpoint(history, position, bits, since, count),
                    events == null ? null : events.meant(),
                    answers == null ? null : answers.meant(),
                    resetting);
        }
    }

    private record ShownPart(String name, long length, long size, long at, boolean finished) {

        static @Nullable ShownPart of(@Nullable Part part) {
            return part == null
                    ? null
                    : new ShownPart(part.file.name(), part.length, part.size, part.at, part.isFinished);
        }

        Part meant() {
            return new Part(Objects.requireNonNull(EventFile.of(name)), length, size, at, finished);
        }
    }

    /**
     * The newest one, or null before the first.
     *
     * @throws FilesSink.Disturbed where it cannot be understood
     */
    @Nullable
    Kept read() throws IOException {
        byte[] found = file.read();
        if (found == null) {
            return null;
        }
        try {
            return JSON.readValue(found, Shown.class).meant();
        } catch (RuntimeException damage) {
            throw new FilesSink.Disturbed(
                    file.path() + " is damaged, so nobody knows how far the files have come", damage);
        }
    }

    void write(Kept kept) throws IOException {
        file.write(JSON.writeValueAsBytes(Shown.of(kept)));
    }

    /** Says that all files are being deleted, until it is deleted itself. */
    void writeResetting() throws IOException {
        write(RESETTING);
    }

    void delete() throws IOException {
        file.delete();
    }
}
