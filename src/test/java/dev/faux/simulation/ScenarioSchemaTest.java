package dev.faux.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that an editor is given for scenario files, by somebody else's validator. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ScenarioSchemaTest {

    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(resource("scenario.schema.json"));

    @Test
    void the_shipped_scenarios_are_as_it_says() {
        for (String name : ScenarioFile.SHIPPED) {
            assertThat(faults(resource(name + ".yaml"))).as(name).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "per_minut: 1",
                "per_minute: -1",
                "season: [1, 1]",
                "paydays: {days: [32], height: 1}",
                "paydays: {days: [1]}",
                "growth: -1",
                "campaigns: [{each: easter, height: 1, ramp: PT1H, hold: PT1H, decay: PT1H}]",
                "campaigns: [{each: black-friday, at: 2026-01-01, height: 1, ramp: PT1H, hold: PT1H, decay: PT1H}]"
            })
    void what_the_program_refuses_it_refuses_too(String intensity) {
        assertThat(faults("name: x\nintensity:\n  " + intensity)).isNotEmpty();
    }

    private static List<Error> faults(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML);
    }

    private static String resource(String name) {
        try (InputStream in = ScenarioSchemaTest.class.getResourceAsStream("/scenarios/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
