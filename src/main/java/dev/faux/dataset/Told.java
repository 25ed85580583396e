package dev.faux.dataset;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event tells, by the names of its fields: its data, or one of the things listed in them. What such a thing does not say
 * itself, the whole says for it. Values are texts, or what they are in the shop, as whoever reads the event has them.
 */
public final class Told {

    private static final int FIELDS = 16;

    private final Object time;
    private final @Nullable Told whole;
    private final int place;
    private @Nullable String[] fields = new @Nullable String[FIELDS];
    private @Nullable Object[] values = new @Nullable Object[FIELDS];
    private int count;
    private int asked;
    private final Map<String, List<Told>> lists = new HashMap<>(2);

    private Told(Object time, @Nullable Told whole, int place) {
        this.time = time;
        this.whole = whole;
        this.place = place;
    }

    /** @param time when it happened */
    public static Told at(Object time) {
        return new Told(time, null, 0);
    }

    /** One of the things that it lists. */
    public Told part(int place) {
        return new Told(time, this, place);
    }

    public void put(String field, Object value) {
        if (count == fields.length) {
            fields = Arrays.copyOf(fields, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        fields[count] = field;
        values[count++] = value;
    }

    public void putParts(String field, List<Told> parts) {
        lists.put(field, parts);
    }

    @Nullable
    Object value(String field) {
        // They are mostly asked for in the order in which they came.
        for (int i = 0; i < count; i++) {
            int next = asked + i < count ? asked + i : asked + i - count;
            if (field.equals(fields[next])) {
                asked = next + 1 < count ? next + 1 : 0;
                return values[next];
            }
        }
        return whole == null ? null : whole.value(field);
    }

    /** What is listed in a field; nothing where there is no such field. */
    List<Told> parts(String field) {
        return lists.getOrDefault(field, List.of());
    }

    /** When it happened. */
    Object time() {
        return time;
    }

    /** Which of the things listed it is, from 1. */
    String rank() {
        return Integer.toString(place + 1);
    }
}
