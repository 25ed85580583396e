package dev.faux.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * One file of the window: frames one after the other, in the order of their positions. Written by one thread; read by any,
 * without blocking it.
 */
final class Segment {

    private final long first;
    private final Path file;
    private final AsynchronousFileChannel channel;
    private long size;

    /** Begins a file that holds events from this position on. */
    Segment(Path folder, long first) throws IOException {
        this.first = first;
        file = folder.resolve("%020d.segment".formatted(first));
        channel = AsynchronousFileChannel.open(
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
        long end = offset;
        try {
            while (frame.hasRemaining()) {
                end += channel.write(frame, end).get();
            }
        } catch (ExecutionException e) {
            throw new IOException("cannot write " + file, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while writing " + file, e);
        }
        size = end;
        return offset;
    }

    /** The batch whose frame lies there, read when somebody asks for it. Fails when the file is dropped meanwhile. */
    Mono<Batch> read(long offset, int length) {
        return Mono.create(sink -> sink.onRequest(n -> read(ByteBuffer.allocate(length), offset, sink)));
    }

    private void read(ByteBuffer frame, long offset, MonoSink<Batch> sink) {
        channel.read(frame, offset + frame.position(), sink, new CompletionHandler<>() {
            @Override
            public void completed(Integer count, MonoSink<Batch> target) {
                if (count < 0) {
                    target.error(new IOException(file + " ends at " + size + ", expected a frame at " + offset));
                } else if (frame.hasRemaining()) {
                    read(frame, offset, target);
                } else {
                    target.success(Batch.ofFrame(frame.flip()));
                }
            }

            @Override
            public void failed(Throwable failure, MonoSink<Batch> target) {
                target.error(failure);
            }
        });
    }

    void drop() {
        try {
            channel.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot drop " + file, e);
        }
    }
}
