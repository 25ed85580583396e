package dev.faux.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The newest part of a history, bounded in bytes: the very newest in memory, the rest in segment files. A cache and nothing
 * more: what it cannot hold is made again from the history. One thread appends, any number read, and neither waits for the
 * other.
 */
final class Window {

    private static final Logger log = LoggerFactory.getLogger(Window.class);

    /** Small batches are joined until they are this long before they go to a file. */
    private static final int FRAME_BYTES = 256 << 10;

    private static final int SEGMENTS = 16;
    private static final int FRAMES_IN_MEMORY = 32;

    /** Everything it holds, by first position; neighbours touch. */
    private final ConcurrentSkipListMap<Long, Block> blocks = new ConcurrentSkipListMap<>();

    private final List<Batch> tail = new ArrayList<>();
    private final Deque<Block> inMemory = new ArrayDeque<>();
    private final Deque<Segment> segments = new ArrayDeque<>();
    private final Path folder;
    private final long segmentBytes;
    private int tailBytes;
    private boolean isGivenUp;

    /**
     * @param folder holds the files; what lies there of an earlier run is deleted
     * @param bytes how much it holds at most, but for the part in memory
     */
    Window(Path folder, long bytes) throws IOException {
        this.folder = folder;
        this.segmentBytes = bytes / SEGMENTS;
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".segment")).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Consecutive events in one piece. In memory, or in a file, or for a while both. */
    private static final class Block {

        private final long last;
        private final long lastTime;
        private final @Nullable Segment segment;
        private final long offset;
        private final int length;
        private volatile @Nullable Batch batch;

        Block(Batch batch, @Nullable Segment segment, long offset, int length) {
            this.last = batch.last();
            this.lastTime = batch.time(batch.size() - 1);
            this.segment = segment;
            this.offset = offset;
            this.length = length;
            this.batch = batch;
        }
    }

    void append(Batch batch) {
        blocks.put(batch.first(), new Block(batch, null, 0, 0));
        tail.add(batch);
        tailBytes += batch.length();
        if (tailBytes >= FRAME_BYTES) {
            moveTailToFile();
        }
    }

    boolean covers(long position) {
        Map.Entry<Long, Block> found = blocks.floorEntry(position);
        return found != null && position <= found.getValue().last;
    }

    /** The events from this position on that lie in one piece; empty where it is not, or no longer, covered. */
    Mono<Batch> read(long position) {
        Map.Entry<Long, Block> found = blocks.floorEntry(position);
        if (found == null || position > found.getValue().last) {
            return Mono.empty();
        }
        Block block = found.getValue();
        Batch batch = block.batch;
        if (batch != null) {
            return Mono.just(batch.from(position));
        }
        if (block.segment == null) {
            throw new AssertionError("block of " + found.getKey() + " is nowhere");
        }
        return block.segment
                .read(block.offset, block.length)
                .map(read -> read.from(position))
                .onErrorResume(ClosedChannelException.class, dropped -> Mono.empty());
    }

    /** The first position whose event is not before this instant; empty where that is older than the window. */
    Mono<Long> positionAt(long instant) {
        Map.Entry<Long, Block> oldest = blocks.firstEntry();
        if (oldest == null || oldest.getKey() > 1 && oldest.getValue().lastTime >= instant) {
            // When the first event of the oldest block happened is not known, so the whole block counts as too old.
            return Mono.empty();
        }
        for (Map.Entry<Long, Block> entry : blocks.entrySet()) {
            if (entry.getValue().lastTime >= instant) {
                return read(entry.getKey()).map(batch -> batch.positionAt(instant));
            }
        }
        return Mono.just(blocks.lastEntry().getValue().last + 1);
    }

    /** Whether its oldest part, which is dropped next to make room, has events past this position. */
    boolean isFullFrom(long position) {
        return segments.size() == SEGMENTS && firstKept().first() > position + 1;
    }

    /** Drops everything. */
    void close() {
        blocks.clear();
        segments.forEach(Segment::drop);
        segments.clear();
    }

    private void moveTailToFile() {
        Batch joined = Batch.join(tail);
        tail.clear();
        tailBytes = 0;
        try {
            ByteBuffer frame = joined.toFrame();
            int length = frame.remaining();
            Segment segment = segmentFor(joined.first());
            Block block = new Block(joined, segment, segment.write(frame), length);
            // First the whole, then without its parts: whoever looks meanwhile finds one or the other.
            blocks.put(joined.first(), block);
            blocks.subMap(joined.first(), false, joined.last(), true).clear();
            isGivenUp = false;
            inMemory.add(block);
            if (inMemory.size() > FRAMES_IN_MEMORY) {
                inMemory.remove().batch = null;
            }
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /** Tells it once, until it can be written again. */
    private void giveUp(IOException failure) {
        if (!isGivenUp) {
            log.warn(
                    "The window in {} is given up and begins anew; older events are made again where they are asked for: {}",
                    folder,
                    failure.toString());
        }
        isGivenUp = true;
        inMemory.clear();
        close();
    }

    private Segment segmentFor(long first) throws IOException {
        if (segments.isEmpty() || segments.getLast().size() >= segmentBytes) {
            if (segments.size() == SEGMENTS) {
                blocks.headMap(firstKept().first()).clear();
                segments.remove().drop();
            }
            segments.add(new Segment(folder, first));
        }
        return segments.getLast();
    }

    /** The oldest segment that stays when room is made. */
    private Segment firstKept() {
        Iterator<Segment> oldestFirst = segments.iterator();
        oldestFirst.next();
        return oldestFirst.next();
    }
}
