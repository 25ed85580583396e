package dev.faux.check;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Reads values in the one form in which the contract writes them. Each method answers whether the bytes have that form and
 * leaves what it read in {@link #value} or, for a UUID, in {@link #high} and {@link #low}. For one thread.
 */
final class Forms {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle FOUR = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final int DATE = 10;
    private static final int INSTANT = 24;
    private static final int SEQUENCE = 20;

    private final int decimals;
    private final byte[] day = new byte[DATE];
    private long epochDay;

    long value;
    long high;
    long low;

    /** @param decimals how many an amount of money has */
    Forms(int decimals) {
        this.decimals = decimals;
    }

    /** Small letters and dashes, as in RFC 9562. */
    boolean uuid(byte[] bytes, int from, int to) {
        if (to - from != 36
                || bytes[from + 8] != '-'
                || bytes[from + 13] != '-'
                || bytes[from + 18] != '-'
                || bytes[from + 23] != '-') {
            return false;
        }
        long first = eight(bytes, from);
        long second = four(bytes, from + 9) << 32 | four(bytes, from + 14);
        long third = four(bytes, from + 19) << 32 | four(bytes, from + 24);
        long fourth = eight(bytes, from + 28);
        high = hex(first) << 32 | hex(second);
        low = hex(third) << 32 | hex(fourth);
        return (hexDigits(first) & hexDigits(second) & hexDigits(third) & hexDigits(fourth)) == HIGH_BITS;
    }

    private static long eight(byte[] bytes, int from) {
        return (long) EIGHT.get(bytes, from);
    }

    private static long four(byte[] bytes, int from) {
        return (int) FOUR.get(bytes, from) & 0xFFFF_FFFFL;
    }

    /** The high bit of each of eight bytes that is a digit or a small letter up to f. */
    private static long hexDigits(long word) {
        long ascii = word & ~HIGH_BITS;
        long digits = ascii + ONES * (0x80 - '0') & ~(ascii + ONES * (0x80 - '9' - 1));
        long letters = ascii + ONES * (0x80 - 'a') & ~(ascii + ONES * (0x80 - 'f' - 1));
        return (digits | letters) & ~word & HIGH_BITS;
    }

    /** The value of eight hexadecimal digits. */
    private static long hex(long word) {
        long digits = (word & ONES * 0x0F) + 9 * (word >>> 6 & ONES);
        return Long.compress(digits, ONES * 0x0F);
    }

    /** RFC 3339 in UTC with three decimals, as in {@code 2026-01-01T09:30:00.250Z}; in milliseconds since 1970. */
    boolean instant(byte[] bytes, int from, int to) {
        if (to - from != INSTANT
                || bytes[from + 10] != 'T'
                || bytes[from + 13] != ':'
                || bytes[from + 16] != ':'
                || bytes[from + 19] != '.'
                || bytes[from + 23] != 'Z') {
            return false;
        }
        int hour = digits(bytes, from + 11, 2);
        int minute = digits(bytes, from + 14, 2);
        int second = digits(bytes, from + 17, 2);
        int fraction = digits(bytes, from + 20, 3);
        if ((hour | minute | second | fraction) < 0 || hour > 23 || minute > 59 || second > 59) {
            return false;
        }
        if (!date(bytes, from, from + DATE)) {
            return false;
        }
        value = value * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1_000L + fraction;
        return true;
    }

    /** As in {@code 2026-01-01}; in days since 1970. */
    boolean date(byte[] bytes, int from, int to) {
        if (to - from != DATE) {
            return false;
        }
        if (!Arrays.equals(bytes, from, to, day, 0, DATE)) {
            int year = digits(bytes, from, 4);
            int month = digits(bytes, from + 5, 2);
            int dayOfMonth = digits(bytes, from + 8, 2);
            if ((year | month | dayOfMonth) < 0 || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
                return false;
            }
            try {
                epochDay = LocalDate.of(year, month, dayOfMonth).toEpochDay();
            } catch (DateTimeException e) {
                return false;
            }
            System.arraycopy(bytes, from, day, 0, DATE);
        }
        value = epochDay;
        return true;
    }

    /** A decimal with the decimals of its currency; in minor units. */
    boolean money(byte[] bytes, int from, int to) {
        int first = from < to && bytes[from] == '-' ? from + 1 : from;
        int point = to - decimals - (decimals > 0 ? 1 : 0);
        if (point <= first || to - first > 18 || bytes[first] == '0' && point > first + 1) {
            return false;
        }
        if (decimals > 0 && bytes[point] != '.') {
            return false;
        }
        long minor = 0;
        for (int i = first; i < to; i++) {
            if (i != point) {
                int digit = bytes[i] - '0';
                if (digit < 0 || digit > 9) {
                    return false;
                }
                minor = minor * 10 + digit;
            }
        }
        value = first > from ? -minor : minor;
        return true;
    }

    /** 20 digits. */
    boolean sequence(byte[] bytes, int from, int to) {
        if (to - from != SEQUENCE || bytes[from] != '0') {
            return false;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            number = number * 10 + digit;
        }
        value = number;
        return number > 0;
    }

    private static int digits(byte[] bytes, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
