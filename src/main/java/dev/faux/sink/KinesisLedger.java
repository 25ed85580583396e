package dev.faux.sink;

import dev.faux.log.Checkpoint;
import dev.faux.log.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What of a history is in Kinesis, which cannot be asked: all up to a checkpoint, and which of the letters after it. A file at home,
 * that is replaced as a whole.
 */
final class KinesisLedger {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final CheckpointFile file;
    private final String letters;
    private volatile @Nullable Kept last;

    /**
     * @param file in a folder that is there or can be made
     * @param letters which ones are sent: where they were others, nobody knows which of those after the checkpoint are in
     */
    KinesisLedger(Path file, String letters) {
        this.letters = letters;
        this.file = new CheckpointFile(file);
    }

    /**
     * @param beyond which letters after the checkpoint are in as well, counted from 0
     */
    record Kept(Checkpoint checkpoint, BitSet beyond) {}

    /** As the file shows it; a digest is hexadecimal there, since JSON's numbers do not hold it. */
    private record Shown(
            String history, long position, String digest, long since, long count, String letters, byte[] beyond) {

        static Shown of(Kept kept, String letters) {
            Checkpoint each = kept.checkpoint;
            return new Shown(
                    each.history(),
                    each.position(),
                    HexFormat.of().toHexDigits(each.digest()),
                    each.since(),
                    each.count(),
                    letters,
                    kept.beyond.toByteArray());
        }

        Kept meant(String ours) {
            long bits = HexFormat.fromHexDigitsToLong(digest);
            return new Kept(
                    new Checkpoint(history, position, bits, since, count),
                    letters.equals(ours) ? BitSet.valueOf(beyond) : new BitSet());
        }
    }

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
            return JSON.readValue(found, Shown.class).meant(letters);
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
        file.write(JSON.writeValueAsBytes(Shown.of(kept, letters)));
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
