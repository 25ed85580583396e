package dev.faux.sink;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.faux.log.Checkpoint;
import dev.faux.log.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The small file that says how far a sink has come, and how long its open files are: there in full or not at all, and durable. */
final class FilesCheckpoints {

    private static final JsonMapper JSON = CheckpointJson.mapper();

    private static final Kept RESETTING = new Kept(new Checkpoint("", 0, 0, 1, 0), null, null, true);

    private final WholeFile file;

    FilesCheckpoints(Path folder, String sink) {
        file = new WholeFile(folder.resolve(sink + ".checkpoint"));
    }

    /**
     * The newest file of a series. All that come before it are finished.
     *
     * @param length how much of it is durable
     * @param size the same before compression
     * @param at when the newest event happened that is in it or before it, in milliseconds since 1970 UTC
     */
    record Part(
            EventFile file,
            long length,
            long size,
            long at,
            @JsonProperty("finished") boolean isFinished) {

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
            @JsonProperty("resetting") boolean isResetting) {

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
            return JSON.readValue(found, Kept.class);
        } catch (RuntimeException damage) {
            throw new FilesSink.Disturbed(
                    file.path() + " is damaged, so nobody knows how far the files have come", damage);
        }
    }

    void write(Kept kept) throws IOException {
        file.write(JSON.writeValueAsBytes(kept));
    }

    /** Says that all files are being deleted, until it is deleted itself. */
    void writeResetting() throws IOException {
        write(RESETTING);
    }

    void delete() throws IOException {
        file.delete();
    }
}
