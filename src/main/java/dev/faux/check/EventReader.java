package dev.faux.check;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.faux.check.Event.Item;
import dev.faux.check.Field.Form;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Takes a line apart, once: a CloudEvent in structured JSON. What is no JSON is {@link Malformed}; what is JSON, but not as the
 * contract writes events, is noted in the event as a fault. For one thread.
 */
final class EventReader {

    /** The keys of an event, in their order. */
    private enum Attribute {
        SPECVERSION,
        ID,
        SOURCE,
        TYPE,
        SUBJECT,
        TIME,
        SEQUENCE,
        PARTITIONKEY,
        CORRELATIONID,
        DATACONTENTTYPE,
        DATASCHEMA,
        DATA;

        private final String wireName = name().toLowerCase(Locale.ROOT);

        String wireName() {
            return wireName;
        }
    }

    private static final Attribute[] ATTRIBUTES = Attribute.values();
    private static final Names<Attribute> ATTRIBUTE_NAMES = new Names<>(List.of(ATTRIBUTES), Attribute::wireName);
    private static final Names<Field> FIELD_NAMES = new Names<>(List.of(Field.values()), Field::wireName);
    private static final Names<Type> TYPE_NAMES =
            new Names<>(List.of(Type.values()), type -> Type.PREFIX + type.wireName());
    private static final byte[] VERSION = "1.0".getBytes(US_ASCII);
    private static final byte[] JSON = "application/json".getBytes(US_ASCII);
    private static final byte[][] SUBJECTS = new byte[Type.Key.values().length][];
    private static final byte[][] SCHEMAS = new byte[Type.values().length][];
    private static final String[] SUBJECT_EXPECTED = new String[SUBJECTS.length];
    private static final String[] SCHEMA_EXPECTED = new String[SCHEMAS.length];
    private static final long LINE_FIELDS =
            Field.set(Field.ORDER_ITEM_ID, Field.PRODUCT_ID, Field.QUANTITY, Field.UNIT_PRICE, Field.TOTAL);

    static {
        for (Type.Key key : Type.Key.values()) {
            SUBJECTS[key.ordinal()] = (key.noun() + "/").getBytes(US_ASCII);
            SUBJECT_EXPECTED[key.ordinal()] = key.noun() + "/ and a UUID";
        }
        for (Type type : Type.values()) {
            String schema = "/schemas/" + type.wireName() + "/v";
            SCHEMAS[type.ordinal()] = schema.getBytes(US_ASCII);
            SCHEMA_EXPECTED[type.ordinal()] = schema + " and a number";
        }
    }

    private final JsonScanner scanner = new JsonScanner();
    private final Forms forms;
    private final Event event;
    private final Event line = new Event();
    private final int[] starts = new int[ATTRIBUTES.length];
    private final int[] stops = new int[ATTRIBUTES.length];
    private byte[] bytes = {};

    /** @param event is filled anew by each {@link #read} */
    EventReader(Event event, int decimals) {
        this.event = event;
        this.forms = new Forms(decimals);
    }

    void read(byte[] from, int start, int end) {
        bytes = from;
        event.clear(from);
        scanner.begin(from, start, end);
        scanner.take('{');
        int next = 0;
        if (!scanner.takes('}')) {
            do {
                next = attribute(next);
            } while (scanner.takes(','));
            scanner.take('}');
        }
        scanner.end();
        if (next < ATTRIBUTES.length) {
            event.faultInEnvelope("the key " + ATTRIBUTES[next].wireName() + " is missing");
        }
        if (event.envelopeFault == null) {
            judgeEnvelope();
            if (event.type != null && event.dataFault == null) {
                judgeData(event.type);
            }
        }
    }

