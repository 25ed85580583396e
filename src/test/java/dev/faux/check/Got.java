package dev.faux.check;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a consumer got of a history: its lines, as they come or in another of the forms that a consumer writes them in. */
final class Got {

    private static final JsonMapper JSON = JsonMapper.shared();

    private Got() {}

    /** What came held against all that was told, and nothing less. */
    static Differences compare(List<String> told, List<String> got) {
        Comparison comparison = received(told, got);
        told.forEach(line -> {
            byte[] bytes = bytes(line);
            comparison.expected(bytes, 0, bytes.length);
        });
        return comparison.finish(true);
    }

    /** What came held against what was told up to where it comes to an end. */
    static Differences compareSoFar(List<String> told, List<String> got) {
        Comparison comparison = received(told, got);
        for (String line : told) {
            byte[] bytes = bytes(line);
            if (comparison.isBefore(position(line), time(line))) {
                break;
            }
            comparison.expected(bytes, 0, bytes.length);
        }
        return comparison.finish(false);
    }

    static Comparison received(List<String> told, List<String> got) {
        Comparison comparison = new Comparison(Told.value(told.getFirst(), "source"));
        got.forEach(line -> {
            // Not alone in its array, as in a buffer.
            byte[] bytes = bytes("{}" + line + "{");
            comparison.received(bytes, 2, bytes.length - 1);
        });
        return comparison;
    }

    static long position(String line) {
        return Long.parseLong(Told.value(line, "sequence"));
    }

    static long time(String line) {
        return Instant.parse(Told.value(line, "time")).toEpochMilli();
    }

    static String key(String line) {
        return Told.value(line, "partitionkey");
    }

    /** What it has to stay in order with: those of its key that are in the same topic. */
    static String strand(String line) {
        return key(line) + (Told.value(line, "type").startsWith("dev.faux.stock.") ? " in stock" : "");
    }

    /** As {@code emit --key} prints it. */
    static String keyed(String line) {
        return key(line) + "\t" + line;
    }

    /** A frame of SSE, with what may stand around it. */
    static List<String> frame(String line) {
        return List.of("retry: 1000", ": heartbeat", "id: 0123456789ab-" + position(line), "data: " + line, "");
    }

    /** As {@code kafka-console-consumer} prints it with headers and key. */
    static String console(String line) {
        JsonNode event = JSON.readTree(line);
        List<String> headers = new ArrayList<>();
        event.propertyStream()
                .filter(attribute -> !attribute.getKey().equals("data"))
                .forEach(attribute -> headers.add(
                        (attribute.getKey().equals("datacontenttype") ? "content-type" : "ce_" + attribute.getKey())
                                + ":" + attribute.getValue().stringValue()));
        headers.add("recordedtime:2026-03-04T05:06:07.089Z");
        String data = line.substring(line.indexOf("\"data\":") + 7, line.length() - 1);
        return String.join(",", headers) + "\t" + key(line) + "\t" + data;
    }

    /** The same said otherwise: keys in another order, white space, escapes. */
    static String rewritten(String line, Random random) {
        StringBuilder text = new StringBuilder();
        write(JSON.readTree(line), random, text);
        return text.toString();
    }

    private static void write(JsonNode node, Random random, StringBuilder text) {
        if (node.isObject()) {
            List<String> names = new ArrayList<>(node.propertyNames());
            Collections.shuffle(names, random);
            text.append("{ ");
            String between = "";
            for (String name : names) {
                text.append(between);
                string(name, random, text);
                text.append(" :\t");
                write(node.get(name), random, text);
                between = ", ";
            }
            text.append(" }");
        } else if (node.isArray()) {
            text.append("[");
            String between = "";
            for (JsonNode element : node) {
                text.append(between);
                write(element, random, text);
                between = " , ";
            }
            text.append("]");
        } else if (node.isString()) {
            string(node.stringValue(), random, text);
        } else {
            text.append(node);
        }
    }

    private static void string(String value, Random random, StringBuilder text) {
        text.append('"');
        for (char c : value.toCharArray()) {
            if (c == '/') {
                text.append(random.nextBoolean() ? "\\/" : "/");
            } else if (c == '"'
                    || c == '\\'
                    || c > 127 && random.nextBoolean()
                    || random.nextInt(100) == 0 && c > '9') {
                String hex = Integer.toHexString(c);
                text.append("\\u").repeat("0", 4 - hex.length()).append(hex);
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    private static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }
}
