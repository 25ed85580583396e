package dev.faux.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file while it is written. After a failure it is only to be closed. For one thread. */
final class PartFile implements AutoCloseable {

    /** Java copies what is written into memory of its own, as much as is written at once. */
    private static final int CHUNK = 1 << 20;

    private final EventFile file;
    private final FileChannel channel;
    private @Nullable Member member;
    private boolean isDurable;

    private PartFile(EventFile file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** One with nothing in it. */
    static PartFile begin(EventFile file, Path path) throws IOException {
        return new PartFile(
                file,
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING));
    }

    /** One that was written up to a length. */
    static PartFile goOn(EventFile file, Path path, long length) throws IOException {
        PartFile part = new PartFile(file, FileChannel.open(path, StandardOpenOption.WRITE));
        try {
            part.channel.position(length);
            part.isDurable = true;
            return part;
        } catch (IOException e) {
            part.close();
            throw e;
        }
    }

    EventFile file() {
        return file;
    }

    void write(byte[] bytes, int start, int end) throws IOException {
        isDurable = false;
        if (file.isZipped()) {
            if (member == null) {
                member = new Member(Channels.newOutputStream(channel));
            }
            member.write(bytes, start, end - start);
            return;
        }
        for (int from = start; from < end; from += CHUNK) {
            ByteBuffer chunk = ByteBuffer.wrap(bytes, from, Math.min(CHUNK, end - from));
            while (chunk.hasRemaining()) {
                channel.write(chunk);
            }
        }
    }

    /**
     * Returns when all is durable that was written.
     *
     * @return how long the file is
     */
    long settle() throws IOException {
        if (member != null) {
            member.finish();
            member.end();
            member = null;
        }
        if (!isDurable) {
            channel.force(true);
            isDurable = true;
        }
        return channel.position();
    }

    @Override
    public void close() throws IOException {
        if (member != null) {
            member.end();
        }
        channel.close();
    }

    /** What can be unpacked by itself; several make up a file. */
    private static final class Member extends GZIPOutputStream {

        private static final int BUFFER = 1 << 16;

        Member(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }

        /** Gives back what is not Java's memory. */
        void end() {
            def.end();
        }
    }
}
