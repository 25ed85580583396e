package dev.faux.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a graph of data as bytes: records, enums, strings, numbers, lists, and arrays of {@code int} and {@code long}. What is
 * met again is written as a reference, so that shared things stay shared; records need nothing but their components to take
 * part. For one graph.
 *
 * <p>Integers are zigzag varints (as in Protocol Buffers), arrays of {@code long} the differences of their elements. Before
 * everything else stands a tag: 0 for null, an odd one for something new with the number of its class, an even one for how many
 * things ago it was written. A class is described where it is first met.
 */
final class RecordWriter {

    static final int NULL = 0;

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_NUMBER = 10;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private final Map<Object, Integer> met = new IdentityHashMap<>();
    private final Map<Class<?>, Integer> classes = new HashMap<>();
    private int size;

    RecordWriter(OutputStream out) {
        this.out = out;
    }

    /** What there is besides records and enums; the order is part of the format. */
    enum Plain {
        LIST,
        STRING,
        INTEGER,
        DOUBLE,
        INTS,
        LONGS;

        static @Nullable Plain of(Object thing) {
            return switch (thing) {
                case List<?> list -> LIST;
                case String text -> STRING;
                case Integer number -> INTEGER;
                case Double number -> DOUBLE;
                case int[] numbers -> INTS;
                case long[] numbers -> LONGS;
                default -> null;
            };
        }
    }

    /** Writes the whole of it to the end. */
    void write(Object root) throws IOException {
        reference(root);
        out.write(buffer, 0, size);
        size = 0;
    }

    private void reference(@Nullable Object thing) throws IOException {
        if (thing == null) {
            unsigned(NULL);
            return;
        }
        if (thing instanceof Enum<?> constant) {
            tag(constant.getDeclaringClass());
            unsigned(constant.ordinal());
            return;
        }
        Integer before = met.get(thing);
        if (before != null) {
            unsigned(2L * (met.size() - before));
            return;
        }
        Plain plain = Plain.of(thing);
        if (plain != null) {
            unsigned(2L * plain.ordinal() + 1);
            plain(thing);
        } else {
            components(tag(thing.getClass()), thing);
        }
        met.put(thing, met.size());
    }

    private Layout tag(Class<?> type) throws IOException {
        Layout layout = Layout.of(type);
        int next = Plain.values().length + classes.size();
        Integer known = classes.putIfAbsent(type, next);
        unsigned(2L * (known == null ? next : known) + 1);
        if (known == null) {
            text(layout.description());
        }
        return layout;
    }

    private void plain(Object thing) throws IOException {
        switch (thing) {
            case List<?> list -> {
                unsigned(list.size());
                for (Object each : list) {
                    reference(each);
                }
            }
            case String string -> text(string);
            case Integer number -> signed(number);
            case Double number -> signed(Double.doubleToRawLongBits(number));
            case int[] numbers -> {
                unsigned(numbers.length);
                for (int number : numbers) {
                    signed(number);
                }
            }
            case long[] numbers -> {
                unsigned(numbers.length);
                long before = 0;
                for (long number : numbers) {
                    signed(number - before);
                    before = number;
                }
            }
            default -> throw new AssertionError(thing);
        }
    }

    private void components(Layout layout, Object thing) throws IOException {
        try {
            for (Layout.Component each : layout.components()) {
                if (each.type() == boolean.class) {
                    unsigned((boolean) each.get().invokeExact(thing) ? 1 : 0);
                } else if (each.type() == double.class) {
                    signed(Double.doubleToRawLongBits((double) each.get().invokeExact(thing)));
                } else if (each.type().isPrimitive()) {
                    signed((long) each.get().invokeExact(thing));
                } else {
                    reference((Object) each.get().invokeExact(thing));
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("no accessor here throws that", e);
        }
    }

    private void text(String string) throws IOException {
        byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
        unsigned(bytes.length);
        for (byte each : bytes) {
            put(each);
        }
    }

    private void signed(long number) throws IOException {
        unsigned(number << 1 ^ number >> 63);
    }

    private void unsigned(long number) throws IOException {
        if (BUFFER - size < LONGEST_NUMBER) {
            flush();
        }
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    private void put(byte next) throws IOException {
        if (size == BUFFER) {
            flush();
        }
        buffer[size++] = next;
    }

    private void flush() throws IOException {
        out.write(buffer, 0, size);
        size = 0;
    }
}
