package dev.faux.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * One file of the window: frames one after the other, in the order of their positions. Written by one thread; read by any,
 * without blocking it.
 */
final class Segment {

    private static final Logger log = LoggerFactory.getLogger(Segment.class);

    private final long first;
    private final Path file;
    private final FileChannel channel;
    private long size;

    /** Begins a file that holds events from this position on. */
    Segment(Path folder, long first) throws IOException {
        this.first = first;
        file = folder.resolve("%020d.segment".formatted(first));
        channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    long first() {
        return first;
    }

    long size() {
        return size;
    }

    /** Appends a frame and says where it begins. */
    long write(ByteBuffer frame) throws IOException {
        long offset = size;
        while (frame.hasRemaining()) {
            size += channel.write(frame, size);
        }
        return offset;
    }

    /** The batch whose frame lies there, read when somebody asks for it. Fails when the file is dropped meanwhile. */
    Mono<Batch> read(long offset, int length) {
        return Mono.fromDirect(reader -> reader.onSubscribe(new Reading(reader, offset, length)));
    }

    /**
     * What one reader has subscribed to. Of Reactor's own means, {@code subscribeOn} would read before anybody asks and interrupt
     * the thread of one who goes, which closes the file for all; and a request that comes while {@code Mono.create} is still
     * being subscribed to can be lost (reactor-core 3.8).
     */
    private final class Reading implements Subscription, Runnable {

        private final Subscriber<? super Batch> reader;
        private final long offset;
        private final int length;
        private final AtomicBoolean isAsked = new AtomicBoolean();
        private volatile boolean isCancelled;

        Reading(Subscriber<? super Batch> reader, long offset, int length) {
            this.reader = reader;
            this.offset = offset;
            this.length = length;
        }

        @Override
        public void request(long n) {
            if (isAsked.compareAndSet(false, true)) {
                Schedulers.boundedElastic().schedule(this);
            }
        }

        @Override
        public void cancel() {
            isCancelled = true;
        }

        @Override
        public void run() {
            if (isCancelled) {
                return;
            }
            Batch batch;
            try {
                batch = frame(offset, length);
            } catch (IOException e) {
                reader.onError(e);
                return;
            }
            reader.onNext(batch);
            reader.onComplete();
        }
    }

    private Batch frame(long offset, int length) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(length);
        while (frame.hasRemaining()) {
            if (channel.read(frame, offset + frame.position()) < 0) {
                throw new EOFException(file + " ends within the frame at " + offset);
            }
        }
        return Batch.ofFrame(frame.flip());
    }

    /** Deletes the file; one that cannot be deleted is told and left. */
    void drop() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("Cannot delete {}: {}", file, e.toString());
        }
    }
}
