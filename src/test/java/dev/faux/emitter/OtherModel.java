package dev.faux.emitter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Makes a home look as if a program with another model had begun what lives in it. */
public final class OtherModel {

    private OtherModel() {}

    /** @param version of that program, or null for one that does not tell */
    public static void pretend(Path home, @Nullable String version) {
        PropertiesFile inputs = new PropertiesFile(home.resolve("inputs.properties"), "");
        try {
            Properties begun = Objects.requireNonNull(inputs.load());
            begun.setProperty("model", "0");
            if (version != null) {
                begun.setProperty("version", version);
            }
            inputs.store(begun);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
