package dev.faux.emitter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets an observer come between Java, once it is {@linkplain DiskPatch patched}, and the files below a folder. He hears of all that
 * changes them, and may keep it from being done, or have less of it done. One disk at a time.
 */
public final class Disk implements AutoCloseable {

    /** Under which Java's methods find it: they know no class of ours. */
    private static final String DISK = "faux.disk";

    private final Path folder;
    private final Observer observer;
    private boolean isObserving;

    /** For the threads that write, one after the other. */
    public interface Observer {

        /** It comes next. An exception takes its place; a lower limit of what is to be written has less of it written. */
        void before(Operation next) throws IOException;

        /** It is done, or has failed. */
        void after(Operation done);
    }

    /**
     * Something that changes a file, or what a folder holds.
     *
     * @param name which file, and what is done to it, as in {@code journal write}
     * @param bytes what is written, where something is
     * @param more by how many bytes the file grows at most
     */
    public record Operation(
            String name, Path path, @Nullable ByteBuffer bytes, int limit, long more) {}

    public Disk(Path folder, Observer observer) {
        this.folder = folder.toAbsolutePath().normalize();
        this.observer = observer;
        Function<Object, @Nullable Object> disk = this::observe;
        System.getProperties().put(DISK, disk);
    }

    @Override
    public void close() {
        System.getProperties().remove(DISK);
    }

    /** Does something that is not looked at. */
    synchronized void without(Runnable action) {
        isObserving = true;
        action.run();
        isObserving = false;
    }

    /** Takes the call of a method, and tells the operation if it is one; or takes that, once it is done. */
    private synchronized @Nullable Object observe(Object told) {
        if (told instanceof Operation done) {
            if (done.bytes != null) {
                done.bytes.limit(done.limit);
            }
            isObserving = true;
            try {
                observer.after(done);
            } finally {
                isObserving = false;
            }
            return null;
        }
        // What the observer itself does to files is not looked at.
        if (isObserving || !(told instanceof Object[] call)) {
            return null;
        }
        isObserving = true;
        try {
            Operation operation = operation(call);
            if (operation != null) {
                observer.before(operation);
            }
            return operation;
        } catch (IOException e) {
            throw Disk.<RuntimeException>unchecked(e);
        } finally {
            isObserving = false;
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E unchecked(Throwable failure) throws E {
        throw (E) failure;
    }

    private @Nullable Operation operation(@Nullable Object[] call) throws IOException {
        String method = String.valueOf(call[0]);
        if (!(call[2] instanceof Object[] arguments)) {
            return null;
        }
        if (call[3] instanceof FileChannel channel) {
            return call[1] instanceof String path && isBelow(Path.of(path))
                    ? onChannel(method, Path.of(path), channel, arguments)
                    : null;
        }
        boolean hasTarget = method.equals("move") || method.equals("copy");
        return arguments[hasTarget ? 1 : 0] instanceof Path path && isBelow(path) && changes(method, path, arguments)
                ? new Operation(name(path, verb(method)), path, null, 0, 0)
                : null;
    }

    private boolean isBelow(Path path) {
        return path.toAbsolutePath().normalize().startsWith(folder);
    }

    private Operation onChannel(String method, Path path, FileChannel channel, Object[] arguments) throws IOException {
        if (!method.equals("write")) {
            return new Operation(name(path, method), path, null, 0, 0);
        }
        if (!(arguments[0] instanceof ByteBuffer bytes)) {
            throw new AssertionError("several buffers at once, which nobody wrote so far");
        }
        long offset = arguments.length > 1 ? (Long) arguments[1] : channel.position();
        return new Operation(
                name(path, method),
                path,
                bytes,
                bytes.limit(),
                Math.max(0, offset + bytes.remaining() - channel.size()));
    }

    private static boolean changes(String method, Path path, Object[] arguments) throws IOException {
        return switch (method) {
            case "implDelete" -> Files.exists(path);
            case "createDirectory" -> !Files.exists(path);
            case "newFileChannel" -> arguments[1] instanceof Set<?> options && changes(path, options);
            default -> true;
        };
    }

    private static boolean changes(Path path, Set<?> options) throws IOException {
        return options.contains(StandardOpenOption.WRITE)
                && (Files.exists(path)
                        ? options.contains(StandardOpenOption.TRUNCATE_EXISTING) && Files.size(path) > 0
                        : options.contains(StandardOpenOption.CREATE)
                                || options.contains(StandardOpenOption.CREATE_NEW));
    }

    private static String verb(String method) {
        return switch (method) {
            case "implDelete" -> "delete";
            case "createDirectory" -> "make";
            case "newFileChannel" -> "create";
            default -> method;
        };
    }

    /** The file in the home, without what tells one from others of its kind. */
    private String name(Path path, String verb) {
        Path relative = folder.relativize(path.toAbsolutePath().normalize());
        String top = relative.getName(0).toString();
        String file = switch (top) {
            case "" -> "home";
            case "eras", "snapshots", "window" -> relative.getNameCount() > 1 ? top + "/" + shortened(relative) : top;
            default -> top.endsWith(".new") ? top.substring(0, top.length() - 4) : top;
        };
        return file + " " + verb;
    }

    private static String shortened(Path path) {
        String name = path.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
