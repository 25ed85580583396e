package dev.faux.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.simulation.History;
import dev.faux.simulation.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecipeTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final History history = Histories.withEverything();
    private final Journal journal = Histories.interventions();
    private final long entries = LongStream.iterate(0, number -> number + 1)
            .filter(number -> journal.entry(number) == null)
            .findFirst()
            .orElseThrow();

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("recipe");
        List<String> lines = new ArrayList<>();
        new Recipe(history, journal).lines(entries).forEachRemaining(lines::add);
        Files.writeString(file, String.join("", lines));
    }

    @Test
    void what_is_written_is_read() throws IOException {
        Recipe read = Recipe.read(file);

        assertThat(entries).isPositive();
        assertThat(read.history().id()).isEqualTo(history.id());
        assertThat(LongStream.rangeClosed(0, entries).mapToObj(read.journal()::entry))
                .containsExactlyElementsOf(LongStream.rangeClosed(0, entries)
                        .mapToObj(journal::entry)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'{'                                              | no JSON",
                "'{}'                                             | no entry of a journal",
                "'{\"at\":\"soon\",\"intensity\":{}}'             | no entry of a journal",
                "'{\"at\":\"2020-01-01T00:00:00Z\",\"intensity\":{}}' | at is 2020-01-01T00:00:00Z, expected not before",
                "'{\"at\":AT,\"intensity\":{\"per_minute\":-1}}'  | per_minute is -1.0, expected 0 to 12000000",
                "'{\"at\":AT,\"intensity\":{\"hours\":[1]}}'      | hours is [1.0], expected 24 numbers",
                "'{\"at\":AT,\"intensity\":{\"weekdays\":[0,0,0,0,0,0,0]}}' | expected 7 numbers, at least one of them above 0",
                "'{\"at\":AT,\"intensity\":{\"campaign\":{\"height\":1e9,\"ramp\":\"PT0S\",\"hold\":\"PT0S\",\"decay\":\"PT0S\"}}}'"
                        + " | height is 1.0E9, expected 0 to 1000",
                "'{\"at\":AT,\"person\":\"p\",\"order\":{\"items\":[]}}' | an order of 0 items, expected 1 to 50",
                "'{\"at\":AT,\"person\":\"p\",\"order\":{\"items\":[{\"variant\":8,\"quantity\":100}]}}'"
                        + " | quantity is 100, expected 1 to 99",
                "'{\"at\":AT,\"person\":\"p\",\"order\":{\"items\":[{\"variant\":8,\"quantity\":1}],\"shipping\":\"rocket\"}}'"
                        + " | shipping is rocket, expected one of standard, express",
            })
    void a_line_that_makes_no_sense_is_told_with_its_place(String line, String told) throws IOException {
        String json = line.substring(1, line.length() - 1).replace("AT", "\"2027-01-01T00:00:00Z\"");
        Files.writeString(file, Files.readString(file) + json + "\n");

        assertThatThrownBy(() -> Recipe.read(file))
                .isInstanceOf(Recipe.Unusable.class)
                .hasMessageStartingWith(file + ":" + (entries + 2) + ": ")
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "seed, 43, 'history is '",
                "model, 3, 'model is 3, expected '",
                "model, \"old\", no recipe",
                "start, \"then\", an incomplete recipe",
                "scenario, 1, an incomplete recipe",
            })
    void a_header_that_was_changed_is_told(String field, String value, String told) throws IOException {
        ObjectNode header = (ObjectNode) JSON.readTree(Files.readAllLines(file).getFirst());
        header.set(field, JSON.readTree(value));
        Files.writeString(file, header + "\n");

        assertThatThrownBy(() -> Recipe.read(file))
                .isInstanceOf(Recipe.Unusable.class)
                .hasMessageStartingWith(file + ":1: ")
                .hasMessageContaining(told);
    }

    @Test
    void an_empty_file_is_no_recipe() throws IOException {
        Files.writeString(file, "");

        assertThatThrownBy(() -> Recipe.read(file)).isInstanceOf(Recipe.Unusable.class);
    }
}
