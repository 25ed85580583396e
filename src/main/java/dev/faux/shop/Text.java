package dev.faux.shop;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text as UTF-8, put together piece by piece, and again in the same place. It knows whether all that is in it can be written as it is
 * to any kind of file. For one thread, unless nobody changes it any more.
 */
public final class Text {

    private static final int ASCII = 128;
    private static final int LONGEST_INT = 10;
    private static final int[] POWERS_OF_TEN = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };
    private static final boolean[] SPECIAL = new boolean[ASCII];

    /** Of the numbers below 100. */
    private static final byte[] TENS = new byte[100];

    private static final byte[] ONES = new byte[100];

    static {
        for (int i = 0; i < 100; i++) {
            TENS[i] = (byte) ('0' + i / 10);
            ONES[i] = (byte) ('0' + i % 10);
        }
        Arrays.fill(SPECIAL, 0, ' ', true);
        for (char each : "\"\\,<>&\u007F".toCharArray()) {
            SPECIAL[each] = true;
        }
    }

    private byte[] bytes;
    private int length;
    private boolean isSpecial;

    /** @param capacity in bytes; it grows */
    public Text(int capacity) {
        bytes = new byte[capacity];
    }

    public static Text of(String text) {
        return new Text(text.length()).add(text);
    }

    public Text clear() {
        length = 0;
        isSpecial = false;
        return this;
    }

    /** Half of a pair of characters is a question mark. */
    public Text add(String text) {
        int count = text.length();
        room(count);
        int begin = length;
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c >= ASCII) {
                length = begin;
                return addUnusual(text);
            }
            isSpecial |= SPECIAL[c];
            bytes[length++] = (byte) c;
        }
        return this;
    }

    private Text addUnusual(String text) {
        byte[] more = text.getBytes(StandardCharsets.UTF_8);
        for (byte each : more) {
            isSpecial |= each >= 0 && SPECIAL[each];
        }
        return add(more, more.length);
    }

    public Text add(Text text) {
        isSpecial |= text.isSpecial;
        return add(text.bytes, text.length);
    }

    /** A character of ASCII. */
    public Text add(char c) {
        room(1);
        isSpecial |= SPECIAL[c];
        bytes[length++] = (byte) c;
        return this;
    }

    /** The first character of a text, which is one of ASCII. */
    public Text addFirst(Text text) {
        return add((char) text.at(0));
    }

    /** @param number 0 or more */
    public Text add(long number) {
        if (number > Integer.MAX_VALUE) {
            return add(Long.toString(number));
        }
        int rest = (int) number;
        room(LONGEST_INT);
        int digits = 1;
        while (digits < LONGEST_INT && rest >= POWERS_OF_TEN[digits]) {
            digits++;
        }
        int at = length + digits;
        while (rest >= 10) {
            int two = rest % 100;
            rest /= 100;
            at -= 2;
            bytes[at] = TENS[two];
            bytes[at + 1] = ONES[two];
        }
        if (at > length) {
            bytes[length] = (byte) ('0' + rest);
        }
        length += digits;
        return this;
    }

    private Text add(byte[] more, int count) {
        room(count);
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
        return this;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** Whether there is something in it that some kind of file has another meaning for: a quote, a comma, an angle bracket, a line's end. */
    public boolean isSpecial() {
        return isSpecial;
    }

    /** In bytes. */
    public int length() {
        return length;
    }

    /** One of its bytes. */
    public byte at(int place) {
        return bytes[place];
    }

    /** Puts all of it to a place where there is room. */
    public void copyTo(byte[] to, int place) {
        System.arraycopy(bytes, 0, to, place, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
