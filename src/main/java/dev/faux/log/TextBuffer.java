package dev.faux.log;

import dev.faux.shop.Id;
import dev.faux.shop.Text;
import dev.faux.shop.Uuids;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Bytes of text that grow, written by hand, because this is what everything else waits for. What is written of a fixed length wants
 * {@link #room} made for it before. For one thread.
 */
public class TextBuffer {

    private static final byte[] DIGITS = new byte[200];
    private static final long[] POWERS_OF_TEN =
            LongStream.iterate(1, power -> power * 10).limit(19).toArray();
    private static final long DAY = 86_400_000;

    static {
        for (int i = 0; i < 100; i++) {
            DIGITS[2 * i] = (byte) ('0' + i / 10);
            DIGITS[2 * i + 1] = (byte) ('0' + i % 10);
        }
    }

    private final UuidText uuids;
    private final byte[] day = ascii("0000-00-00T");
    private long dayShown = Long.MIN_VALUE;
    protected byte[] buffer = new byte[1 << 16];
    protected int size;

    protected TextBuffer(Uuids uuids) {
        this.uuids = new UuidText(uuids);
    }

    public final void clear() {
        size = 0;
    }

    public final int size() {
        return size;
    }

    /** What has been written, and some room behind it; changes when something else is written. */
    public final byte[] bytes() {
        return buffer;
    }

    /** There must be room. Half of a pair is no character. */
    protected final void utf8(int c) {
        if (c < 0x80) {
            buffer[size++] = (byte) c;
        } else if (c < 0x800) {
            buffer[size++] = (byte) (0xC0 | c >> 6);
            buffer[size++] = (byte) (0x80 | c & 0x3F);
        } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            buffer[size++] = '?';
        } else if (c < 0x1_0000) {
            buffer[size++] = (byte) (0xE0 | c >> 12);
            buffer[size++] = (byte) (0x80 | c >> 6 & 0x3F);
            buffer[size++] = (byte) (0x80 | c & 0x3F);
        } else {
            buffer[size++] = (byte) (0xF0 | c >> 18);
            buffer[size++] = (byte) (0x80 | c >> 12 & 0x3F);
            buffer[size++] = (byte) (0x80 | c >> 6 & 0x3F);
            buffer[size++] = (byte) (0x80 | c & 0x3F);
        }
    }

    /** An id that is likely to be written again. */
    protected final void uuid(Id id) {
        uuids.write(id, buffer, size);
        size += UuidText.LENGTH;
    }

    /** An id that will not come again. */
    protected final void uuidOnce(Id id) {
        uuids.writeOnce(id, buffer, size);
        size += UuidText.LENGTH;
    }

    /** As in {@code 2026-01-01T09:30:00.250Z}. */
    protected final void instant(long millis) {
        long epochDay = Math.floorDiv(millis, DAY);
        if (epochDay != dayShown) {
            showDay(epochDay);
        }
        int ofDay = (int) (millis - epochDay * DAY);
        System.arraycopy(day, 0, buffer, size, day.length);
        size += day.length;
        two(ofDay / 3_600_000);
        buffer[size++] = ':';
        two(ofDay / 60_000 % 60);
        buffer[size++] = ':';
        two(ofDay / 1_000 % 60);
        buffer[size++] = '.';
        int fraction = ofDay % 1_000;
        buffer[size++] = (byte) ('0' + fraction / 100);
        two(fraction % 100);
        buffer[size++] = 'Z';
    }

    private void showDay(long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        if (date.getYear() < 0 || date.getYear() > 9999) {
            throw new IllegalArgumentException("day " + epochDay + " since 1970 is outside the years 0 to 9999");
        }
        two(day, 0, date.getYear() / 100);
        two(day, 2, date.getYear() % 100);
        two(day, 5, date.getMonthValue());
        two(day, 8, date.getDayOfMonth());
        dayShown = epochDay;
    }

    private static void two(byte[] to, int place, int value) {
        to[place] = DIGITS[2 * value];
        to[place + 1] = DIGITS[2 * value + 1];
    }

    private void two(int value) {
        two(buffer, size, value);
        size += 2;
    }

    /** A number that is this many minor units, with so many decimals. */
    protected final void decimal(long minor, int decimals) {
        long rest = Math.abs(minor);
        if (minor < 0) {
            buffer[size++] = '-';
        }
        int digits = Math.max(decimals + 1, length(rest));
        int end = size + digits + (decimals > 0 ? 1 : 0);
        int at = end;
        for (int i = 0; i < digits; i++) {
            if (i == decimals && i > 0) {
                buffer[--at] = '.';
            }
            buffer[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size = end;
    }

    private static int length(long number) {
        int digits = 1;
        while (digits < POWERS_OF_TEN.length && number >= POWERS_OF_TEN[digits]) {
            digits++;
        }
        return digits;
    }

    /** As it is. */
    protected final void bytes(Text text) {
        room(text.length());
        text.copyTo(buffer, size);
        size += text.length();
    }

    /** There must be room. */
    protected final void bytes(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    public final void one(char c) {
        room(1);
        buffer[size++] = (byte) c;
    }

    protected final void room(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }

    /** Nothing but ASCII. */
    public final void plain(String text) {
        byte[] bytes = ascii(text);
        room(bytes.length);
        bytes(bytes);
    }

    protected static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
