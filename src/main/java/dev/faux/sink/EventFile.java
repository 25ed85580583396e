package dev.faux.sink;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of a series, as its name tells it. It has another one until it is finished.
 *
 * @param series what its name begins with
 * @param number the position of its first event; more where a file before it has as much. Names and files are in the same order.
 */
record EventFile(String series, String history, long number, boolean isZipped) {

    private static final Pattern NAME =
            Pattern.compile("(.+)-([0-9a-f]{12})-([0-9]{12,18})\\.ndjson(\\.gz)?(\\.part)?");
    private static final int DIGITS = 12;

    /** Which file has this name, finished or not; null where it is none of ours. */
    @JsonCreator
    static @Nullable EventFile of(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? new EventFile(parts.group(1), parts.group(2), Long.parseLong(parts.group(3)), parts.group(4) != null)
                : null;
    }

    static boolean isPart(String name) {
        return name.endsWith(".part");
    }

    /** Once it is finished. */
    @JsonValue
    String name() {
        String digits = Long.toString(number);
        return series + '-' + history + '-' + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits + ".ndjson"
                + (isZipped ? ".gz" : "");
    }

    /** Before it is finished. */
    String partName() {
        return name() + ".part";
    }

    boolean isBeside(EventFile other) {
        return series.equals(other.series) && history.equals(other.history);
    }
}
