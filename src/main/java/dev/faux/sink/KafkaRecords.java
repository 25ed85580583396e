package dev.faux.sink;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Route;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a batch comes to in Kafka: the events that are wanted, spoilt if that is wanted, and those whom they are about as they stand
 * then. For one thread; what it has made has to be written, or it has to be made anew.
 */
final class KafkaRecords {

    private final KafkaTopics topics;
    private final Route route;
    private final @Nullable Mangler mangler;
    private final @Nullable KafkaStates states;

    KafkaRecords(KafkaTopics topics, Route route, @Nullable Mangler mangler, @Nullable KafkaStates states) {
        this.topics = topics;
        this.route = route;
        this.mangler = mangler;
        this.states = states;
    }

    Stream<ProducerRecord<byte[], byte[]>> of(Batch batch, Checkpoint reached, Instant now) {
        KafkaEvents events = new KafkaEvents(topics, now);
        Stream<ProducerRecord<byte[], byte[]>> records = IntStream.range(0, batch.size())
                .boxed()
                .mapMulti((i, out) -> {
                    if (route.wants(batch, i, reached.since())) {
                        deliver(batch, i, events, out);
                    }
                    if (states != null) {
                        states.take(batch, i, out);
                    }
                });
        return reached.count() == route.limit() ? Stream.concat(records, heldBack(events)) : records;
    }

    private void deliver(Batch batch, int index, KafkaEvents events, Consumer<ProducerRecord<byte[], byte[]>> records) {
        if (mangler == null) {
            records.accept(events.record(batch, index));
            return;
        }
        Dirt dirt = mangler.take(batch, index, letter -> records.accept(events.record(letter)));
        if (dirt != null) {
            records.accept(events.answer(batch, index, dirt));
        }
    }

    private Stream<ProducerRecord<byte[], byte[]>> heldBack(KafkaEvents events) {
        return Stream.ofNullable(mangler)
                .mapMulti((each, out) -> each.releaseAll(letter -> out.accept(events.record(letter))));
    }
}
