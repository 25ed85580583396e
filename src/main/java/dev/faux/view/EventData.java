package dev.faux.view;

import dev.faux.dataset.Told;
import dev.faux.log.Batch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads events out of their lines of JSON. */
final class EventData {

    private static final JsonFactory JSON = new JsonFactory();

    private EventData() {}

    /** What is in its {@code data}. */
    static Told read(Batch batch, int index) {
        try (JsonParser parser = parser(batch, index)) {
            Told told = Told.at(Instant.ofEpochMilli(batch.time(index)).toString());
            if (descend(parser, "data")) {
                readObject(parser, told);
            }
            return told;
        }
    }

    private static JsonParser parser(Batch batch, int index) {
        int start = batch.start(index);
        return JSON.createParser(ObjectReadContext.empty(), batch.bytes(), start, batch.end(index) - start);
    }

    /** Goes to the value of a field of the outermost object. */
    private static boolean descend(JsonParser parser, String field) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean found = parser.currentName().equals(field);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static void readObject(JsonParser parser, Told told) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY) {
                readArray(parser, name, told);
            } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                told.put(name, parser.getString());
            }
        }
    }

    /** Of objects, which are listed, or of texts, which become an array as Postgres writes it. */
    private static void readArray(JsonParser parser, String name, Told told) {
        List<Told> parts = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            if (next == JsonToken.START_OBJECT) {
                Told part = told.part(parts.size());
                readObject(parser, part);
                parts.add(part);
            } else {
                texts.add(parser.getString());
            }
        }
        if (parts.isEmpty()) {
            told.put(name, array(texts));
        } else {
            told.putParts(name, parts);
        }
    }

    private static String array(List<String> texts) {
        return texts.stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}"));
    }
}
