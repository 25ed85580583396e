package dev.faux.api;

import dev.faux.log.TypeFilter;
import dev.faux.shop.EventType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Event types as a query names them: by name, as in {@code order.placed}, or by a glob, as in {@code order.*}. */
final class EventNames {

    private static final String EXPECTED = Arrays.stream(EventType.values())
            .map(EventType::wireName)
            .sorted()
            .collect(Collectors.joining(", ", "a glob such as order.*, or one of ", ""));

    private EventNames() {}

    /**
     * The types that these names and globs mean; all where there are none.
     *
     * @throws Problem where one of them means no type
     */
    static TypeFilter types(List<String> names) {
        names.forEach(EventNames::check);
        return TypeFilter.of(names);
    }

    private static void check(String name) {
        try {
            TypeFilter.of(List.of(name));
        } catch (IllegalArgumentException e) {
            throw Problem.badValue("type", name, EXPECTED);
        }
    }
}
