package dev.faux.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Check} found.
 *
 * @param passed whether no rule failed
 * @param summary what was read
 * @param rules each rule, in the order of the subject
 * @param funnel how far visitors came; empty where there were none
 * @param figures what the scenario asks for beside what came; nothing is judged by it
 */
public record Report(boolean passed, Summary summary, List<Verdict> rules, List<Step> funnel, List<Figure> figures) {

    /** How a rule came out. */
    public enum Status {
        PASSED,
        FAILED,
        /** Nothing in the input could be held against it. */
        UNTRIED
    }

    /**
     * What was read.
     *
     * @param events lines that are events, whatever else is wrong with them
     * @param missing positions that were left out in gaps
     * @param whole whether it begins at position 1 and nothing is missing or unreadable
     * @param types how many of each type
     */
    public record Summary(
            long lines,
            long events,
            long first,
            long last,
            long missing,
            boolean whole,
            @Nullable Instant from,
            @Nullable Instant to,
            Map<String, Long> types) {}

    /**
     * One rule.
     *
     * @param statement what holds, in a sentence
     * @param note why it failed without a failing event, or null
     * @param failures the first failing events
     */
    public record Verdict(
            String name,
            String statement,
            Status status,
            long tried,
            long failed,
            @Nullable String note,
            List<Failure> failures) {}

    /**
     * Something that breaks a rule.
     *
     * @param line of the input, from 1; 0 where what is wrong is that nothing came
     * @param position of the event, or 0 if it could not be read, or if it is about many
     * @param sentence what was found and what was expected
     */
    public record Failure(long line, long position, String type, String sentence) {}

    /**
     * How many visits came so far, or orders.
     *
     * @param share of the visits
     */
    public record Step(String name, long count, double share) {}

    /** Something that the scenario asks for, on the whole. */
    public record Figure(String name, double asked, double found) {}

    /** The verdict on a rule. */
    public Verdict rule(String name) {
        return rules.stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule is called " + name));
    }

    /** For a person: a table of the rules, the first failures, the figures. Ends with a line feed. */
    public String text() {
        return ReportText.of(this);
    }

    /** For a program: all of it as one JSON object on one line, without a line feed. */
    public String json() {
        return ReportText.json(this);
    }

    /** The virtual time between the first and the last event. */
    Duration span() {
        return summary.from() == null || summary.to() == null
                ? Duration.ZERO
                : Duration.between(summary.from(), summary.to());
    }

    static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
