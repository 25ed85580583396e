package dev.faux.check;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON (RFC 8259) from bytes, strictly, without making an object of anything: a string is a place in the bytes. A test
 * holds it against a real parser. For one thread.
 */
final class JsonScanner {

    private static final int MAX_DEPTH = 32;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;

    private byte[] bytes = {};
    private int begin;
    private int at;
    private int end;
    private int start;
    private int stop;
    private long value;
    private boolean escaped;

    void begin(byte[] line, int from, int to) {
        bytes = line;
        begin = from;
        at = from;
        end = to;
    }

    /** The next byte that is not white space, which is not taken; 0 at the end. */
    int peek() {
        while (at < end) {
            byte next = bytes[at];
            if (next > ' ') {
                return next;
            }
            if (next != ' ' && next != '\t' && next != '\n' && next != '\r') {
                return next == 0 ? -1 : next;
            }
            at++;
        }
        return 0;
    }

    void take(char expected) {
        if (peek() != expected) {
            throw unexpected("'" + expected + "'");
        }
        at++;
    }

    /** Takes this character if it comes next. */
    boolean takes(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** Takes a string; it lies from {@link #start} to {@link #stop}, without its quotes. */
    void string() {
        take('"');
        start = at;
        escaped = false;
        boolean ascii = true;
        int i = plain(at);
        while (i < end && bytes[i] != '"') {
            byte c = bytes[i];
            at = i;
            if (c == '\\') {
                escaped = true;
                escape();
                i = plain(at);
            } else if (c < 0) {
                ascii = false;
                i = plain(i + 1);
            } else {
                throw malformed("a control character in a string");
            }
        }
        if (i >= end) {
            throw malformed("a string does not end");
        }
        stop = i;
        at = i + 1;
        if (!ascii) {
            text();
        }
    }

    /**
     * The next byte from this one on that needs a look: a quote, a backslash, a control character, no ASCII; or the end or past
     * it. Eight bytes at a time: of each eight comparisons the lowest hit is right (Mycroft 1987).
     */
    private int plain(int from) {
        int i = from;
        while (i <= bytes.length - Long.BYTES) {
            long word = (long) WORD.get(bytes, i);
            long quote = word ^ ONES * '"';
            long backslash = word ^ ONES * '\\';
            long hits = ((quote - ONES & ~quote) | (backslash - ONES & ~backslash) | (word - ONES * ' ' & ~word) | word)
                    & HIGH_BITS;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
            i += Long.BYTES;
        }
        while (i < end && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
            i++;
        }
        return i;
    }

    private void escape() {
        if (at + 1 >= end) {
            throw malformed("a string does not end");
        }
        int c = bytes[at + 1];
        if (c == 'u') {
            for (int i = at + 2; i < at + 6; i++) {
                if (i >= end || Character.digit(bytes[i], 16) < 0) {
                    throw malformed("\\u without four digits");
                }
            }
            at += 6;
        } else if ("\"\\/bfnrt".indexOf(c) >= 0) {
            at += 2;
        } else {
            throw malformed("an unknown escape");
        }
    }

    /** Where the last string or literal begins. */
    int start() {
        return start;
    }

    /** Where the last string or literal ends. */
    int stop() {
        return stop;
    }

    /** The first up to eight bytes of a name in one number. */
    static long head(byte[] name, int from, int to) {
        if (to - from >= Long.BYTES) {
            return (long) WORD.get(name, from);
        }
        long head = 0;
        for (int i = from; i < to; i++) {
            head = head << 8 | name[i] & 255;
        }
        return head;
    }

    /** The last eight bytes of a name in one number, or 0 where there are fewer. */
    static long tail(byte[] name, int from, int to) {
        return to - from >= Long.BYTES ? (long) WORD.get(name, to - Long.BYTES) : 0;
    }

    boolean escaped() {
        return escaped;
    }

    /** The last string with its escapes resolved. */
    String text() {
        try {
            String raw = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, stop - start))
                    .toString();
            return escaped ? resolved(raw) : raw;
        } catch (CharacterCodingException e) {
            throw malformed("a string that is not UTF-8");
        }
    }

    private static String resolved(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            c = raw.charAt(++i);
            switch (c) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> text.append(c);
            }
        }
        return text.toString();
    }

    /** Takes a number and tells whether it is an integer of at most 18 digits; if so, it is {@link #value}. */
    boolean integer() {
        int next = peek();
        int first = at;
        number();
        boolean negative = next == '-';
        long sum = 0;
        for (int i = negative ? first + 1 : first; i < at; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            sum = sum * 10 + digit;
        }
        value = negative ? -sum : sum;
        return at - first <= 18;
    }

    /** The last integer. */
    long value() {
        return value;
    }

    /** Takes any value. */
    void skip() {
        skip(0);
    }

    private void skip(int depth) {
        if (depth > MAX_DEPTH) {
            throw malformed("more than " + MAX_DEPTH + " levels");
        }
        switch (peek()) {
            case '"' -> string();
            case '{' -> {
                at++;
                if (takes('}')) {
                    return;
                }
                do {
                    string();
                    take(':');
                    skip(depth + 1);
                } while (takes(','));
                take('}');
            }
            case '[' -> {
                at++;
                if (takes(']')) {
                    return;
                }
                do {
                    skip(depth + 1);
                } while (takes(','));
                take(']');
            }
            default -> literal();
        }
    }

    /** Takes a number, true, false or null; its text lies from {@link #start} to {@link #stop}. */
    void literal() {
        int next = peek();
        start = at;
        switch (next) {
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
        stop = at;
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at >= end || bytes[at] != word.charAt(i)) {
                throw unexpected(word);
            }
            at++;
        }
    }

    private void number() {
        takes('-');
        if (at < end && bytes[at] == '0') {
            at++;
        } else {
            digits();
        }
        if (at < end && bytes[at] == '.') {
            at++;
            digits();
        }
        if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
            at++;
            if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            digits();
        }
    }

    private void digits() {
        int first = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == first) {
            throw unexpected("a value");
        }
    }

    /** Makes sure that nothing follows. */
    void end() {
        if (peek() != 0) {
            throw unexpected("the end of the line");
        }
    }

    private Malformed unexpected(String expected) {
        String found = at < end ? "byte 0x" + Integer.toHexString(bytes[at] & 255) : "the end";
        return malformed(found + ", expected " + expected);
    }

    private Malformed malformed(String what) {
        return new Malformed("at byte " + (at - begin) + " of the line: " + what);
    }
}
