package dev.faux.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Shows an event as one line for people: its time, its type, then what its data tells, ids last.
 *
 * <pre>2026-01-01 00:02:46.432  order.confirmed         status=waiting order_id=… user_id=…</pre>
 *
 * Of a list it shows how long it is; what is null is left out. The buffer is used again and again; for one thread.
 */
public final class TextLine {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String TYPE_PREFIX = "dev.faux.";
    private static final int TYPE_COLUMNS = 24;

    private final Text line = new Text(512);
    private final Text ids = new Text(512);
    private final Text nouns = new Text(512);
    private String time = "";
    private String type = "";

    /** One line, without a line feed, for one line of JSON. */
    public static byte[] of(byte[] json) {
        TextLine text = new TextLine();
        text.read(json, 0, json.length);
        return Arrays.copyOf(text.bytes(), text.length());
    }

    /**
     * Takes in the event that stands between two places as structured JSON.
     *
     * @throws tools.jackson.core.JacksonException where there is none
     */
    public void read(byte[] bytes, int from, int to) {
        time = "";
        type = "";
        ids.clear();
        nouns.clear();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                JsonToken value = json.nextToken();
                switch (name) {
                    case "time" -> time = json.getString();
                    case "type" -> type = json.getString();
                    case "data" -> data(json, value);
                    default -> json.skipChildren();
                }
            }
        }
        assemble();
    }

    /** The line that was made last, without a line feed, in UTF-8; only the first {@link #length()} of them count. */
    public byte[] bytes() {
        return line.bytes;
    }

    public int length() {
        return line.size;
    }

    private void data(JsonParser json, JsonToken begin) {
        if (begin != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            Text to = name.endsWith("_id") ? ids : nouns;
            switch (value) {
                case VALUE_NULL -> {}
                case START_ARRAY -> to.field(name, Integer.toString(length(json)));
                case START_OBJECT -> json.skipChildren();
                default -> to.field(name, json.getString());
            }
        }
    }

    private static int length(JsonParser json) {
        int length = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
            length++;
        }
        return length;
    }

    private void assemble() {
        line.clear();
        line.append(time.replace('T', ' ').replace("Z", ""));
        line.append("  ");
        String shown = type.startsWith(TYPE_PREFIX) ? type.substring(TYPE_PREFIX.length()) : type;
        line.append(shown);
        if (nouns.size + ids.size > 0) {
            line.append(" ".repeat(Math.max(0, TYPE_COLUMNS - 1 - shown.length())));
        }
        line.append(nouns.bytes, nouns.size);
        line.append(ids.bytes, ids.size);
    }

    /** Bytes that grow. */
    private static final class Text {

        private byte[] bytes;
        private int size;

        private Text(int capacity) {
            bytes = new byte[capacity];
        }

        private void clear() {
            size = 0;
        }

        private void field(String name, String value) {
            append(" ");
            append(name);
            append("=");
            append(isPlain(value) ? value : quoted(value));
        }

        private void append(String text) {
            byte[] added = text.getBytes(StandardCharsets.UTF_8);
            append(added, added.length);
        }

        private void append(byte[] added, int length) {
            if (bytes.length - size < length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length));
            }
            System.arraycopy(added, 0, bytes, size, length);
            size += length;
        }

        private static boolean isPlain(String value) {
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c <= ' ' || c == '"' || c == '=' || Character.isISOControl(c)) {
                    return false;
                }
            }
            return !value.isEmpty();
        }

        /** As in JSON, so that a line stays a line whatever it tells. */
        private static String quoted(String value) {
            StringBuilder quoted = new StringBuilder("\"");
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                switch (c) {
                    case '"', '\\' -> quoted.append('\\').append(c);
                    case '\n' -> quoted.append("\\n");
                    case '\r' -> quoted.append("\\r");
                    case '\t' -> quoted.append("\\t");
                    default -> quoted.append(Character.isISOControl(c) ? ' ' : c);
                }
            }
            return quoted.append('"').toString();
        }
    }
}
