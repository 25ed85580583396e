package dev.faux.api;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that nobody but their owner reads, and that are there in full or not at all. */
final class OwnersFile {

    private OwnersFile() {}

    /** Leaves the file as it is where another has been quicker. */
    static void writeNew(Path file, String text) throws IOException {
        Path made = make(file, text);
        try {
            Files.createLink(file, made);
        } catch (FileAlreadyExistsException e) {
            // The other one's is as good.
        } catch (UnsupportedOperationException e) {
            Files.move(made, file, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    static void replace(Path file, String text) throws IOException {
        Path made = make(file, text);
        try {
            Files.move(made, file, ATOMIC_MOVE, REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private static Path make(Path file, String text) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path made = Files.createTempFile(folder, "." + file.getFileName(), ".new", onlyOwner());
        return Files.writeString(made, text, StandardCharsets.UTF_8);
    }

    private static FileAttribute<?>[] onlyOwner() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
