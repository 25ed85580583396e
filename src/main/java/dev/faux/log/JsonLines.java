package dev.faux.log;

import static dev.faux.log.JsonBuffer.ascii;

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
    private int[] ends = {};
    private long[] times = {};
    private byte[] types = {};
    private long[] customers = {};
    private long[] digests = {};

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
        if (ends.length < count) {
            ends = new int[count];
            times = new long[count];
            types = new byte[count];
            customers = new long[count];
            digests = new long[count];
        }
        out.clear();
        for (int i = 0; i < count; i++) {
            Occurrence occurrence = occurrences.get(i);
            write(occurrence);
            ends[i] = out.size();
            times[i] = occurrence.at();
            types[i] = (byte) occurrence.event().type().ordinal();
            Id customer = occurrence.event().customer();
            customers[i] = customer == null ? 0 : customer.number();
            digests[i] = occurrence.digest();
        }
        return new Batch(occurrences.getFirst().position(), count, out.bytes(), ends, times, types, customers, digests);
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
        out.uuid(key);
        out.bytes(TIME);
        out.instant(occurrence.at());
        out.bytes(SEQUENCE);
        out.sequence(occurrence.position());
        out.bytes(PARTITION_KEY);
        out.uuid(key);
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
}
