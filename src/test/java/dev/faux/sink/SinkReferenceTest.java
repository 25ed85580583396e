package dev.faux.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

/** Holds what docs/reference.md tells of sinks to what there is. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SinkReferenceTest {

    @Test
    void every_setting_is_listed() throws IOException {
        List<String> listed = rows("| setting |").stream()
                .flatMap(row -> Stream.of(row[1].replace("`", "").split(",")))
                .map(String::trim)
                .toList();

        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(Stream.of(SinkSettings.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .map(DataObjectPropertyName::toDashedForm)
                        .toList());
    }

    @Test
    void every_topic_is_listed_with_what_cleans_it_up() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        rows("| topic | key |")
                .forEach(row -> listed.put(row[1].replace("`", "").trim(), row[3].trim()));
        Map<String, String> made = new TreeMap<>();
        new KafkaTopics("faux", 6, true, 1)
                .all()
                .forEach(topic -> made.put(topic.name(), topic.configs().getOrDefault("cleanup.policy", "none")));

        assertThat(listed).isEqualTo(made);
    }

    /** The cells of a table's rows, the first of them empty. */
    private static List<String[]> rows(String heading) throws IOException {
        return Files.readAllLines(Path.of("docs/reference.md")).stream()
                .dropWhile(line -> !line.startsWith(heading))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|"))
                .toList();
    }
}
