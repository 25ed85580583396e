package dev.faux.log;

import dev.faux.shop.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses events by type: names such as {@code order.placed}, or globs such as {@code order.*}; none means all. */
public final class TypeFilter {

    private static final EventType[] TYPES = EventType.values();

    private final boolean[] chosen;
    private final boolean isEverything;

    private TypeFilter(boolean[] chosen, boolean isEverything) {
        this.chosen = chosen;
        this.isEverything = isEverything;
    }

    /** @throws IllegalArgumentException where a pattern matches no type; the message names those that there are */
    public static TypeFilter of(List<String> patterns) {
        boolean[] chosen = new boolean[TYPES.length];
        Arrays.fill(chosen, patterns.isEmpty());
        for (String pattern : patterns) {
            if (!choose(pattern, chosen)) {
                throw new IllegalArgumentException("no event type is " + pattern + ", expected one of "
                        + Arrays.stream(TYPES).map(EventType::wireName).collect(Collectors.joining(", "))
                        + ", or a glob such as order.*");
            }
        }
        return new TypeFilter(chosen, patterns.isEmpty());
    }

    private static boolean choose(String pattern, boolean[] chosen) {
        boolean any = false;
        for (EventType type : TYPES) {
            if (matches(pattern, 0, type.wireName(), 0)) {
                chosen[type.ordinal()] = true;
                any = true;
            }
        }
        return any;
    }

    /** A star stands for any characters, none included. */
    private static boolean matches(String pattern, int p, String name, int n) {
        if (p == pattern.length()) {
            return n == name.length();
        }
        if (pattern.charAt(p) == '*') {
            return matches(pattern, p + 1, name, n) || n < name.length() && matches(pattern, p, name, n + 1);
        }
        return n < name.length() && pattern.charAt(p) == name.charAt(n) && matches(pattern, p + 1, name, n + 1);
    }

    public boolean isEverything() {
        return isEverything;
    }

    public boolean accepts(EventType type) {
        return chosen[type.ordinal()];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TypeFilter filter && Arrays.equals(chosen, filter.chosen);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(chosen);
    }

    /** The names of all types that are chosen. */
    public List<String> names() {
        return Arrays.stream(TYPES)
                .filter(this::accepts)
                .map(EventType::wireName)
                .toList();
    }
}
