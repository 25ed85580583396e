package dev.faux.simulation;

import dev.faux.simulation.YamlTree.Mapping;
import dev.faux.simulation.YamlTree.Scalar;
import dev.faux.simulation.YamlTree.Sequence;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a scenario file, read strictly: each key is asked for by type and bounds, and {@link #close} refuses what
 * nobody asked for. Every error names file, line, key, the value and what was expected. What was read is noted in a canonical
 * form on the way.
 */
final class Section implements AutoCloseable {

    private final String path;
    private final Mapping mapping;
    private final StringBuilder canonical;
    private final Set<String> asked = new LinkedHashSet<>();

    Section(String path, Mapping mapping, StringBuilder canonical) {
        this.path = path;
        this.mapping = mapping;
        this.canonical = canonical;
    }

    boolean has(String key) {
        asked.add(key);
        return mapping.get(key) != null;
    }

    Section section(String key) {
        return section(path(key), get(key));
    }

    /** The sections of a list. */
    List<Section> sections(String key, int least, int most) {
        List<Section> sections = new ArrayList<>();
        List<YamlTree> items = items(key, least, most);
        for (int i = 0; i < items.size(); i++) {
            sections.add(section(path(key) + "[" + i + "]", items.get(i)));
        }
        return sections;
    }

    /** All keys, for a mapping whose keys are names of the author's own. */
    List<String> names() {
        if (mapping.entries().isEmpty()) {
            throw new ScenarioException(mapping.where() + ": " + path + " is empty, expected at least one entry");
        }
        return List.copyOf(mapping.entries().keySet());
    }

    String text(String key) {
        return note(key, scalar(key));
    }

    /** A value that distinguishes no two worlds, and so is not noted. */
    String label(String key) {
        return scalar(key);
    }

    double number(String key, double least, double most) {
        double value = parseNumber(path(key), get(key), least, most);
        note(key, Double.toString(value));
        return value;
    }

    double probability(String key) {
        return number(key, 0, 1);
    }

    int whole(String key, int least, int most) {
        long value = parseWhole(path(key), get(key), least, most);
        note(key, Long.toString(value));
        return (int) value;
    }

    /** A whole number that distinguishes no two worlds, and so is not noted. */
    long wholeLabel(String key, long least, long most) {
        return parseWhole(path(key), get(key), least, most);
    }

    List<Double> numbers(String key, int count, double least, double most) {
        YamlTree tree = get(key);
        if (!(tree instanceof Sequence sequence)) {
            throw wrong(tree, path(key), describe(tree), count + " numbers");
        }
        if (sequence.items().size() != count) {
            throw wrong(tree, path(key), "a list of " + sequence.items().size(), count + " numbers");
        }
        List<Double> values = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < count; i++) {
            double value =
                    parseNumber(path(key) + "[" + i + "]", sequence.items().get(i), least, most);
            values.add(value);
            sum += value;
        }
        if (sum == 0) {
            throw wrong(tree, path(key), "all 0", "at least one number above 0");
        }
        note(key, values.toString());
        return List.copyOf(values);
    }

    List<Integer> wholes(String key, int least, int most) {
        List<Integer> values = new ArrayList<>();
        for (YamlTree item : items(key, 1, 1_000)) {
            values.add((int) parseWhole(path(key), item, least, most));
        }
        note(key, values.toString());
        return List.copyOf(values);
    }

    Duration duration(String key, Duration least, Duration most) {
        String text = scalar(key);
        try {
            Duration value = Duration.parse(text);
            if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) {
                note(key, value.toString());
                return value;
            }
        } catch (DateTimeException e) {
            // Told below, in the same words.
        }
        throw wrong(get(key), path(key), text, "a duration from " + least + " to " + most + ", such as PT6M or P2D");
    }

    /** An instant, or a date alone for its midnight. */
    Instant instant(String key) {
        return parseInstant(key, scalar(key));
    }

    /** As {@link #instant}, noted. */
    Instant notedInstant(String key) {
        return parseInstant(key, note(key, scalar(key)));
    }

    Duration timeOfDay(String key) {
        String text = scalar(key);
        if (text.equals("24:00")) {
            note(key, text);
            return Duration.ofDays(1);
        }
        try {
            Duration value = Duration.ofSeconds(LocalTime.parse(text).toSecondOfDay());
            note(key, text);
            return value;
        } catch (DateTimeException e) {
            throw wrong(get(key), path(key), text, "a time of day from \"00:00\" to \"24:00\"");
        }
    }

    /** A rate in percent, in hundredths of a percent. */
    long basisPoints(String key) {
        String text = scalar(key);
        try {
            long value = new BigDecimal(text).movePointRight(2).longValueExact();
            if (value >= 0 && value <= 10_000) {
                note(key, Long.toString(value));
                return value;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Told below, in the same words.
        }
        throw wrong(get(key), path(key), text, "percent from 0 to 100 with at most 2 decimals");
    }

    /** One of these words. */
    String word(String key, List<String> words) {
        String text = scalar(key);
        if (!words.contains(text)) {
            throw wrong(get(key), path(key), text, "one of " + String.join(", ", words));
        }
        return note(key, text);
    }

    List<String> words(String key, @Nullable List<String> allowed) {
        List<String> words = new ArrayList<>();
        List<YamlTree> items = items(key, 1, 1_000);
        for (YamlTree item : items) {
            if (!(item instanceof Scalar(String text, String where)) || text.isBlank()) {
                throw wrong(item, path(key), describe(item), "words");
            }
            if (allowed != null && !allowed.contains(text)) {
                throw wrong(item, path(key), text, "one of " + String.join(", ", allowed));
            }
            words.add(text);
        }
        note(key, words.toString());
        return List.copyOf(words);
    }

    /** Names with their weights. */
    Choice choice(String key) {
        return choice(key, null);
    }

    /** Some of these names with their weights. */
    Choice choice(String key, @Nullable List<String> allowed) {
        try (Section options = section(key)) {
            List<String> names = options.names();
            for (String name : names) {
                if (allowed != null && !allowed.contains(name)) {
                    throw wrong(options.mapping, path(key), name, "some of " + String.join(", ", allowed));
                }
            }
            List<Double> weights = new ArrayList<>();
            for (String name : names) {
                weights.add(options.number(name, 0, 1e9));
            }
            if (weights.stream().allMatch(weight -> weight == 0)) {
                throw wrong(options.mapping, path(key), "all 0", "at least one weight above 0");
            }
            return new Choice(names, weights);
        }
    }

    /** Refuses this section. */
    ScenarioException wrong(String key, String offending, String expected) {
        return wrong(get(key), path(key), offending, expected);
    }

    /** Refuses every key that was not asked for. */
    @Override
    public void close() {
        mapping.entries().forEach((key, value) -> {
            if (!asked.contains(key)) {
                throw new ScenarioException(
                        value.where() + ": unknown key " + path(key) + ", expected one of " + String.join(", ", asked));
            }
        });
    }

    private YamlTree get(String key) {
        asked.add(key);
        YamlTree tree = mapping.get(key);
        if (tree == null) {
            throw new ScenarioException(mapping.where() + ": " + path(key) + " is missing");
        }
        return tree;
    }

    private String scalar(String key) {
        YamlTree tree = get(key);
        if (tree instanceof Scalar(String text, String where) && !text.isBlank()) {
            return text;
        }
        throw wrong(tree, path(key), describe(tree), "a single value");
    }

    private List<YamlTree> items(String key, int least, int most) {
        YamlTree tree = get(key);
        String expected = "a list of " + (least == most ? "exactly " + least : least + " to " + most);
        if (!(tree instanceof Sequence sequence)) {
            throw wrong(tree, path(key), describe(tree), expected);
        }
        if (sequence.items().size() < least || sequence.items().size() > most) {
            throw wrong(tree, path(key), "a list of " + sequence.items().size(), expected);
        }
        return sequence.items();
    }

    private Section section(String path, YamlTree tree) {
        if (tree instanceof Mapping found) {
            return new Section(path, found, canonical);
        }
        throw wrong(tree, path, describe(tree), "keys and values");
    }

    private static long parseWhole(String path, YamlTree tree, long least, long most) {
        if (tree instanceof Scalar(String text, String where)) {
            try {
                long value = Long.parseLong(text);
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Told below, in the same words.
            }
        }
        throw wrong(tree, path, describe(tree), "a whole number from " + least + " to " + most);
    }

    private static double parseNumber(String path, YamlTree tree, double least, double most) {
        if (tree instanceof Scalar(String text, String where)) {
            try {
                double value = new BigDecimal(text).doubleValue();
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Told below, in the same words.
            }
        }
        throw wrong(tree, path, describe(tree), "a number from " + plain(least) + " to " + plain(most));
    }

    private Instant parseInstant(String key, String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw wrong(get(key), path(key), text, "an instant such as 2026-01-01T00:00:00Z, or a date");
        }
    }

    private String note(String key, String value) {
        canonical.append(path(key)).append('=').append(value).append('\n');
        return value;
    }

    private String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String describe(YamlTree tree) {
        return switch (tree) {
            case Scalar(String text, String where) -> text.isEmpty() ? "empty" : text;
            case Sequence sequence -> "a list";
            case Mapping found -> "a mapping";
        };
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static ScenarioException wrong(YamlTree tree, String path, String offending, String expected) {
        return new ScenarioException(tree.where() + ": " + path + " is " + offending + ", expected " + expected);
    }
}
