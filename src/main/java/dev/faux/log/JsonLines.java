package dev.faux.log;

import dev.faux.shop.EventType;
import dev.faux.shop.Fields;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Money;
import dev.faux.shop.Uuids;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.Population;
import dev.faux.simulation.Population.Profile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes occurrences as CloudEvents 1.0 in structured JSON, one line each, into {@link Batch}es. The bytes are written by hand,
 * because this is what everything else waits for. For one thread.
 */
public final class JsonLines implements Fields {

    private static final byte[] HEX = new byte[512];
    private static final byte[] DIGITS = new byte[200];
    private static final byte[][] HEADS = new byte[EventType.values().length][];
    private static final byte[][] TAILS = new byte[EventType.values().length][];
    private static final byte[][] SUBJECTS = new byte[Kind.values().length][];
    private static final long DAY = 86_400_000;

    static {
        byte[] hex = ascii("0123456789abcdef");
        for (int i = 0; i < 256; i++) {
            HEX[2 * i] = hex[i >> 4];
            HEX[2 * i + 1] = hex[i & 15];
        }
        for (int i = 0; i < 100; i++) {
            DIGITS[2 * i] = (byte) ('0' + i / 10);
            DIGITS[2 * i + 1] = (byte) ('0' + i % 10);
        }
        for (EventType type : EventType.values()) {
            HEADS[type.ordinal()] = ascii("\",\"type\":\"dev.faux." + type.wireName() + "\",\"subject\":\"");
            TAILS[type.ordinal()] = ascii("\",\"datacontenttype\":\"application/json\",\"dataschema\":\"/schemas/"
                    + type.wireName() + "/v1\",\"data\":{");
        }
        for (Kind kind : Kind.values()) {
            SUBJECTS[kind.ordinal()] = ascii(kind.noun() + "/");
        }
    }

    private static final byte[] BEGIN = ascii("{\"specversion\":\"1.0\",\"id\":\"");
    private static final byte[] TIME = ascii("\",\"time\":\"");
    private static final byte[] SEQUENCE = ascii("\",\"sequence\":\"");
    private static final byte[] PARTITION_KEY = ascii("\",\"partitionkey\":\"");
    private static final byte[] CORRELATION = ascii("\",\"correlationid\":\"");
    private static final byte[] END = ascii("}}\n");

    private final Uuids uuids;
    private final Population population;
    private final byte[] source;
    private final byte[] day = new byte[11];
    private long dayShown = Long.MIN_VALUE;
    private byte[] buffer = new byte[1 << 16];
    private int size;
    private boolean first;

    public JsonLines(History history) {
        uuids = history.uuids();
        population = new Population(history);
        source = ascii("\",\"source\":\"/faux/" + history.id());
    }

    /** Writes consecutive occurrences; at least one. */
    public Batch encode(List<Occurrence> occurrences) {
        int count = occurrences.size();
        int[] ends = new int[count];
        long[] times = new long[count];
        byte[] types = new byte[count];
        long[] customers = new long[count];
        long[] digests = new long[count];
        size = 0;
        for (int i = 0; i < count; i++) {
            Occurrence occurrence = occurrences.get(i);
            write(occurrence);
            ends[i] = size;
            times[i] = occurrence.at();
            digests[i] = occurrence.digest();
            types[i] = (byte) occurrence.event().type().ordinal();
            Id customer = occurrence.event().customer();
            customers[i] = customer == null ? 0 : customer.number();
        }
        return new Batch(
                occurrences.getFirst().position(), Arrays.copyOf(buffer, size), ends, times, types, customers, digests);
    }

    private void write(Occurrence occurrence) {
        int type = occurrence.event().type().ordinal();
        Id key = occurrence.event().key();
        bytes(BEGIN);
        uuid(new Id(Kind.EVENT, occurrence.position(), occurrence.at()));
        bytes(source);
        bytes(HEADS[type]);
        bytes(SUBJECTS[key.kind().ordinal()]);
        int keyStart = size;
        uuid(key);
        bytes(TIME);
        instant(occurrence.at());
        bytes(SEQUENCE);
        sequence(occurrence.position());
        bytes(PARTITION_KEY);
        repeat(keyStart, 36);
        correlation(occurrence.correlation());
        bytes(TAILS[type]);
        first = true;
        occurrence.event().describe(this);
        bytes(END);
    }

    private void correlation(@Nullable Id correlation) {
        if (correlation != null) {
            bytes(CORRELATION);
            uuid(correlation);
        }
    }

