package dev.faux;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.faux.log.Batch;
import dev.faux.log.Histories;
import dev.faux.shop.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Holds the JSON Schemas of the events, and the AsyncAPI document, to what a history has, by somebody else's validator. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventSchemasTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String SITE = "https://faux.example";
    private static final int ENOUGH = 1_000;

    /** Some events of each type, by their data. */
    private static final Map<EventType, List<JsonNode>> FOUND = new EnumMap<>(EventType.class);

    @BeforeAll
    static void live() {
        find(Histories.withEveryType());
        find(Histories.withExperiment());
    }

    private static void find(List<Batch> batches) {
        Map<EventType, Integer> found = new EnumMap<>(EventType.class);
        for (Batch batch : batches) {
            for (int i = 0; i < batch.size(); i++) {
                if (found.merge(batch.type(i), 1, Integer::sum) <= ENOUGH) {
                    FOUND.computeIfAbsent(batch.type(i), type -> new ArrayList<>())
                            .add(JSON.readTree(batch.line(i)));
                }
            }
        }
    }

    @Test
    void every_event_is_as_its_schema_says() throws IOException {
        for (EventType type : EventType.values()) {
            List<JsonNode> events = Objects.requireNonNull(FOUND.get(type), type.wireName());
            Schema schema = REGISTRY.getSchema(json(type));
            for (JsonNode event : events) {
                assertThat(event.get("dataschema").stringValue())
                        .isEqualTo(json(type).get("$id").stringValue());
                assertThat(faults(schema, event.get("data"))).as("%s", event).isEmpty();
            }
        }
    }

    @Test
    void a_schema_tells_every_field_and_no_other() throws IOException {
        for (EventType type : EventType.values()) {
            Set<String> seen = new TreeSet<>();
            Set<String> always = new TreeSet<>();
            boolean isFirst = true;
            for (JsonNode event : Objects.requireNonNull(FOUND.get(type), type.wireName())) {
                Set<String> fields = new HashSet<>(event.get("data").propertyNames());
                seen.addAll(fields);
                if (isFirst) {
                    always.addAll(fields);
                }
                always.retainAll(fields);
                isFirst = false;
            }
            JsonNode schema = json(type);
            assertThat(schema.get("properties").propertyNames())
                    .as(type.wireName())
                    .containsExactlyInAnyOrderElementsOf(seen);
            assertThat(schema.get("required").valueStream().map(JsonNode::stringValue))
                    .as(type.wireName())
                    .containsExactlyInAnyOrderElementsOf(always);
        }
    }

    @Test
    void data_that_is_broken_in_any_field_is_refused() throws IOException {
        for (EventType type : EventType.values()) {
            Schema schema = REGISTRY.getSchema(json(type));
            JsonNode data = Objects.requireNonNull(FOUND.get(type), type.wireName())
                    .getFirst()
                    .get("data");
            List<String> required = json(type)
                    .get("required")
                    .valueStream()
                    .map(JsonNode::stringValue)
                    .toList();
            for (String field : data.propertyNames()) {
                ObjectNode without = (ObjectNode) data.deepCopy();
                without.remove(field);
                if (required.contains(field)) {
                    assertThat(faults(schema, without))
                            .as("%s without %s", type, field)
                            .isNotEmpty();
                }
                ObjectNode wrong = (ObjectNode) data.deepCopy();
                if (data.get(field).isBoolean()) {
                    wrong.put(field, 1);
                } else {
                    wrong.put(field, true);
                }
                assertThat(faults(schema, wrong))
                        .as("%s with a wrong %s", type, field)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void the_AsyncAPI_document_tells_of_every_type_and_no_other() throws IOException {
        List<String> types =
                Arrays.stream(EventType.values()).map(EventType::wireName).toList();
        JsonNode document = asyncApi();
        assertThat(document.at("/components/messages").propertyNames()).containsExactlyInAnyOrderElementsOf(types);
        JsonNode channel = document.at("/channels/events/messages");
        assertThat(channel.propertyNames()).containsExactlyInAnyOrderElementsOf(types);
        for (String type : types) {
            assertThat(channel.get(type).get("$ref").stringValue()).isEqualTo("#/components/messages/" + type);
            assertThat(document.at("/components/messages").get(type).get("name").stringValue())
                    .isEqualTo("dev.faux." + type);
        }
    }

    @Test
    void every_event_is_as_its_message_in_the_AsyncAPI_document_says() throws IOException {
        Map<String, String> documents = new TreeMap<>();
        documents.put(SITE + "/asyncapi", asyncApi().toString());
        for (EventType type : EventType.values()) {
            documents.put(SITE + json(type).get("$id").stringValue(), json(type).toString());
        }
        SchemaRegistry site = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(documents));
        for (EventType type : EventType.values()) {
            Schema message = site.getSchema(
                    SchemaLocation.of(SITE + "/asyncapi#/components/messages/" + type.wireName() + "/payload"));
            for (JsonNode event : Objects.requireNonNull(FOUND.get(type), type.wireName())) {
                assertThat(faults(message, event)).as("%s", event).isEmpty();
            }
            ObjectNode event = (ObjectNode)
                    Objects.requireNonNull(FOUND.get(type)).getFirst().deepCopy();
            for (String key : List.of("id", "type", "time", "sequence", "subject", "dataschema", "data")) {
                JsonNode right = event.get(key);
                event.put(key, "other");
                assertThat(faults(message, event))
                        .as("%s with a wrong %s", type, key)
                        .isNotEmpty();
                event.set(key, right);
            }
            event.set("data", JSON.createObjectNode());
            assertThat(faults(message, event)).as("%s without data", type).isNotEmpty();
        }
    }

    private static JsonNode asyncApi() throws IOException {
        try (InputStream in = EventSchemasTest.class.getResourceAsStream("/asyncapi.yaml")) {
            return new YAMLMapper().readTree(Objects.requireNonNull(in));
        }
    }

    private static List<Error> faults(Schema schema, JsonNode data) {
        return schema.validate(
                data.toString(),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static JsonNode json(EventType type) throws IOException {
        String resource = "/schemas/" + type.wireName() + ".v1.json";
        try (InputStream in = EventSchemasTest.class.getResourceAsStream(resource)) {
            return JSON.readTree(Objects.requireNonNull(in, resource));
        }
    }
}