    /**
     * Takes one key and its value.
     *
     * @return the key that should come next
     */
    private int attribute(int expected) {
        scanner.string();
        Attribute attribute = ATTRIBUTE_NAMES.find(bytes, scanner.start(), scanner.stop());
        String name = attribute == null ? scanner.text() : attribute.wireName();
        scanner.take(':');
        int next = expected;
        if (attribute == Attribute.DATACONTENTTYPE && next == Attribute.CORRELATIONID.ordinal()) {
            stops[next] = 0;
            next++;
        }
        if (attribute == null || next == ATTRIBUTES.length || attribute != ATTRIBUTES[next]) {
            event.faultInEnvelope("key " + name + ", expected "
                    + (next == ATTRIBUTES.length ? "the end" : ATTRIBUTES[next].wireName()));
            scanner.skip();
            return attribute == null ? next : Math.max(next, attribute.ordinal() + 1);
        }
        if (attribute == Attribute.DATA) {
            data();
        } else if (scanner.peek() == '"') {
            scanner.string();
            starts[next] = scanner.start();
            stops[next] = scanner.stop();
            if (attribute == Attribute.TYPE) {
                event.type = TYPE_NAMES.find(bytes, scanner.start(), scanner.stop());
            }
        } else {
            event.faultInEnvelope("the value of " + name + " is no string");
            scanner.skip();
        }
        return next + 1;
    }

    private void judgeEnvelope() {
        if (event.type == null) {
            event.faultInEnvelope("type " + text(Attribute.TYPE) + ", expected dev.faux. and the name of an event");
        } else {
            judgeEnvelope(event.type);
        }
        expect(Attribute.SPECVERSION, is(Attribute.SPECVERSION, VERSION), "1.0");
        expect(Attribute.DATACONTENTTYPE, is(Attribute.DATACONTENTTYPE, JSON), "application/json");
        expect(
                Attribute.TIME,
                forms.instant(bytes, start(Attribute.TIME), stop(Attribute.TIME)),
                "RFC 3339 UTC with three decimals");
        event.time = forms.value;
        expect(
                Attribute.SEQUENCE,
                forms.sequence(bytes, start(Attribute.SEQUENCE), stop(Attribute.SEQUENCE)),
                "20 digits, from 1 on");
        event.position = forms.value;
        expect(Attribute.ID, forms.uuid(bytes, start(Attribute.ID), stop(Attribute.ID)), "a UUID");
        event.idHigh = forms.high;
        event.idLow = forms.low;
        if (stops[Attribute.CORRELATIONID.ordinal()] > 0) {
            boolean isUuid = forms.uuid(bytes, start(Attribute.CORRELATIONID), stop(Attribute.CORRELATIONID));
            expect(Attribute.CORRELATIONID, isUuid, "a UUID");
            event.correlation = new UUID(forms.high, forms.low);
        }
        if (!equal(Attribute.SOURCE, event.source)) {
            event.source = text(Attribute.SOURCE);
        }
    }

    private void judgeEnvelope(Type type) {
        byte[] subject = SUBJECTS[type.key().ordinal()];
        int slash = start(Attribute.SUBJECT) + subject.length;
        boolean isUuid = startsWith(Attribute.SUBJECT, subject) && forms.uuid(bytes, slash, stop(Attribute.SUBJECT));
        expect(Attribute.SUBJECT, isUuid, SUBJECT_EXPECTED[type.key().ordinal()]);
        Field key = type.key().id();
        if (isUuid && event.dataFault == null && event.has(key)) {
            boolean same = event.values[key.ordinal()] == forms.high && event.lows[key.ordinal()] == forms.low;
            expect(Attribute.SUBJECT, same, "the id in its data");
        }
        boolean sameKey = isUuid
                && Arrays.equals(
                        bytes,
                        slash,
                        stop(Attribute.SUBJECT),
                        bytes,
                        start(Attribute.PARTITIONKEY),
                        stop(Attribute.PARTITIONKEY));
        expect(Attribute.PARTITIONKEY, sameKey, "the id of its subject");
        byte[] schema = SCHEMAS[type.ordinal()];
        expect(
                Attribute.DATASCHEMA,
                startsWith(Attribute.DATASCHEMA, schema) && isVersion(schema.length),
                SCHEMA_EXPECTED[type.ordinal()]);
    }

