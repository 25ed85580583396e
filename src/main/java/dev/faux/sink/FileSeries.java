package dev.faux.sink;

import dev.faux.sink.FilesCheckpoints.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that follow each other, the last of them open. What is written is durable when it is settled, and those that are finished
 * by then can be seen when they are published. After a failure it is only to be closed. For one thread.
 */
final class FileSeries implements AutoCloseable {

    private final SinkFolder folder;
    private final String name;
    private final String history;
    private final Rolling rolling;
    private final List<EventFile> finished = new ArrayList<>();
    private @Nullable Part last;
    private @Nullable PartFile open;
    private long size;
    private long at;
    private long lowest;
    private boolean hasBegun;

    /** What is to be written next: lines that stand beside each other are written at once. */
    private byte[] run = {};

    private int runStart;
    private int runEnd;

    /** @param last the file that was settled last, or null before the first */
    FileSeries(SinkFolder folder, String name, String history, Rolling rolling, @Nullable Part last) {
        this.folder = folder;
        this.name = name;
        this.history = history;
        this.rolling = rolling;
        this.last = last;
        at = last == null ? Long.MIN_VALUE : last.at();
        lowest = last == null ? 1 : last.file().number() + 1;
    }

    /**
     * Adds a line, in the next file where it does not belong to the one that is open.
     *
     * @param bytes in which the line stands, which must not change until it is settled
     * @param time when it happened; what comes late belongs to what is written meanwhile
     */
    void write(byte[] bytes, int start, int end, long position, long time) throws IOException {
        if (open == null && last != null && !last.isFinished()) {
            open = folder.goOn(last);
            size = last.size();
        }
        if (open != null && (size + end - start > rolling.bytes() || rolling.isBetween(at, time))) {
            settle(true);
        }
        if (open == null) {
            begin(position);
        }
        if (run != bytes || runEnd != start) {
            flush();
            run = bytes;
            runStart = start;
        }
        runEnd = end;
        size += end - start;
        at = Math.max(at, time);
    }

    private void begin(long position) throws IOException {
        long number = Math.max(position, lowest);
        open = folder.begin(new EventFile(name, history, number, rolling.isZipped()));
        hasBegun = true;
        lowest = number + 1;
        size = 0;
    }

    private void flush() throws IOException {
        if (open != null && runEnd > runStart) {
            open.write(run, runStart, runEnd);
        }
        run = new byte[0];
        runStart = runEnd = 0;
    }

    /**
     * Returns when all is durable that was written, but for the names of files.
     *
     * @param isEnd whether the open file is finished with it
     * @return the file that was written last, or null where there is none
     */
    @Nullable
    Part settle(boolean isEnd) throws IOException {
        flush();
        if (open != null) {
            last = new Part(open.file(), open.settle(), size, at, false);
        }
        if (isEnd && last != null && !last.isFinished()) {
            finished.add(last.file());
            last = last.finished();
            close();
        }
        return last;
    }

    /** Whether files were begun since they were published last. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** Gives those that are finished the names by which they are found. */
    void publish() throws IOException {
        for (EventFile each : finished) {
            folder.publish(each);
        }
        finished.clear();
        hasBegun = false;
    }

    @Override
    public void close() throws IOException {
        PartFile part = open;
        open = null;
        if (part != null) {
            part.close();
        }
    }
}
