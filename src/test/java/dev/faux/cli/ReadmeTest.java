package dev.faux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the README shows is what comes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadmeTest {

    private static final String COMMAND = "answer --to 2026-01-03 --type order.placed --window P1D --sum total";

    @Test
    void the_answer_that_it_shows_is_the_answer() throws Exception {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(readme).contains("java -jar target/faux.jar " + COMMAND + "\n");
        assertThat(readme)
                .contains("```\n" + Child.run((COMMAND + " --quiet").split(" ")).text() + "```");
    }
}
