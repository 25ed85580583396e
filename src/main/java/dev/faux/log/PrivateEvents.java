package dev.faux.log;

import dev.faux.shop.EventType;
import dev.faux.shop.Id;
import dev.faux.shop.Id.Kind;
import dev.faux.shop.Privacy;
import dev.faux.shop.Uuids;
import java.io.ByteArrayOutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events with their personal data as a {@link Privacy} shows them; all else stays as it is. For one thread. */
public final class PrivateEvents {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Of what tells something of a person. */
    private static final Set<EventType> PERSONAL = EnumSet.of(
            EventType.CUSTOMER_INTRODUCED,
            EventType.CUSTOMER_REGISTERED,
            EventType.CUSTOMER_UPDATED,
            EventType.ORDER_PLACED);

    private static final List<String> PERSONAL_NAMES = PERSONAL.stream()
            .map(type -> "\"type\":\"dev.faux." + type.wireName() + '"')
            .toList();

    private final Privacy privacy;
    private final long seed;
    private final Uuids uuids;
    private final Envelope envelope = new Envelope();

    /** @param seed of the history */
    public PrivateEvents(Privacy privacy, long seed) {
        this.privacy = privacy;
        this.seed = seed;
        uuids = new Uuids(seed);
    }

    public Privacy privacy() {
        return privacy;
    }

    /** An event as its line. */
    public String of(String line) {
        if (privacy == Privacy.FULL || PERSONAL_NAMES.stream().noneMatch(line::contains)) {
            return line;
        }
        ObjectNode event = (ObjectNode) JSON.readTree(line);
        show((ObjectNode) event.get("data"));
        return JSON.writeValueAsString(event);
    }

    public Batch of(Batch batch) {
        if (privacy == Privacy.FULL) {
            return batch;
        }
        int count = batch.size();
        Columns columns = Columns.of(count);
        ByteArrayOutputStream lines = new ByteArrayOutputStream(batch.length());
        for (int i = 0; i < count; i++) {
            write(batch, i, lines);
            columns.ends()[i] = lines.size();
            columns.times()[i] = batch.time(i);
            columns.types()[i] = (byte) batch.type(i).ordinal();
            columns.customers()[i] = batch.customer(i);
            columns.digests()[i] = batch.digest(i);
        }
        return new Batch(batch.first(), count, lines.toByteArray(), columns, 0);
    }

    private void write(Batch batch, int index, ByteArrayOutputStream lines) {
        int start = batch.start(index);
        int end = batch.end(index);
        if (!PERSONAL.contains(batch.type(index))) {
            lines.write(batch.bytes(), start, end - start);
            return;
        }
        envelope.read(batch, index);
        byte[] data = envelope.data();
        int dataEnd = end - 2;
        lines.write(batch.bytes(), start, dataEnd - data.length - start);
        ObjectNode told = (ObjectNode) JSON.readTree(data);
        show(told);
        lines.writeBytes(JSON.writeValueAsBytes(told));
        lines.write(batch.bytes(), dataEnd, end - dataEnd);
    }

    private void show(ObjectNode told) {
        Id customer =
                uuids.parse(Kind.CUSTOMER, UUID.fromString(told.get("user_id").asString()));
        show(told, customer == null ? 0 : customer.number());
    }

    private void show(ObjectNode told, long customer) {
        for (String field : told.propertyNames()) {
            JsonNode value = told.get(field);
            if (value.isString()) {
                told.put(field, privacy.text(seed, field, value.asString(), customer));
            } else if (value.isBoolean()) {
                told.put(field, privacy.flag(field, value.asBoolean(), customer));
            }
            for (JsonNode each : value) {
                if (each instanceof ObjectNode object) {
                    show(object, customer);
                }
            }
        }
    }
}
