package dev.faux.check;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What a JSON value says, as a hash: the same however it is written, with other white space, other escapes, an object's keys in
 * another order; another one where a text, the text of a number or the order of an array is another. For one thread.
 */
final class Meaning {

    private static final int MAX_DEPTH = 32;

    /** What an empty one says, and that a literal is no string. */
    private static final long OBJECT = 0x6F62_6A65_6374L;

    private static final long ARRAY = 0x6172_7261_79L;
    private static final long LITERAL = 0x6C69_7465_7261_6CL;

    private final JsonScanner scanner = new JsonScanner();
    private byte[] bytes = {};

    /** Begins with the JSON in [from, to). */
    JsonScanner begin(byte[] line, int from, int to) {
        bytes = line;
        scanner.begin(line, from, to);
        return scanner;
    }

    /** Of the next value, which is taken. */
    long value() {
        return value(0);
    }

    /** Of the next string, which is taken: that of its UTF-8, which {@link #text} tells of the same somewhere else. */
    long string() {
        scanner.string();
        if (!scanner.escaped()) {
            return text(bytes, scanner.start(), scanner.stop());
        }
        try {
            var utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(scanner.text()));
            return text(utf8.array(), 0, utf8.limit());
        } catch (CharacterCodingException e) {
            throw new Malformed("a string with half a character");
        }
    }

    /** Of a text, as UTF-8. */
    static long text(byte[] utf8, int from, int to) {
        return Hashes.of(utf8, from, to);
    }

    static long text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return text(utf8, 0, utf8.length);
    }

    /** Of a member of an object; an object says the sum of them. */
    static long member(long name, long value) {
        return Hashes.of(name, value);
    }

    private long value(int depth) {
        if (depth > MAX_DEPTH) {
            throw new Malformed("more than " + MAX_DEPTH + " levels");
        }
        return switch (scanner.peek()) {
            case '"' -> string();
            case '{' -> object(depth);
            case '[' -> array(depth);
            default -> literal();
        };
    }

    private long object(int depth) {
        long sum = OBJECT;
        scanner.take('{');
        if (!scanner.takes('}')) {
            do {
                long name = string();
                scanner.take(':');
                sum += member(name, value(depth + 1));
            } while (scanner.takes(','));
            scanner.take('}');
        }
        return Hashes.of(OBJECT, sum);
    }

    private long array(int depth) {
        long hash = ARRAY;
        scanner.take('[');
        if (!scanner.takes(']')) {
            do {
                hash = Hashes.of(hash, value(depth + 1));
            } while (scanner.takes(','));
            scanner.take(']');
        }
        return hash;
    }

    private long literal() {
        scanner.literal();
        return Hashes.of(LITERAL, text(bytes, scanner.start(), scanner.stop()));
    }
}
