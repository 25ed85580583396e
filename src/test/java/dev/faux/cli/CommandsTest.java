package dev.faux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandsTest {

    @Test
    void a_command_that_is_not_there_is_a_usage_error() {
        assertThat(Commands.run("sing")).isEqualTo(2);
    }
}
