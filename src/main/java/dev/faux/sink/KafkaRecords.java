package dev.faux.sink;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.sink.Mangler.Letter;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a batch comes to in Kafka: its letters, and those whom its events are about as they stand then. For one thread; what it has
 * made has to be written, or it has to be made anew.
 */
final class KafkaRecords {

    private final KafkaTopics topics;
    private final Letters letters;
    private final @Nullable KafkaStates states;

    KafkaRecords(KafkaTopics topics, Letters letters, @Nullable KafkaStates states) {
        this.topics = topics;
        this.letters = letters;
        this.states = states;
    }

    Stream<ProducerRecord<byte[], byte[]>> of(Batch batch, Checkpoint reached, Instant now) {
        KafkaEvents events = new KafkaEvents(topics, now);
        return Stream.concat(
                IntStream.range(0, batch.size()).boxed().mapMulti((i, out) -> {
                    letters.of(batch, i, reached, new Writing(events, out));
                    if (states != null) {
                        states.take(batch, i, out);
                    }
                }),
                Stream.of(reached).mapMulti((end, out) -> letters.end(end, new Writing(events, out))));
    }

    private record Writing(KafkaEvents events, Consumer<ProducerRecord<byte[], byte[]>> out) implements Letters.Post {

        @Override
        public void send(Letter letter) {
            out.accept(events.record(letter));
        }

        @Override
        public void answer(Batch batch, int index, Dirt dirt) {
            out.accept(events.answer(batch, index, dirt));
        }
    }
}
