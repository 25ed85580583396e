package dev.faux.log;

import dev.faux.shop.Fields;
import dev.faux.shop.Id;
import dev.faux.shop.Money;
import dev.faux.shop.Text;
import dev.faux.shop.Uuids;
import dev.faux.simulation.History;
import dev.faux.simulation.Profiles;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fields as JSON; they see to the {@link #room} that they need themselves. For one thread. */
public final class JsonBuffer extends TextBuffer implements Fields {

    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] NULL = ascii("null");
    private static final byte[] ESCAPE = ascii("\\u00");

    private final @Nullable Profiles profiles;
    private final byte[] digits = new byte[20];
    private long sequence = -1;
    private boolean first;

    JsonBuffer(History history) {
        super(history.uuids());
        profiles = new Profiles(history);
    }

    /** For what has its personal data with it already. */
    public JsonBuffer(Uuids uuids) {
        super(uuids);
        profiles = null;
    }

    private Profiles profiles() {
        return Objects.requireNonNull(profiles, "personal data to be filled in");
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
            object(values.get(i));
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
    public void none(String name) {
        name(name);
        bytes(NULL);
    }

    /** One whole object. */
    public void object(Described described) {
        one('{');
        beginObject();
        described.describe(this);
        one('}');
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
    public void text(String name, Text value) {
        if (value.isSpecial()) {
            text(name, value.toString());
            return;
        }
        quoted(name);
        bytes(value);
        one('"');
    }

    @Override
    public void profile(Id customer, int revision, long points) {
        profiles().describe(customer, revision, points, this);
    }

    @Override
    public void address(String name, Id address) {
        text(name, profiles().address(address));
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

    private void escaped(String text) {
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

    private void escapedFrom(String text, int from) {
        for (int i = from; i < text.length(); ) {
            int c = text.codePointAt(i);
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
}
