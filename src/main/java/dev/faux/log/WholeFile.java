package dev.faux.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A small file that is there in full or not at all, and durable. For one thread that writes. */
public record WholeFile(Path path) {

    /** What was written last, or null where nothing is. */
    public byte @Nullable [] read() throws IOException {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    public void write(byte[] content) throws IOException {
        Path written = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                written, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(path.resolveSibling("."));
    }

    public void delete() throws IOException {
        if (Files.deleteIfExists(path)) {
            sync(path.resolveSibling("."));
        }
    }

    /** Returns when a file's content, or what is in a folder under which names, is durable. */
    public static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
