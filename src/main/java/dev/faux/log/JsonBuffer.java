package dev.faux.log;

import dev.faux.shop.Fields;
import dev.faux.shop.Id;
import dev.faux.shop.Money;
import dev.faux.simulation.History;
import dev.faux.simulation.Profiles;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Bytes of JSON that grow, written by hand, because this is what everything else waits for. What is written of a fixed length
 * wants {@link #room} made for it before; the fields of an event see to that themselves. For one thread.
 */
final class JsonBuffer implements Fields {

    private static final byte[] DIGITS = new byte[200];
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] ESCAPE = ascii("\\u00");
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
    private final Profiles profiles;
    private final byte[] day = ascii("0000-00-00T");
    private long dayShown = Long.MIN_VALUE;
    private final byte[] digits = new byte[20];
    private long sequence = -1;
    private byte[] buffer = new byte[1 << 16];
    private int size;
    private boolean first;

    JsonBuffer(History history) {
        uuids = new UuidText(history.uuids());
        profiles = new Profiles(history);
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /** What has been written, and some room behind it; changes when something else is written. */
    byte[] bytes() {
        return buffer;
    }

    /** The next field is the first of its object. */
    void beginObject() {
        first = true;
    }

    @Override
    public void id(String name, Id value) {
        quoted(name);
        uuid(value);
        unquote();
    }

    @Override
    public void number(String name, long value) {
        name(name);
        decimal(value, 0);
    }

    @Override
    public void text(String name, String value) {
        quoted(name);
        escaped(value);
        unquote();
    }

    @Override
    public void money(String name, Money value) {
        quoted(name);
        decimal(value.minor(), value.currency().decimals());
        unquote();
    }

    @Override
    public void time(String name, long millis) {
        quoted(name);
        instant(millis);
        unquote();
    }

    @Override
    public void list(String name, List<? extends Described> values) {
        name(name);
        one('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                one(',');
            }
            one('{');
            first = true;
            values.get(i).describe(this);
            one('}');
        }
        one(']');
        first = false;
    }

    @Override
    public void texts(String name, List<String> values) {
        name(name);
        one('[');
        for (int i = 0; i < values.size(); i++) {
            room(3);
            if (i > 0) {
                buffer[size++] = ',';
            }
            buffer[size++] = '"';
            escaped(values.get(i));
            unquote();
        }
        one(']');
    }

    @Override
    public void flag(String name, boolean value) {
        name(name);
        bytes(value ? TRUE : FALSE);
    }

    @Override
    public void decimal(String name, double value) {
        name(name);
        decimal(value);
    }

    @Override
    public void decimals(String name, List<Double> values) {
        name(name);
        one('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                one(',');
            }
            decimal(values.get(i));
        }
        one(']');
    }

    private void decimal(double value) {
        escaped(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
    }

    @Override
    public void text(String name, StringBuilder value) {
        quoted(name);
        escaped(value);
        unquote();
    }

    @Override
    public void profile(Id customer, int revision, long points) {
        profiles.describe(customer, revision, points, this);
    }

    @Override
    public void address(String name, Id address) {
        text(name, profiles.address(address));
    }

    private void quoted(String name) {
        name(name);
        buffer[size++] = '"';
    }

    private void unquote() {
        buffer[size++] = '"';
    }

    /** Names are plain ASCII and short. */
    @SuppressWarnings(
            "deprecation") // The fastest way from ASCII to bytes; what is deprecated is what it does to the rest.
    private void name(String name) {
        int length = name.length();
        // For the name, for what stands around it, and for any value but a text or a list.
        room(length + UuidText.LENGTH + 8);
        if (!first) {
            buffer[size++] = ',';
        }
        first = false;
        buffer[size++] = '"';
        name.getBytes(0, length, buffer, size);
        size += length;
        buffer[size++] = '"';
        buffer[size++] = ':';
    }

    private void escaped(CharSequence text) {
        int length = text.length();
        room(length + 1);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                escapedFrom(text, i);
                return;
            }
            buffer[size++] = (byte) c;
        }
    }

    private void escapedFrom(CharSequence text, int from) {
        for (int i = from; i < text.length(); ) {
            int c = Character.codePointAt(text, i);
            i += Character.charCount(c);
            room(7);
            if (c == '"' || c == '\\') {
                buffer[size++] = '\\';
                buffer[size++] = (byte) c;
            } else if (c < ' ' || c == 0x7F) {
                bytes(ESCAPE);
                buffer[size++] = (byte) ('0' + (c >> 4));
                buffer[size++] = (byte) "0123456789abcdef".charAt(c & 15);
            } else {
                utf8(c);
            }
        }
    }

    /** There must be room. Half of a pair is no character. */
    private void utf8(int c) {
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
    void uuid(Id id) {
        uuids.write(id, buffer, size);
        size += UuidText.LENGTH;
    }

    /** An id that will not come again. */
    void uuidOnce(Id id) {
        uuids.writeOnce(id, buffer, size);
        size += UuidText.LENGTH;
    }

    /** As in {@code 2026-01-01T09:30:00.250Z}. */
    void instant(long millis) {
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

    /** 20 digits. Positions mostly come one after the other, so the digits shown last are counted on. */
    void sequence(long position) {
        if (position == sequence + 1) {
            int at = digits.length - 1;
            while (digits[at] == '9') {
                digits[at--] = '0';
            }
            digits[at]++;
        } else {
            long rest = position;
            for (int at = digits.length - 1; at >= 0; at--) {
                digits[at] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        sequence = position;
        System.arraycopy(digits, 0, buffer, size, digits.length);
        size += digits.length;
    }

    /** A number that is this many minor units, with so many decimals. */
    private void decimal(long minor, int decimals) {
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

    /** There must be room. */
    void bytes(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void one(char c) {
        room(1);
        buffer[size++] = (byte) c;
    }

    void room(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
