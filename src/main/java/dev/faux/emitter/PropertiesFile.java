package dev.faux.emitter;

import dev.faux.log.WholeFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
        byte[] found = file().read();
        if (found == null) {
            return null;
        }
        Properties properties = new Properties();
        properties.load(new StringReader(new String(found, StandardCharsets.UTF_8)));
        if (!sum(properties).equals(properties.getProperty(SUM))) {
            throw new HomeException(path + " is damaged: its checksum is another one. " + remedy);
        }
        return properties;
    }

    void store(Properties properties) throws IOException {
        properties.setProperty(SUM, sum(properties));
        StringWriter out = new StringWriter();
        properties.store(out, null);
        file().write(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    void delete() throws IOException {
        file().delete();
    }

    private WholeFile file() {
        return new WholeFile(path);
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
