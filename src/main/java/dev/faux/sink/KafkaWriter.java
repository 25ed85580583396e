package dev.faux.sink;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.TransactionManager;
import reactor.kafka.sender.internals.ProducerFactory;

/**
 * Writes to Kafka, by the sender of Reactor Kafka, which nobody else here knows. One that has failed, or was broken off, is to be
 * closed, and another one made: that gives up what was under way.
 */
final class KafkaWriter {

    /** For a broker that answers, to give up what was under way. */
    private static final Duration CLOSING = Duration.ofSeconds(2);

    /** So many records may wait for their acknowledgement that the batches of all partitions can fill. */
    private static final int IN_FLIGHT = 1 << 14;

    private final KafkaSender<byte[], byte[]> sender;
    private final boolean isTransactional;

    /**
     * Blocks until the broker has let it in, and nobody else by the same transactional id any more.
     *
     * @param told what the producer is told; with a transactional id it writes in transactions
     * @throws KafkaException where that fails
     */
    KafkaWriter(Map<String, Object> told) {
        isTransactional = told.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        sender = KafkaSender.create(
                new LetIn(producer(told)),
                SenderOptions.<byte[], byte[]>create(told)
                        .maxInFlight(IN_FLIGHT)
                        .closeTimeout(CLOSING));
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> told) {
        if (!isTransactional) {
            return new KafkaProducer<>(told);
        }
        Begun producer = new Begun(told);
        try {
            producer.begin();
            return producer;
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * The sender would begin transactions by itself, but keep a failure to do so for ever, and its threads too: so it is given a
     * producer that has begun them.
     */
    private static final class Begun extends KafkaProducer<byte[], byte[]> {

        Begun(Map<String, Object> told) {
            super(told);
        }

        void begin() {
            super.initTransactions();
        }

        @Override
        public void initTransactions() {}
    }

    private static final class LetIn extends ProducerFactory {

        private final Producer<byte[], byte[]> producer;

        LetIn(Producer<byte[], byte[]> producer) {
            this.producer = producer;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <K, V> Producer<K, V> createProducer(SenderOptions<K, V> options) {
            return (Producer<K, V>) producer;
        }
    }

    /**
     * Writes what came to pass, and then where that ends; in one transaction if there are any.
     *
     * @return completes when all of it is acknowledged, and committed
     */
    Mono<Void> write(Flux<ProducerRecord<byte[], byte[]>> events, ProducerRecord<byte[], byte[]> end) {
        return isTransactional
                ? write(events.concatWithValues(end))
                : send(events).then(send(Flux.just(end)));
    }

    /** The same for what has no end to be told. */
    Mono<Void> write(Flux<ProducerRecord<byte[], byte[]>> records) {
        if (!isTransactional) {
            return send(records);
        }
        TransactionManager transactions = sender.transactionManager();
        return transactions.begin().then(send(records)).then(transactions.commit());
    }

    private Mono<Void> send(Flux<ProducerRecord<byte[], byte[]>> records) {
        return sender.createOutbound().send(records).then();
    }

    /** Blocks, for two seconds at most. */
    void close() {
        sender.close();
    }

    /** Whether the broker takes nothing from this one any more: somebody else writes in its place, or it took too long. */
    static boolean isFenced(Throwable failure) {
        return failure instanceof ProducerFencedException
                || failure instanceof InvalidProducerEpochException
                || failure.getCause() != null && isFenced(failure.getCause());
    }
}
