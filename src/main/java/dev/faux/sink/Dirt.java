package dev.faux.sink;

import java.util.Locale;

/** What can be wrong with an event on purpose. */
enum Dirt {
    LATE,
    REPEAT,
    DISCARD,
    REORDER,
    MALFORMED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
