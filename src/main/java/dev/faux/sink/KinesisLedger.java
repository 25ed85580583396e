package dev.faux.sink;

import dev.faux.log.Checkpoint;
import dev.faux.log.Reader;
import dev.faux.log.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What of a history is in Kinesis, which cannot be asked: all up to a checkpoint, and which of the letters after it. A file at home,
 * that is replaced as a whole.
 */
final class KinesisLedger {

    private static final JsonMapper JSON = CheckpointJson.mapper();

    private final WholeFile file;
    private final String letters;
    private volatile @Nullable Kept last;

    /**
     * @param file in a folder that is there or can be made
     * @param letters which ones are sent: where they were others, nobody knows which of those after the checkpoint are in
     */
    KinesisLedger(Path file, String letters) {
        this.letters = letters;
        this.file = new WholeFile(file);
    }

    /**
     * @param beyond which letters after the checkpoint are in as well, counted from 0
     */
    record Kept(Checkpoint checkpoint, BitSet beyond) {}

    private record Shown(Checkpoint checkpoint, String letters, byte[] beyond) {}

    /**
     * What was written last, or null before the first time.
     *
     * @throws Damaged where it cannot be understood
     */
    @Nullable
    Kept read() throws IOException {
        byte[] found = file.read();
        if (found == null) {
            return null;
        }
        try {
            Shown shown = JSON.readValue(found, Shown.class);
            return new Kept(
                    shown.checkpoint, shown.letters.equals(letters) ? BitSet.valueOf(shown.beyond) : new BitSet());
        } catch (RuntimeException damage) {
            throw new Damaged(file.path(), damage);
        }
    }

    /** The same, to go on there. */
    @Nullable
    Kept resume() throws IOException {
        last = read();
        return last;
    }

    /** What was written by this one, or resumed. */
    @Nullable
    Kept last() {
        return last;
    }

    void write(Kept kept) throws IOException {
        Files.createDirectories(file.path().toAbsolutePath().getParent());
        file.write(JSON.writeValueAsBytes(new Shown(kept.checkpoint, letters, kept.beyond.toByteArray())));
        last = kept;
    }

    void delete() throws IOException {
        file.delete();
        last = null;
    }

    /** Nobody knows what is in. */
    static final class Damaged extends Reader.Refused {

        Damaged(Path file, Throwable cause) {
            super(
                    file
                            + " is damaged, so nobody knows what is in Kinesis; reset the sink, which sends everything once more");
            initCause(cause);
        }
    }
}