    @Override
    public void id(String name, Id value) {
        quoted(name);
        uuid(value);
        one('"');
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
        one('"');
    }

    @Override
    public void money(String name, Money value) {
        quoted(name);
        decimal(value.minor(), value.currency().decimals());
        one('"');
    }

    @Override
    public void time(String name, long millis) {
        quoted(name);
        instant(millis);
        one('"');
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
    public void profile(Id customer) {
        Profile profile = population.profile(customer);
        id("user_id", customer);
        text("email", profile.email());
        text("username", profile.username());
        text("first_name", profile.firstName());
        text("last_name", profile.lastName());
        text("phone_number", profile.phone());
        text("address", profile.address());
        text("city", profile.city());
        text("state", profile.state());
        text("postal_code", profile.postalCode());
        text("country", profile.country());
        text("birth_date", profile.birthDate().toString());
        time("created_at", customer.at());
    }

    @Override
    public void address(String name, Id customer) {
        Profile profile = population.profile(customer);
        text(
                name,
                profile.address() + ", " + profile.city() + ", " + profile.state() + " " + profile.postalCode() + ", "
                        + profile.country());
    }

    private void quoted(String name) {
        name(name);
        one('"');
    }

    /** Names are plain ASCII and short. */
    @SuppressWarnings(
            "deprecation") // The fastest way from ASCII to bytes; what is deprecated is what it does to the rest.
    private void name(String name) {
        int length = name.length();
        room(length + 5);
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

    private void escaped(String text) {
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                escapedFrom(text, i);
                return;
            }
            buffer[size++] = (byte) c;
        }
    }

    private void escapedFrom(String text, int from) {
        for (int i = from; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            room(6);
            if (c == '"' || c == '\\') {
                buffer[size++] = '\\';
                buffer[size++] = (byte) c;
            } else if (c < ' ' || c == 0x7F) {
                bytes(ascii("\\u00"));
                hex(c);
            } else {
                bytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void uuid(Id id) {
        room(36);
        long high = uuids.high(id);
        long low = uuids.low(id);
        hex((int) (high >>> 56) & 255);
        hex((int) (high >>> 48) & 255);
        hex((int) (high >>> 40) & 255);
        hex((int) (high >>> 32) & 255);
        buffer[size++] = '-';
        hex((int) (high >>> 24) & 255);
        hex((int) (high >>> 16) & 255);
        buffer[size++] = '-';
        hex((int) (high >>> 8) & 255);
        hex((int) high & 255);
        buffer[size++] = '-';
        hex((int) (low >>> 56) & 255);
        hex((int) (low >>> 48) & 255);
        buffer[size++] = '-';
        hex((int) (low >>> 40) & 255);
        hex((int) (low >>> 32) & 255);
        hex((int) (low >>> 24) & 255);
        hex((int) (low >>> 16) & 255);
        hex((int) (low >>> 8) & 255);
        hex((int) low & 255);
    }

    private void hex(int value) {
        buffer[size++] = HEX[2 * value];
        buffer[size++] = HEX[2 * value + 1];
    }

    /** As in {@code 2026-01-01T09:30:00.250Z}. */
    private void instant(long millis) {
        long epochDay = Math.floorDiv(millis, DAY);
        if (epochDay != dayShown) {
            showDay(epochDay);
        }
        int ofDay = (int) (millis - epochDay * DAY);
        room(24);
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
        byte[] shown = ascii(java.time.LocalDate.ofEpochDay(epochDay) + "T");
        if (shown.length != day.length) {
            throw new IllegalArgumentException("day " + epochDay + " since 1970 is outside the years 0 to 9999");
        }
        System.arraycopy(shown, 0, day, 0, day.length);
        dayShown = epochDay;
    }

    private void two(int value) {
        buffer[size++] = DIGITS[2 * value];
        buffer[size++] = DIGITS[2 * value + 1];
    }

    /** 20 digits. */
    private void sequence(long position) {
        room(20);
        long rest = position;
        for (int i = size + 18; i >= size; i -= 2) {
            int pair = (int) (rest % 100);
            rest /= 100;
            buffer[i] = DIGITS[2 * pair];
            buffer[i + 1] = DIGITS[2 * pair + 1];
        }
        size += 20;
    }

    /** A number that is this many minor units, with so many decimals. */
    private void decimal(long minor, int decimals) {
        room(24);
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
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void repeat(int from, int length) {
        room(length);
        System.arraycopy(buffer, from, buffer, size, length);
        size += length;
    }

    private void bytes(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void one(char c) {
        room(1);
        buffer[size++] = (byte) c;
    }

    private void room(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
