package dev.faux.api;

import dev.faux.log.From;
import dev.faux.shop.Privacy;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What follows the question mark: only names that the resource knows, and one value where one is expected. */
final class Query {

    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    static final String INSTANTS = "a day such as 2026-01-01, or an instant such as 2026-01-01T09:30:00Z";

    /** What can be written in four digits of a year, with room for a shop that lives for a year after. */
    private static final Instant LEAST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant MOST = Instant.parse("9998-01-01T00:00:00Z");

    private final MultiValueMap<String, String> values;

    /** @throws Problem where a name is not among the known ones */
    Query(MultiValueMap<String, String> values, Collection<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw Problem.badValue("query parameter", name, expected(known));
            }
        }
        this.values = values;
    }

    /** The one value, or null where there is none. */
    @Nullable
    String one(String name) {
        List<String> found = values.getOrDefault(name, List.of());
        if (found.size() > 1) {
            throw Problem.badValue(name, String.join(", ", found), "a single value");
        }
        return found.isEmpty() ? null : String.valueOf(found.getFirst());
    }

    /** The one value, which is one of some, or null where there is none. */
    @Nullable
    String oneOf(String name, String... some) {
        String value = one(name);
        if (value != null && !List.of(some).contains(value)) {
            throw Problem.badValue(name, value, "one of " + String.join(", ", some));
        }
        return value;
    }

    /** All values, whether the name was repeated or they were parted by commas. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Arrays.stream(String.valueOf(value).split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /** How personal data are to be shown. */
    Privacy pii() {
        String name = one("pii");
        try {
            return name == null ? Privacy.FULL : Privacy.of(name);
        } catch (IllegalArgumentException e) {
            throw Problem.badValue("pii", String.valueOf(name), "one of " + Privacy.names());
        }
    }

    @Nullable
    UUID uuid(String name) {
        String value = one(name);
        return value == null ? null : uuid(name, value);
    }

    /** A day, which is its midnight in UTC, or an instant. */
    @Nullable
    Instant instant(String name) {
        String value = one(name);
        if (value == null) {
            return null;
        }
        try {
            Instant instant = From.instant(value);
            if (instant.isBefore(LEAST) || !instant.isBefore(MOST)) {
                throw Problem.badValue(name, value, "one from " + LEAST + " to before " + MOST);
            }
            return instant;
        } catch (DateTimeException e) {
            throw Problem.badValue(name, value, INSTANTS);
        }
    }

    /** Java's own parser takes shorter forms too. */
    static UUID uuid(String what, String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw Problem.badValue(what, text, "a UUID");
        }
        return UUID.fromString(text);
    }

    private static String expected(Collection<String> known) {
        return known.isEmpty() ? "no query parameter" : "one of " + String.join(", ", new TreeSet<>(known));
    }
}
