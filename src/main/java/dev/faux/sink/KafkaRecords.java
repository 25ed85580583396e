package dev.faux.sink;

import static dev.faux.log.Envelope.Attribute.CORRELATIONID;
import static dev.faux.log.Envelope.Attribute.DATACONTENTTYPE;
import static dev.faux.log.Envelope.Attribute.PARTITIONKEY;

import dev.faux.log.Batch;
import dev.faux.log.Envelope;
import dev.faux.log.Envelope.Attribute;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Events as CloudEvents in Kafka's binary mode: attributes as headers, the data as value, the partition key as key, the instant at
 * which it happened as timestamp. For one thread.
 */
final class KafkaRecords {

    private static final String PREFIX = "ce_";
    private static final String RECORDED = PREFIX + "recordedtime";
    private static final String[] NAMES = names();

    private final KafkaTopics topics;
    private final Envelope envelope = new Envelope();

    KafkaRecords(KafkaTopics topics) {
        this.topics = topics;
    }

    private static String[] names() {
        Attribute[] attributes = Attribute.values();
        String[] names = new String[attributes.length];
        for (Attribute attribute : attributes) {
            names[attribute.ordinal()] = attribute == DATACONTENTTYPE ? "content-type" : PREFIX + attribute.wireName();
        }
        return names;
    }

    /** When a batch is written, which is nothing that an event itself knows. */
    static Header recorded(Instant now) {
        String text = now.truncatedTo(ChronoUnit.MILLIS).toString();
        return new RecordHeader(RECORDED, text.getBytes(StandardCharsets.US_ASCII));
    }

    ProducerRecord<byte[], byte[]> of(Batch batch, int index, Header recorded) {
        envelope.read(batch, index);
        List<Header> headers = new ArrayList<>(NAMES.length + 1);
        for (Attribute attribute : Attribute.values()) {
            if (attribute != CORRELATIONID || envelope.has(CORRELATIONID)) {
                headers.add(new RecordHeader(NAMES[attribute.ordinal()], envelope.value(attribute)));
            }
        }
        headers.add(recorded);
        return new ProducerRecord<>(
                topics.of(batch.type(index)),
                null,
                batch.time(index),
                envelope.value(PARTITIONKEY),
                envelope.data(),
                headers);
    }
}
