package dev.faux.log;

import dev.faux.log.RecordWriter.Plain;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link RecordWriter} wrote. For one graph. */
final class RecordReader {

    private static final int BUFFER = 1 << 16;
    private static final String OURS = "dev.faux.";
    private static final Plain[] PLAINS = Plain.values();

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final List<Object> met = new ArrayList<>();
    private final List<Layout> classes = new ArrayList<>();
    private int at;
    private int end;

    RecordReader(InputStream in) {
        this.in = in;
    }

    /**
     * The root of the graph.
     *
     * @throws IOException where it cannot be read, or was written of classes that are laid out otherwise
     */
    <T> T read(Class<T> type) throws IOException {
        try {
            return type.cast(present());
        } catch (IndexOutOfBoundsException
                | ClassCastException
                | NegativeArraySizeException
                | IllegalArgumentException e) {
            throw new IOException("not what was written", e);
        }
    }

    private Object present() throws IOException {
        Object thing = reference();
        if (thing == null) {
            throw new IOException("nothing, where there was something");
        }
        return thing;
    }

    private @Nullable Object reference() throws IOException {
        long tag = unsigned();
        if (tag == RecordWriter.NULL) {
            return null;
        }
        if ((tag & 1) == 0) {
            return met.get(Math.toIntExact(met.size() - tag / 2));
        }
        int number = (int) (tag >>> 1);
        if (number < PLAINS.length) {
            return noted(plain(PLAINS[number]));
        }
        if (number == PLAINS.length + classes.size()) {
            classes.add(layout(text()));
        }
        Layout layout = classes.get(number - PLAINS.length);
        return layout.isEnum() ? layout.constant((int) unsigned()) : noted(layout.make(components(layout)));
    }

    private Object noted(Object thing) {
        met.add(thing);
        return thing;
    }

    private static Layout layout(String description) throws IOException {
        String name = description.substring(0, description.indexOf('('));
        if (name.startsWith(OURS)) {
            try {
                Layout layout = Layout.of(Class.forName(name));
                if (layout.description().equals(description)) {
                    return layout;
                }
            } catch (ClassNotFoundException e) {
                throw new IOException("no such class: " + description, e);
            }
        }
        throw new IOException("another layout: " + description);
    }

    private Object plain(Plain plain) throws IOException {
        return switch (plain) {
            case LIST -> {
                Object[] elements = new Object[size()];
                for (int i = 0; i < elements.length; i++) {
                    elements[i] = present();
                }
                yield List.of(elements);
            }
            case STRING -> text();
            case INTEGER -> (int) signed();
            case DOUBLE -> Double.longBitsToDouble(signed());
            case INTS -> {
                int[] numbers = new int[size()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = (int) signed();
                }
                yield numbers;
            }
            case LONGS -> {
                long[] numbers = new long[size()];
                long before = 0;
                for (int i = 0; i < numbers.length; i++) {
                    before += signed();
                    numbers[i] = before;
                }
                yield numbers;
            }
        };
    }

    private @Nullable Object[] components(Layout layout) throws IOException {
        Layout.Component[] components = layout.components();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < values.length; i++) {
            Class<?> type = components[i].type();
            if (type == long.class) {
                values[i] = signed();
            } else if (type == int.class) {
                values[i] = (int) signed();
            } else if (type == boolean.class) {
                values[i] = unsigned() == 1;
            } else if (type == double.class) {
                values[i] = Double.longBitsToDouble(signed());
            } else {
                values[i] = reference();
            }
        }
        return values;
    }

    private String text() throws IOException {
        byte[] bytes = new byte[size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = next();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private int size() throws IOException {
        return Math.toIntExact(unsigned());
    }

    private long signed() throws IOException {
        long number = unsigned();
        return number >>> 1 ^ -(number & 1);
    }

    private long unsigned() throws IOException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = next();
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IOException("a number without an end");
    }

    private byte next() throws IOException {
        if (at == end) {
            at = 0;
            end = in.read(buffer);
            if (end <= 0) {
                throw new EOFException("the end, in the middle of it");
            }
        }
        return buffer[at++];
    }
}
