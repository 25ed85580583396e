package dev.faux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LauncherTest {

    private static final int JAVA_17 = 61;
    private static final int JAVA_21 = 65;

    @Test
    void the_launcher_loads_on_java_17_to_refuse_it_with_a_sentence() throws IOException {
        assertThat(classFileVersion(Faux.class)).isEqualTo(JAVA_17);
    }

    @Test
    void everything_else_is_for_java_21() throws IOException {
        assertThat(classFileVersion(Server.class)).isEqualTo(JAVA_21);
    }

    private static int classFileVersion(Class<?> type) throws IOException {
        String file = type.getSimpleName() + ".class";
        try (var bytes = new DataInputStream(Objects.requireNonNull(type.getResourceAsStream(file), file))) {
            bytes.skipNBytes(Integer.BYTES + Short.BYTES);
            return bytes.readUnsignedShort();
        }
    }
}
