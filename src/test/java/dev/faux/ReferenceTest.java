package dev.faux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.log.Batch;
import dev.faux.log.Histories;
import dev.faux.shop.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the table of events in docs/reference.md to what a history has. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReferenceTest {

    /** As {@code | name | topic | key | … | fields |}, without the quotes. */
    private record Row(String topic, String key, List<String> fields) {}

    @Test
    void every_event_is_listed_with_its_topic_in_the_order_of_the_program() throws IOException {
        Map<String, Row> rows = rows();

        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::wireName)
                        .toList());
        for (EventType type : EventType.values()) {
            assertThat(row(rows, type.wireName()).topic())
                    .as(type.wireName())
                    .isEqualTo(type.topic().name().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void events_have_the_fields_and_the_key_that_are_listed() throws IOException {
        Map<String, Row> rows = rows();
        Map<String, Row> found = new TreeMap<>();
        JsonMapper json = new JsonMapper();
        for (Batch batch : Histories.withEveryType()) {
            for (int i = 0; i < batch.size(); i++) {
                String name = batch.type(i).wireName();
                Row row = found.get(name);
                if (row == null
                        || row.fields().size() < row(rows, name).fields().size()) {
                    JsonNode event = json.readTree(batch.line(i));
                    String subject = event.get("subject").stringValue();
                    Set<String> fields = new LinkedHashSet<>(row == null ? List.of() : row.fields());
                    fields.addAll(event.get("data").propertyNames());
                    String key = subject.substring(0, subject.indexOf('/'));
                    found.put(name, new Row(row(rows, name).topic(), key, new ArrayList<>(fields)));
                }
            }
        }

        assertThat(found).containsExactlyInAnyOrderEntriesOf(rows);
    }

    private static Row row(Map<String, Row> rows, String name) {
        return Objects.requireNonNull(rows.get(name), name);
    }

    private static Map<String, Row> rows() throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("docs/reference.md"))) {
            String[] cells = line.split("\\|");
            if (cells.length == 6 && cells[1].matches(" `[a-z_]+\\.[a-z_]+` ")) {
                rows.put(
                        cells[1].replace("`", "").trim(),
                        new Row(
                                cells[2].trim(),
                                cells[3].trim(),
                                List.of(cells[5].replace("`", "").trim().split(" "))));
            }
        }
        return rows;
    }
}
