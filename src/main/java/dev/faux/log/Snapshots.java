package dev.faux.log;

import dev.faux.simulation.World;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a world stood at some positions of its history, a file each: a name that tells position and instant, the history, the
 * {@linkplain RecordWriter state} deflated, a CRC-32C of all that. A cache: one that cannot be read is told and dropped, and what
 * would have been made from it is made from one before. They lie dense for the newest part, and thinner the older they are. For
 * many threads.
 */
final class Snapshots {

    private static final Logger log = LoggerFactory.getLogger(Snapshots.class);

    private static final String FORMAT = "faux snapshot 1";
    private static final Pattern NAME = Pattern.compile("([0-9]{20})-(-?[0-9]{1,19})\\.snapshot");
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final String history;
    private final long bytes;
    private final long spacing;
    private final NavigableMap<Long, Kept> kept = new ConcurrentSkipListMap<>();

    private record Kept(long position, long at, long bytes) {}

    /**
     * @param folder holds the files; those that lie there are taken up
     * @param bytes how much they may take together; the newest one stays in any case
     * @param spacing how many events lie between two of them, at least, but for the newest one
     */
    Snapshots(Path folder, String history, long bytes, long spacing) throws IOException {
        this.folder = folder;
        this.history = history;
        this.bytes = bytes;
        this.spacing = spacing;
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    long position = Long.parseLong(name.group(1));
                    kept.put(position, new Kept(position, Long.parseLong(name.group(2)), Files.size(file)));
                }
            }
        }
    }

    /** Drops those that were taken after this instant. */
    void dropAfter(long instant) {
        kept.values().stream().filter(each -> each.at > instant).forEach(this::drop);
    }

    /** Keeps one, in place of the newest where that is too near to the one before it, or of others where they take too much. */
    void keep(World.State state) throws IOException {
        Kept next = new Kept(state.position(), state.now(), 0);
        Path written = folder.resolve("next");
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(written), BUFFER)) {
            CRC32C sum = new CRC32C();
            DataOutputStream out = new DataOutputStream(new CheckedOutputStream(file, sum));
            out.writeUTF(FORMAT);
            out.writeUTF(history);
            Deflater deflater = new Deflater(Deflater.BEST_SPEED);
            DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater, BUFFER);
            new RecordWriter(deflated).write(state);
            deflated.finish();
            deflater.end();
            out.writeLong(sum.getValue());
        }
        Files.move(written, file(next), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        kept.put(next.position, new Kept(next.position, next.at, Files.size(file(next))));
        dropIfTooNear(kept.lowerEntry(next.position));
        makeRoom();
    }

    /** The last one that was taken at this position or before it; null for none. */
    World.@Nullable State at(long position) {
        return read(() -> kept.floorEntry(position));
    }

    /** The last one that was taken before this instant; null for none. */
    World.@Nullable State before(long instant) {
        return read(() -> kept.descendingMap().entrySet().stream()
                .filter(each -> each.getValue().at < instant)
                .findFirst()
                .orElse(null));
    }

    private interface Choice {

        Map.@Nullable Entry<Long, Kept> choose();
    }

    private World.@Nullable State read(Choice choice) {
        for (var found = choice.choose(); found != null; found = choice.choose()) {
            try {
                return read(found.getValue());
            } catch (IOException e) {
                if (!kept.containsKey(found.getKey())) {
                    // Another took its place meanwhile.
                    continue;
                }
                log.warn(
                        "The snapshot {} cannot be used, so it is deleted; nothing is lost, but what comes after it takes"
                                + " longer to be made again: {}",
                        file(found.getValue()),
                        e.toString());
                drop(found.getValue());
            }
        }
        return null;
    }

    private World.State read(Kept found) throws IOException {
        byte[] file = Files.readAllBytes(file(found));
        int length = file.length - Long.BYTES;
        CRC32C sum = new CRC32C();
        sum.update(file, 0, Math.max(0, length));
        if (length < 0 || sum.getValue() != ByteBuffer.wrap(file).getLong(length)) {
            throw new IOException("damaged: its checksum is another one");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(file, 0, length));
        refuseOther("format", in.readUTF(), FORMAT);
        refuseOther("history", in.readUTF(), history);
        Inflater inflater = new Inflater();
        try {
            return new RecordReader(new InflaterInputStream(in, inflater, BUFFER)).read(World.State.class);
        } finally {
            inflater.end();
        }
    }

    private static void refuseOther(String what, String found, String expected) throws IOException {
        if (!found.equals(expected)) {
            throw new IOException("its " + what + " is " + found + ", expected " + expected);
        }
    }

    private void dropIfTooNear(Map.@Nullable Entry<Long, Kept> last) {
        if (last != null) {
            Long before = kept.lowerKey(last.getKey());
            if (last.getKey() - (before == null ? 0 : before) < spacing) {
                drop(last.getValue());
            }
        }
    }

    private void makeRoom() throws IOException {
        while (kept.size() > 1 && kept.values().stream().mapToLong(Kept::bytes).sum() > bytes) {
            drop(leastMissed());
        }
    }

    /** The one whose neighbours are the closest together for its age; never the newest. */
    private Kept leastMissed() {
        long newest = kept.lastKey();
        double least = Double.POSITIVE_INFINITY;
        Kept found = kept.firstEntry().getValue();
        for (Kept each : kept.headMap(newest).values()) {
            Map.Entry<Long, Kept> before = kept.lowerEntry(each.position);
            long gap = kept.higherKey(each.position) - (before == null ? 0 : before.getKey());
            double missed = (double) gap / (newest - each.position);
            if (missed < least) {
                least = missed;
                found = each;
            }
        }
        return found;
    }

    private void drop(Kept each) {
        kept.remove(each.position);
        try {
            Files.deleteIfExists(file(each));
        } catch (IOException e) {
            log.warn("Cannot delete {}: {}", file(each), e.toString());
        }
    }

    private Path file(Kept each) {
        return folder.resolve("%020d-%d.snapshot".formatted(each.position, each.at));
    }
}
