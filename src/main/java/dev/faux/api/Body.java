package dev.faux.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object that somebody sent, read strictly: each field is asked for by type and bounds, and {@link #close} refuses what nobody
 * asked for. Every {@link Problem} names the field, what it is and what was expected.
 */
final class Body implements AutoCloseable {

    private final String path;
    private final JsonNode object;
    private final Set<String> asked = new LinkedHashSet<>();

    private Body(String path, JsonNode object) {
        this.path = path;
        this.object = object;
        if (!object.isObject()) {
            throw Problem.badValue(path.isEmpty() ? "the body" : path, object.toString(), "an object");
        }
    }

    static Body of(JsonNode sent) {
        return new Body("", sent);
    }

    @Nullable
    String text(String name) {
        JsonNode value = get(name);
        if (value != null && !value.isString()) {
            throw wrong(name, value, "a text");
        }
        return value == null ? null : value.stringValue();
    }

    String requiredText(String name, String expected) {
        String value = text(name);
        if (value == null) {
            throw Problem.badValue(path + name, "", expected);
        }
        return value;
    }

    int whole(String name, int least, int most) {
        JsonNode value = get(name);
        String expected = "a whole number from " + least + " to " + most;
        if (value == null) {
            throw Problem.badValue(path + name, "", expected);
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw wrong(name, value, expected);
        }
        return value.intValue();
    }

    @Nullable
    Double number(String name, double least, double most) {
        JsonNode value = get(name);
        return value == null ? null : number(path + name, value, least, most);
    }

    double requiredNumber(String name, double least, double most) {
        Double value = number(name, least, most);
        if (value == null) {
            throw Problem.badValue(path + name, "", "a number from " + plain(least) + " to " + plain(most));
        }
        return value;
    }

    /** As many as that, at least one of which is not 0. */
    @Nullable
    List<Double> weights(String name, int count, double most) {
        JsonNode list = get(name);
        if (list == null) {
            return null;
        }
        if (!list.isArray() || list.size() != count) {
            throw wrong(name, list, "a list of " + count + " numbers");
        }
        List<Double> weights = new ArrayList<>();
        for (JsonNode each : list) {
            weights.add(number(path + name, each, 0, most));
        }
        if (weights.stream().allMatch(weight -> weight == 0)) {
            throw wrong(name, list, "at least one number above 0");
        }
        return List.copyOf(weights);
    }

    long millis(String name, Duration most) {
        String text = text(name);
        if (text == null) {
            return 0;
        }
        try {
            Duration value = Duration.parse(text);
            if (!value.isNegative() && value.compareTo(most) <= 0) {
                return value.toMillis();
            }
        } catch (DateTimeException e) {
            // Told below, in the same words.
        }
        throw Problem.badValue(path + name, text, "a duration from PT0S to " + most + ", such as PT5M");
    }

    @Nullable
    Body object(String name) {
        JsonNode value = get(name);
        return value == null ? null : new Body(path + name + ".", value);
    }

    List<Body> objects(String name, int least, int most) {
        JsonNode list = get(name);
        String expected = "a list of " + least + " to " + most;
        if (list == null) {
            throw Problem.badValue(path + name, "", expected);
        }
        if (!list.isArray() || list.size() < least || list.size() > most) {
            throw wrong(name, list, expected);
        }
        List<Body> objects = new ArrayList<>();
        for (JsonNode each : list) {
            objects.add(new Body(path + name + "[" + objects.size() + "].", each));
        }
        return objects;
    }

    /** Refuses every field that was not asked for. */
    @Override
    public void close() {
        for (String name : object.propertyNames()) {
            if (!asked.contains(name)) {
                throw Problem.badValue("field", path + name, "one of " + String.join(", ", asked));
            }
        }
    }

    private @Nullable JsonNode get(String name) {
        asked.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private Problem wrong(String name, JsonNode value, String expected) {
        return Problem.badValue(path + name, value.isString() ? value.stringValue() : value.toString(), expected);
    }

    private static double number(String what, JsonNode value, double least, double most) {
        if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
            throw Problem.badValue(what, value.toString(), "a number from " + plain(least) + " to " + plain(most));
        }
        return value.doubleValue();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
