package dev.faux.emitter;

import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A small file of properties and their checksum: there in full or not at all, and durable.
 *
 * @param remedy what is lost with a damaged one, and what to do
 */
record PropertiesFile(Path path, String remedy) {

    private static final String SUM = "sum";

    /**
     * What it holds; null where there is none.
     *
     * @throws HomeException where it is damaged
     */
    @Nullable
    Properties load() throws IOException {
        try (var in = Files.newBufferedReader(path)) {
            Properties properties = new Properties();
            properties.load(in);
            if (!sum(properties).equals(properties.getProperty(SUM))) {
                throw new HomeException(path + " is damaged: its checksum is another one. " + remedy);
            }
            return properties;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    void store(Properties properties) throws IOException {
        properties.setProperty(SUM, sum(properties));
        Path written = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                        written,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                Writer out = Channels.newWriter(channel, StandardCharsets.UTF_8)) {
            properties.store(out, null);
            out.flush();
            channel.force(true);
        }
        Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(path.resolveSibling("."));
    }

    void delete() throws IOException {
        if (Files.deleteIfExists(path)) {
            sync(path.resolveSibling("."));
        }
    }

    /** Returns when a file's content, or what is in a folder under which names, is durable. */
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static String sum(Properties properties) {
        CRC32C sum = new CRC32C();
        properties.stringPropertyNames().stream()
                .filter(each -> !each.equals(SUM))
                .sorted()
                .forEach(each -> sum.update(
                        (each + '=' + properties.getProperty(each) + '\n').getBytes(StandardCharsets.UTF_8)));
        return Long.toHexString(sum.getValue());
    }
}
