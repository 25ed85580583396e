package dev.faux.check;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What {@link Comparison} found.
 *
 * @param passed whether there is no difference
 * @param lines that were received, empty ones and those of frames included
 * @param events that were received, foreign ones included
 * @param expected how many events there were to get
 * @param first the position of the first of them, or 0
 * @param last the position of the last of them, or 0
 * @param lost expected and not received
 * @param duplicated received once more, each time
 * @param reordered received for the first time after a later one with the same partition key
 * @param altered of which a copy says something else than the event does
 * @param foreign received and not expected: of another history, or none of the events that were asked for
 * @param malformed lines that are no event
 */
public record Differences(
        boolean passed,
        long lines,
        long events,
        long expected,
        long first,
        long last,
        Difference lost,
        Difference duplicated,
        Difference reordered,
        Difference altered,
        Difference foreign,
        Malformation malformed) {

    /**
     * One kind of them.
     *
     * @param positions the ten lowest
     */
    public record Difference(long count, List<Long> positions) {}

    /**
     * What could not be read.
     *
     * @param lines the numbers of the first ten, from 1
     */
    public record Malformation(long count, List<Long> lines) {}

    /** For a person: a table of them. Ends with a line feed. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "%,d events in %,d lines, %,d expected", events, lines, expected);
        if (expected > 0) {
            line(text, "positions %,d to %,d", first, last);
        }
        line(text, "\n%-12s %12s  %s", "DIFFERENCE", "COUNT", "FIRST POSITIONS");
        row(text, "lost", lost);
        row(text, "duplicated", duplicated);
        row(text, "reordered", reordered);
        row(text, "altered", altered);
        row(text, "foreign", foreign);
        row(text, "malformed", malformed.count(), malformed.count() == 0 ? "" : "lines " + list(malformed.lines()));
        line(text, "\n%s", passed ? "PASSED: all of it, once, in order, unaltered" : "FAILED");
        return text.toString();
    }

    private static void row(StringBuilder text, String name, Difference difference) {
        row(text, name, difference.count(), list(difference.positions()));
    }

    private static void row(StringBuilder text, String name, long count, String places) {
        line(
                text,
                "%s",
                String.format(Locale.ROOT, "%-12s %,12d  %s", name, count, places)
                        .stripTrailing());
    }

    private static String list(List<Long> places) {
        return places.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** For a program: all of it as one JSON object on one line, without a line feed. */
    public String json() {
        return ReportText.json(this);
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
