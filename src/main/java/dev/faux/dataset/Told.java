package dev.faux.view;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells, by the names of its fields, as texts: its data, or one of the things listed in them. What such a thing
 * does not say itself, the whole says for it.
 */
final class Told {

    private final long at;
    private final @Nullable Told whole;
    private final int place;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, List<Told>> lists = new HashMap<>();

    private Told(long at, @Nullable Told whole, int place) {
        this.at = at;
        this.whole = whole;
        this.place = place;
    }

    /** @param at when it happened, in milliseconds since 1970 UTC */
    static Told at(long at) {
        return new Told(at, null, 0);
    }

    /** One of the things that it lists. */
    Told part(int place) {
        return new Told(at, this, place);
    }

    void put(String field, String text) {
        texts.put(field, text);
    }

    void put(String field, List<Told> parts) {
        lists.put(field, parts);
    }

    @Nullable
    String text(String field) {
        String text = texts.get(field);
        return text != null || whole == null ? text : whole.text(field);
    }

    /** What is listed in a field; nothing where there is no such field. */
    List<Told> parts(String field) {
        return lists.getOrDefault(field, List.of());
    }

    /** When it happened. */
    String time() {
        return Instant.ofEpochMilli(at).toString();
    }

    /** Which of the things listed it is, from 1. */
    String rank() {
        return Integer.toString(place + 1);
    }
}
