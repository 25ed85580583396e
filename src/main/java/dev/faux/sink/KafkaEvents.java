package dev.faux.sink;

import static dev.faux.log.Envelope.Attribute.CORRELATIONID;
import static dev.faux.log.Envelope.Attribute.DATACONTENTTYPE;
import static dev.faux.log.Envelope.Attribute.PARTITIONKEY;

import dev.faux.log.Batch;
import dev.faux.log.Envelope;
import dev.faux.log.Envelope.Attribute;
import dev.faux.sink.Mangler.Letter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Events as CloudEvents in Kafka's binary mode: attributes as headers, the data as value, the partition key as key, the instant at
 * which it happened as timestamp. For one thread.
 */
final class KafkaEvents {

    private static final String PREFIX = "ce_";
    private static final String RECORDED = PREFIX + "recordedtime";
    private static final String MANGLED = "faux_mangled";
    private static final String[] NAMES = names();

    private final KafkaTopics topics;
    private final Envelope envelope = new Envelope();
    private final JsonLetters letters = new JsonLetters();
    private final Header recorded;

    /** @param now when they are written, which is nothing that an event itself knows */
    KafkaEvents(KafkaTopics topics, Instant now) {
        this.topics = topics;
        String text = now.truncatedTo(ChronoUnit.MILLIS).toString();
        recorded = new RecordHeader(RECORDED, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String[] names() {
        Attribute[] attributes = Attribute.values();
        String[] names = new String[attributes.length];
        for (Attribute attribute : attributes) {
            names[attribute.ordinal()] = attribute == DATACONTENTTYPE ? "content-type" : PREFIX + attribute.wireName();
        }
        return names;
    }

    ProducerRecord<byte[], byte[]> record(Letter letter) {
        Batch batch = letter.batch();
        int index = letter.index();
        Dirt dirt = letter.dirt();
        envelope.read(batch, index);
        List<Header> headers = new ArrayList<>(NAMES.length + 2);
        for (Attribute attribute : Attribute.values()) {
            if (attribute != CORRELATIONID || envelope.has(CORRELATIONID)) {
                headers.add(new RecordHeader(NAMES[attribute.ordinal()], envelope.value(attribute)));
            }
        }
        headers.add(recorded);
        byte[] data = envelope.data();
        if (dirt != null) {
            headers.add(new RecordHeader(MANGLED, ascii(dirt.wireName())));
            data = dirt == Dirt.MALFORMED ? Arrays.copyOf(data, data.length / 2) : data;
        }
        return new ProducerRecord<>(
                topics.of(batch.type(index)), null, batch.time(index), envelope.value(PARTITIONKEY), data, headers);
    }

    /** What is done to an event: the answer to what its consumer should notice. */
    ProducerRecord<byte[], byte[]> answer(Batch batch, int index, Dirt dirt) {
        envelope.read(batch, index);
        return new ProducerRecord<>(
                topics.mangled(),
                null,
                batch.time(index),
                envelope.value(PARTITIONKEY),
                ascii(letters.told(batch, index, dirt)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
