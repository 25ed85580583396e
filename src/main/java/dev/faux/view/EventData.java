package dev.faux.view;

import dev.faux.log.Batch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads single fields of events out of their lines of JSON. Those of {@code data} carry the names of the columns. */
final class EventData {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String SOURCE = "/faux/";

    private EventData() {}

    /** The history that an event is of, as it says itself. */
    static String history(Batch batch, int index) {
        try (JsonParser parser = parser(batch, index)) {
            String source = descend(parser, "source") ? parser.getString() : "";
            if (!source.startsWith(SOURCE)) {
                throw new IllegalArgumentException("source of event " + batch.position(index) + " is '" + source
                        + "', expected " + SOURCE + "{history}");
            }
            return source.substring(SOURCE.length());
        }
    }

    /** The columns of a table that an event tells of. */
    static @Nullable String[] read(Batch batch, int index, Table table) {
        return read(batch, index, table, table, new ArrayList<>());
    }

    /** Also its {@code items}, as rows of another table. */
    static @Nullable String[] read(
            Batch batch, int index, Table table, Table itemTable, List<@Nullable String[]> items) {
        try (JsonParser parser = parser(batch, index)) {
            @Nullable String[] row = new String[table.width()];
            if (descend(parser, "data")) {
                readObject(parser, table, row, itemTable, items);
            }
            return row;
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

    private static void readObject(
            JsonParser parser, Table table, @Nullable String[] row, Table itemTable, List<@Nullable String[]> items) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY && name.equals("items")) {
                readItems(parser, itemTable, items);
            } else if (value.isStructStart()) {
                parser.skipChildren();
            } else {
                int place = table.place(name);
                if (place >= 0 && value != JsonToken.VALUE_NULL) {
                    row[place] = parser.getString();
                }
            }
        }
    }

    private static void readItems(JsonParser parser, Table table, List<@Nullable String[]> items) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            @Nullable String[] item = new String[table.width()];
            readObject(parser, table, item, table, new ArrayList<>());
            items.add(item);
        }
    }
}
