package dev.faux.log;

import dev.faux.simulation.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A journal in a file: {@linkplain JournalLines lines of JSON}, each after its CRC-32C in hex and a blank. It is only ever
 * appended to, by one thread, and what is told to be in it is durable; any thread may read. The newest entries are also kept in
 * memory.
 */
public final class JournalFile implements Journal, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JournalFile.class);

    private static final HexFormat HEX = HexFormat.of();
    private static final int SUM = 8;
    private static final int BLOCK = 1 << 16;

    /** Entries between two of which it is known where they begin in the file. */
    private static final int CHUNK = 1_024;

    private static final int IN_MEMORY = 64 * CHUNK;

    private final Path file;
    private final FileChannel channel;
    /** Where each chunk begins. */
    private long[] chunks = new long[16];

    private final List<Entry> newest = new ArrayList<>();
    private long size;
    private long entries;
    private @Nullable Chunk lastRead;

    private record Chunk(long number, List<Entry> entries) {}

    /**
     * An entry together with what an asker wants to be recognised by when he asks again.
     *
     * @param key his own name for it
     * @param request tells what exactly he asked for
     */
    public record Row(
            Entry entry, @Nullable String key, @Nullable String request) {}

    /** Takes the rows that are there, from number 0 on. */
    @FunctionalInterface
    public interface Taker {

        void take(long number, Row row);
    }

    /** Somebody has changed the file, or the disk has. */
    public static final class Damaged extends IOException {

        Damaged(String message) {
            super(message);
        }

        private Damaged(Path file, String what, String loss) {
            this("the journal " + file + " is " + what + ". It holds what people asked of the shop, and without it the"
                    + " history cannot be made again as it was. Put a good copy in its place; or lose " + loss
                    + ", and delete the mark beside it): who has read further has to begin anew then; or give this shop up"
                    + " (java -jar faux.jar reset)");
        }
    }

    /** What is wrong where there is no such file, though there was one. */
    public static Damaged missing(Path file) {
        return new Damaged(file, "missing", "all that was asked (create an empty one");
    }

    private JournalFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the journal in this file, or begins one. What a crash has left of a line that was never told to be there is cut off.
     *
     * @param each is told all that is in it
     * @throws Damaged where something is wrong that no crash leaves behind
     */
    public static JournalFile open(Path file, Taker each) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        JournalFile journal = new JournalFile(file, channel);
        try {
            journal.load(each);
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Adds rows, whose entries follow those that are there. Returns when all of them are durable; they are to be seen from then
     * on.
     *
     * @throws Unsynced where nobody can say whether they are
     * @throws IOException where none of them is in it
     */
    public void append(List<Row> rows) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        long[] offsets = new long[rows.size()];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = size + lines.size();
            lines.writeBytes(line(rows.get(i)).getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toByteArray());
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, size + bytes.position());
            }
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
        try {
            channel.force(false);
        } catch (IOException e) {
            throw new Unsynced(file, e);
        }
        for (int i = 0; i < offsets.length; i++) {
            take(rows.get(i).entry(), offsets[i]);
        }
        size += lines.size();
    }

    /** Some of the lines may stand there in full. */
    private void takeBack(IOException failure) throws Unsynced {
        try {
            channel.truncate(size);
        } catch (IOException e) {
            failure.addSuppressed(e);
            throw new Unsynced(file, failure);
        }
    }

    @Override
    public synchronized @Nullable Entry entry(long number) {
        if (number >= entries) {
            return null;
        }
        long first = entries - newest.size();
        return number >= first ? newest.get((int) (number - first)) : read(number);
    }

    /** How many entries there are. */
    public synchronized long entries() {
        return entries;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private synchronized void take(Entry entry, long offset) {
        if (entries % CHUNK == 0) {
            int chunk = (int) (entries / CHUNK);
            if (chunk == chunks.length) {
                chunks = Arrays.copyOf(chunks, 2 * chunk);
            }
            chunks[chunk] = offset;
        }
        entries++;
        newest.add(entry);
        if (newest.size() == 2 * IN_MEMORY) {
            newest.subList(0, IN_MEMORY).clear();
        }
    }

    /** One that is not in memory any more, so its whole chunk is in the file. */
    private Entry read(long number) {
        long wanted = number / CHUNK;
        Chunk chunk = lastRead;
        if (chunk == null || chunk.number != wanted) {
            List<Entry> read = new ArrayList<>(CHUNK);
            try {
                Lines lines = new Lines(chunks[(int) wanted]);
                while (read.size() < CHUNK) {
                    read.add(JournalLines.read(lines.next()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            chunk = new Chunk(wanted, read);
            lastRead = chunk;
        }
        return chunk.entries.get((int) (number % CHUNK));
    }

    private void load(Taker each) throws IOException {
        Lines lines = new Lines(0);
        for (long offset = 0; lines.hasNext(); offset = lines.offset()) {
            JsonNode line = lines.next();
            Entry entry = JournalLines.read(line);
            take(entry, offset);
            size = lines.offset();
            each.take(entries - 1, new Row(entry, text(line, "key"), text(line, "request")));
        }
        if (channel.size() > size) {
            log.warn(
                    "{} ends within a line: what was being written when the shop was stopped was not promised to anybody, and is"
                            + " cut off",
                    file);
            channel.truncate(size);
        }
    }

    private static @Nullable String text(JsonNode line, String field) {
        return line.has(field) ? line.get(field).stringValue() : null;
    }

    private static String line(Row row) {
        ObjectNode line = JournalLines.write(row.entry());
        if (row.key() != null) {
            line.put("key", row.key()).put("request", row.request());
        }
        String json = line.toString();
        return sum(json) + ' ' + json + '\n';
    }

    private static String sum(String json) {
        CRC32C sum = new CRC32C();
        sum.update(json.getBytes(StandardCharsets.UTF_8));
        return HEX.toHexDigits((int) sum.getValue());
    }

    /** The file's whole lines from an offset on. */
    private final class Lines {

        private final ByteBuffer block = ByteBuffer.allocate(BLOCK).flip();
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private long offset;
        private long read;
        private boolean isThere;

        Lines(long offset) {
            this.offset = offset;
            this.read = offset;
        }

        /** Where the next one begins. */
        long offset() {
            return offset;
        }

        boolean hasNext() throws IOException {
            while (!isThere) {
                if (!block.hasRemaining()) {
                    block.clear();
                    int more = channel.read(block, read);
                    block.flip();
                    if (more <= 0) {
                        return false;
                    }
                    read += more;
                }
                byte next = block.get();
                isThere = next == '\n';
                line.write(next);
            }
            return true;
        }

        /** Checked by its sum. */
        JsonNode next() throws IOException {
            if (!hasNext()) {
                throw new Damaged(file + " ends at byte " + offset + ", expected more");
            }
            String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
            String json = text.substring(Math.min(text.length(), SUM + 1));
            if (!text.startsWith(sum(json) + ' ')) {
                throw damaged();
            }
            offset += line.size();
            line.reset();
            isThere = false;
            return JournalLines.parse(json);
        }

        private Damaged damaged() {
            String after = newest.isEmpty()
                    ? ""
                    : ", after " + Instant.ofEpochMilli(newest.getLast().at());
            return new Damaged(
                    file,
                    "damaged: the line at byte " + offset + " has another checksum",
                    "what was asked from there on" + after + " (truncate -s " + offset + " " + file);
        }
    }

    /** Whether something is durable cannot be told any more. */
    public static final class Unsynced extends IOException {

        Unsynced(Path file, IOException cause) {
            super("cannot tell whether " + file + " is durable", cause);
        }
    }
}