    private boolean isVersion(int length) {
        int from = start(Attribute.DATASCHEMA) + length;
        for (int i = from; i < stop(Attribute.DATASCHEMA); i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return from < stop(Attribute.DATASCHEMA) && bytes[from] != '0';
    }

    private void data() {
        if (scanner.peek() != '{') {
            event.faultInData("data is no object");
            scanner.skip();
            return;
        }
        fields(event);
    }

    private void fields(Event into) {
        scanner.take('{');
        if (scanner.takes('}')) {
            return;
        }
        do {
            scanner.string();
            Field field = FIELD_NAMES.find(bytes, scanner.start(), scanner.stop());
            scanner.take(':');
            if (field == null) {
                scanner.skip();
            } else {
                if (into.has(field)) {
                    event.faultInData(field.wireName() + " is there twice");
                }
                into.present |= field.bit();
                value(field, into);
            }
        } while (scanner.takes(','));
        scanner.take('}');
    }

    private void value(Field field, Event into) {
        int index = field.ordinal();
        boolean fits = fits(field, into);
        into.values[index] = field.form() == Form.ID ? forms.high : forms.value;
        into.lows[index] = forms.low;
        if (!fits) {
            event.faultInData(field.wireName() + " is no " + field.form().noun());
        }
    }

    private boolean fits(Field field, Event into) {
        int next = scanner.peek();
        if (next == '"') {
            scanner.string();
            return fits(field, into, scanner.start(), scanner.stop());
        }
        if (next == '[' && field.form() == Form.COUNT_OR_LINES && into == event) {
            return lines();
        }
        if ((next == '-' || next >= '0' && next <= '9') && scanner.integer()) {
            forms.value = scanner.value();
            return field.form() == Form.COUNT_OR_LINES || field.form() == Form.NUMBER;
        }
        if (next != '-' && (next < '0' || next > '9')) {
            scanner.skip();
        }
        return false;
    }

    private boolean fits(Field field, Event into, int start, int stop) {
        int index = field.ordinal();
        into.starts[index] = start;
        into.stops[index] = stop;
        into.texts[index] = scanner.escaped() ? scanner.text() : null;
        return switch (field.form()) {
            case ID -> forms.uuid(bytes, start, stop);
            case MONEY -> forms.money(bytes, start, stop);
            case TIME -> forms.instant(bytes, start, stop);
            case DATE -> forms.date(bytes, start, stop);
            case TEXT -> true;
            case NUMBER, COUNT_OR_LINES -> false;
        };
    }

    private boolean lines() {
        scanner.take('[');
        if (scanner.takes(']')) {
            return true;
        }
        do {
            line.clear(bytes);
            if (scanner.peek() != '{') {
                event.faultInData("items hold something that is no object");
                scanner.skip();
            } else {
                fields(line);
                if ((LINE_FIELDS & ~line.present) != 0) {
                    event.faultInData("an item has no "
                            + Field.first(LINE_FIELDS & ~line.present).wireName());
                }
                event.items.add(new Item(line));
            }
        } while (scanner.takes(','));
        scanner.take(']');
        forms.value = event.items.size();
        return true;
    }

    private void judgeData(Type type) {
        long missing = type.required() & ~event.present;
        if (missing != 0) {
            event.faultInData(Field.first(missing).wireName() + " is missing");
        } else if (type == Type.ORDER_PLACED && event.items.isEmpty()) {
            event.faultInData("items is empty, expected the lines of the order");
        } else if (event.has(Field.QUANTITY) && event.number(Field.QUANTITY) < 1) {
            event.faultInData("quantity is " + event.number(Field.QUANTITY) + ", expected 1 or more");
        }
    }

    private void expect(Attribute attribute, boolean fits, String expected) {
        if (!fits) {
            event.faultInEnvelope(attribute.wireName() + " is " + text(attribute) + ", expected " + expected);
        }
    }

    private boolean is(Attribute attribute, byte[] expected) {
        return Arrays.equals(bytes, start(attribute), stop(attribute), expected, 0, expected.length);
    }

    private boolean startsWith(Attribute attribute, byte[] expected) {
        int from = start(attribute);
        return stop(attribute) - from >= expected.length
                && Arrays.equals(bytes, from, from + expected.length, expected, 0, expected.length);
    }

    private boolean equal(Attribute attribute, String expected) {
        int from = start(attribute);
        if (stop(attribute) - from != expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (bytes[from + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int start(Attribute attribute) {
        return starts[attribute.ordinal()];
    }

    private int stop(Attribute attribute) {
        return stops[attribute.ordinal()];
    }

    private String text(Attribute attribute) {
        return new String(bytes, start(attribute), stop(attribute) - start(attribute), UTF_8);
    }
}
