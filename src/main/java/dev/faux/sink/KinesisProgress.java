package dev.faux.sink;

import dev.faux.log.Checkpoint;
import dev.faux.sink.KinesisLedger.Kept;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/**
 * Which letters are in, by their numbers, written down as it changes: what changes while the file is being written, is in the next
 * one. Its state belongs to one worker.
 */
final class KinesisProgress {

    /** What is before the checkpoint is forgotten when it is as much. */
    private static final int FORGOTTEN = 1 << 16;

    private final KinesisLedger ledger;
    private final Scheduler.Worker worker;
    private final Scheduler thread;

    /** Up to here all is in. */
    private Checkpoint reached;

    /** The first letter after that. */
    private long next;

    /** Which are in, from {@link #origin} on. */
    private BitSet in;

    private long origin;
    private final List<MonoSink<Void>> waiting = new ArrayList<>();
    private boolean isWriting;
    private boolean isChanged;
    private volatile boolean isClosed;
    private @Nullable IOException failure;

    /**
     * @param kept where it begins
     * @param thread where files are written
     */
    KinesisProgress(KinesisLedger ledger, Kept kept, Scheduler.Worker worker, Scheduler thread) {
        this.ledger = ledger;
        this.worker = worker;
        this.thread = thread;
        reached = kept.checkpoint();
        in = (BitSet) kept.beyond().clone();
    }

    /** One letter more; the worker says so. */
    void isIn(long number) {
        in.set((int) (number - origin));
        write();
    }

    /**
     * All up to a checkpoint is in.
     *
     * @param end the first letter after it
     * @return completes when it is written down
     */
    Mono<Void> keep(Checkpoint checkpoint, long end) {
        return Mono.create(sink -> worker.schedule(() -> keep(checkpoint, end, sink)));
    }

    /** Writes nothing any more that is not being written by now. */
    void close() {
        isClosed = true;
    }

    private void keep(Checkpoint checkpoint, long end, MonoSink<Void> sink) {
        if (failure != null) {
            sink.error(failure);
            return;
        }
        reached = checkpoint;
        next = end;
        if (next - origin > FORGOTTEN) {
            in = beyond();
            origin = next;
        }
        waiting.add(sink);
        write();
    }

    private BitSet beyond() {
        int from = (int) (next - origin);
        return in.get(from, Math.max(from, in.length()));
    }

    private void write() {
        isChanged = true;
        if (!isWriting && failure == null) {
            isWriting = true;
            // After all that the worker is at.
            worker.schedule(this::writeAll);
        }
    }

    private void writeAll() {
        isChanged = false;
        Kept now = new Kept(reached, beyond());
        List<MonoSink<Void>> done = List.copyOf(waiting);
        waiting.clear();
        thread.schedule(() -> write(now, done));
    }

    private void write(Kept now, List<MonoSink<Void>> done) {
        if (isClosed) {
            // Whoever goes on may have read the file by now.
            return;
        }
        try {
            ledger.write(now);
            worker.schedule(() -> written(done));
        } catch (IOException e) {
            worker.schedule(() -> failed(done, e));
        }
    }

    private void written(List<MonoSink<Void>> done) {
        isWriting = false;
        done.forEach(MonoSink::success);
        if (isChanged) {
            write();
        }
    }

    private void failed(List<MonoSink<Void>> done, IOException e) {
        failure = e;
        done.forEach(sink -> sink.error(e));
        waiting.forEach(sink -> sink.error(e));
    }
}
