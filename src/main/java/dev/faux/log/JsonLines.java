package dev.faux.log;

import static dev.faux.log.TextBuffer.ascii;

import dev.faux.shop.EventType;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import java.util.List;

/** Writes occurrences as CloudEvents 1.0 in structured JSON, one line each, into {@link Batch}es. For one thread. */
public final class JsonLines {

    /** Room for everything but the data. */
    private static final int ENVELOPE = 1024;

    private static final byte[] BEGIN = ascii("{\"specversion\":\"1.0\",\"id\":\"");
    private static final byte[] TIME = ascii("\",\"time\":\"");
    private static final byte[] SEQUENCE = ascii("\",\"sequence\":\"");
    private static final byte[] PARTITION_KEY = ascii("\",\"partitionkey\":\"");
    private static final byte[] CORRELATION = ascii("\",\"correlationid\":\"");
    private static final byte[] SHOP = ascii("shop");
    private static final byte[] END = ascii("}}\n");

    /** By type and by kind: what stands between the changing parts. */
    private static final byte[][] HEADS = new byte[EventType.values().length][];

    private static final byte[][] TAILS = new byte[EventType.values().length][];
    private static final byte[][] SUBJECTS = new byte[Kind.values().length][];

    static {
        for (EventType type : EventType.values()) {
            HEADS[type.ordinal()] = ascii("\",\"type\":\"dev.faux." + type.wireName() + "\",\"subject\":\"");
            TAILS[type.ordinal()] = ascii("\",\"datacontenttype\":\"application/json\",\"dataschema\":\"/schemas/"
                    + type.wireName() + "/v1\",\"data\":{");
        }
        for (Kind kind : Kind.values()) {
            SUBJECTS[kind.ordinal()] = ascii(kind.noun() + "/");
        }
    }

    private final byte[] source;
    private final JsonBuffer out;
    private Columns columns = Columns.of(0);

    public JsonLines(History history) {
        source = ascii("\",\"source\":\"/faux/" + history.id());
        out = new JsonBuffer(history);
    }

    /** Writes consecutive occurrences; at least one. */
    public Batch encode(List<Occurrence> occurrences) {
        return lend(occurrences).copy();
    }

    /** As {@link #encode}, but it is only lent: it changes when the next occurrences are written. */
    public Batch lend(List<Occurrence> occurrences) {
        int count = occurrences.size();
        if (columns.room() < count) {
            columns = Columns.of(count);
        }
        out.clear();
        for (int i = 0; i < count; i++) {
            Occurrence occurrence = occurrences.get(i);
            write(occurrence);
            columns.set(i, out.size(), occurrence);
        }
        return new Batch(occurrences.getFirst().position(), count, out.bytes(), columns, 0);
    }

    private void write(Occurrence occurrence) {
        int type = occurrence.event().type().ordinal();
        Id key = occurrence.event().key();
        Id correlation = occurrence.correlation();
        out.room(ENVELOPE);
        out.bytes(BEGIN);
        out.uuidOnce(new Id(Kind.EVENT, occurrence.position(), occurrence.at()));
        out.bytes(source);
        out.bytes(HEADS[type]);
        out.bytes(SUBJECTS[key.kind().ordinal()]);
        key(key);
        out.bytes(TIME);
        out.instant(occurrence.at());
        out.bytes(SEQUENCE);
        out.sequence(occurrence.position());
        out.bytes(PARTITION_KEY);
        key(key);
        if (correlation != null) {
            out.bytes(CORRELATION);
            out.uuid(correlation);
        }
        out.bytes(TAILS[type]);
        out.beginObject();
        occurrence.event().describe(out);
        out.room(END.length);
        out.bytes(END);
    }

    /** There is one shop: it needs no id. */
    private void key(Id key) {
        if (key.kind() == Kind.SHOP) {
            out.bytes(SHOP);
        } else {
            out.uuid(key);
        }
    }
}
