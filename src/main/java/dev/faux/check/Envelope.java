package dev.faux.check;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;

/** The attributes of the event that is being read, as places in its line, and what they must be. For one thread. */
final class Envelope {

    /** The keys of an event, in their order. */
    enum Attribute {
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

    private static final byte[] VERSION = "1.0".getBytes(US_ASCII);
    private static final byte[] JSON = "application/json".getBytes(US_ASCII);
    private static final byte[] SHOP = "shop/".getBytes(US_ASCII);
    private static final byte[][] SUBJECTS = new byte[Type.Key.values().length][];
    private static final byte[][] SCHEMAS = new byte[Type.values().length][];
    private static final String[] SUBJECT_EXPECTED = new String[SUBJECTS.length];
    private static final String[] SCHEMA_EXPECTED = new String[SCHEMAS.length];

    static {
        for (Type.Key key : Type.Key.values()) {
            String subject = key.noun() + "/";
            boolean isOnly = key.id() == null;
            SUBJECTS[key.ordinal()] = (isOnly ? subject + key.noun() : subject).getBytes(US_ASCII);
            SUBJECT_EXPECTED[key.ordinal()] = isOnly ? subject + key.noun() : subject + " and a UUID";
        }
        for (Type type : Type.values()) {
            String schema = "/schemas/" + type.wireName() + "/v";
            SCHEMAS[type.ordinal()] = schema.getBytes(US_ASCII);
            SCHEMA_EXPECTED[type.ordinal()] = schema + " and a number";
        }
    }

    private final Event event;
    private final Forms forms;
    private final int[] starts = new int[Attribute.values().length];
    private final int[] stops = new int[Attribute.values().length];
    private byte[] bytes = {};

    Envelope(Event event, Forms forms) {
        this.event = event;
        this.forms = forms;
    }

    /** Where an attribute's value lies, without its quotes; nowhere for one that is left out. */
    void put(Attribute attribute, int start, int stop) {
        starts[attribute.ordinal()] = start;
        stops[attribute.ordinal()] = stop;
    }

    /** Notes in the event what is wrong with it, if anything is, and what it says. All keys were there, in their order. */
    void judge() {
        bytes = event.bytes;
        if (event.type == null) {
            event.faultInEnvelope("type " + text(Attribute.TYPE) + ", expected dev.faux. and the name of an event");
        } else {
            judgeOf(event.type);
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

    private void judgeOf(Type type) {
        byte[] subject = SUBJECTS[type.key().ordinal()];
        int slash = start(Attribute.SUBJECT) + subject.length;
        Field key = type.key().id();
        boolean fits = startsWith(Attribute.SUBJECT, subject)
                && (key == null ? stop(Attribute.SUBJECT) == slash : forms.uuid(bytes, slash, stop(Attribute.SUBJECT)));
        expect(Attribute.SUBJECT, fits, SUBJECT_EXPECTED[type.key().ordinal()]);
        if (fits && key != null && event.dataFault == null && event.has(key)) {
            boolean same = event.values[key.ordinal()] == forms.high && event.lows[key.ordinal()] == forms.low;
            expect(Attribute.SUBJECT, same, "the id in its data");
        }
        int id = key == null ? start(Attribute.SUBJECT) + SHOP.length : slash;
        boolean sameKey = fits
                && Arrays.equals(
                        bytes,
                        id,
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
