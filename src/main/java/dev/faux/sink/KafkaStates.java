package dev.faux.sink;

import dev.faux.log.Batch;
import dev.faux.log.Envelope;
import dev.faux.log.Envelope.Attribute;
import dev.faux.log.TypeFilter;
import dev.faux.shop.EventType;
import dev.faux.shop.EventType.Topic;
import dev.faux.sink.KafkaTopics.Entity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Customers, products and orders as they stand: a record for each change, as the pages show them, and one without a value when they
 * are gone. What an event does not tell again (a product when its price changes, an order when its status does) is kept in
 * memory, and read back from the topics after a restart. For one thread.
 */
final class KafkaStates {

    private final KafkaTopics topics;
    private final TypeFilter types;
    private final long stay;

    /** Those that are sold, and those under way. */
    private final Map<String, byte[]> products = new HashMap<>();

    private final Map<String, byte[]> orders = new HashMap<>();
    private final ArrayDeque<Ended> ended = new ArrayDeque<>();
    private final Envelope envelope = new Envelope();

    /** An order that nothing more is told of. */
    private record Ended(String order, long at) {}

    /**
     * Goes on from what is committed.
     *
     * @param types that are wanted: only what those begin is kept
     * @param stay how long an order stays after its end
     */
    KafkaStates(KafkaTopics topics, TypeFilter types, Duration stay, KafkaTail tail) {
        this.topics = topics;
        this.types = types;
        this.stay = stay.toMillis();
        products.putAll(tail.newest(topics.of(Entity.PRODUCT)));
        load(tail.newest(topics.of(Entity.ORDER)));
    }

    /** Whether there is anything to keep for those who want these types. */
    static boolean areKept(TypeFilter types) {
        return Stream.of(EventType.CUSTOMER_REGISTERED, EventType.PRODUCT_LAUNCHED, EventType.ORDER_PLACED)
                .anyMatch(types::accepts);
    }

    /** Takes in an event of a batch, and gives out what it changes. */
    void take(Batch batch, int index, Consumer<ProducerRecord<byte[], byte[]>> changes) {
        long at = batch.time(index);
        while (!ended.isEmpty() && ended.getFirst().at < at - stay) {
            changes.accept(record(Entity.ORDER, ended.removeFirst().order, at, null));
        }
        EventType type = batch.type(index);
        if (type.topic() == Topic.CUSTOMERS || type.topic() == Topic.CATALOGUE || type.topic() == Topic.ORDERS) {
            envelope.read(batch, index);
            take(type, at, changes);
        }
    }

    private void take(EventType type, long at, Consumer<ProducerRecord<byte[], byte[]>> changes) {
        switch (type) {
            case CUSTOMER_INTRODUCED, CUSTOMER_REGISTERED, CUSTOMER_UPDATED -> {
                if (types.accepts(EventType.CUSTOMER_REGISTERED)) {
                    byte[] customer = type == EventType.CUSTOMER_UPDATED
                            ? Entities.updated(envelope.data(), envelope.value(Attribute.TIME))
                            : Entities.customer(envelope.data());
                    changes.accept(record(Entity.CUSTOMER, key(), at, customer));
                }
            }
            case PRODUCT_LAUNCHED, PRODUCT_EDITED -> {
                if (types.accepts(EventType.PRODUCT_LAUNCHED)) {
                    byte[] product = Entities.product(envelope.data());
                    products.put(key(), product);
                    changes.accept(record(Entity.PRODUCT, key(), at, product));
                }
            }
            case PRICE_CHANGED -> {
                byte[] product =
                        products.computeIfPresent(key(), (key, before) -> Entities.priced(before, envelope.data()));
                if (product != null) {
                    changes.accept(record(Entity.PRODUCT, key(), at, product));
                }
            }
            case PRODUCT_RETIRED -> {
                if (products.remove(key()) != null) {
                    changes.accept(record(Entity.PRODUCT, key(), at, null));
                }
            }
            case ORDER_PLACED -> {
                if (types.accepts(EventType.ORDER_PLACED)) {
                    byte[] order = Entities.order(envelope.data());
                    orders.put(key(), order);
                    changes.accept(record(Entity.ORDER, key(), at, order));
                }
            }
            case ORDER_CONFIRMED,
                    ORDER_PREPARING,
                    ORDER_REQUEUED,
                    ORDER_READY,
                    ORDER_SHIPPED,
                    ORDER_DELIVERY_ATTEMPT_FAILED,
                    ORDER_DELIVERED,
                    ORDER_FAILED,
                    ORDER_CANCELLED -> move(at, changes);
            case WAREHOUSE_OPENED,
                    VENDOR_JOINED,
                    CATEGORY_CREATED,
                    PROMOTION_STARTED,
                    PROMOTION_ENDED,
                    INTENSITY_CHANGED,
                    SESSION_STARTED,
                    PAGE_VIEWED,
                    PRODUCT_VIEWED,
                    PRODUCT_ADDED,
                    PRODUCT_REMOVED,
                    CHECKOUT_STARTED,
                    CHECKOUT_CANCELLED,
                    CHECKOUT_FAILED,
                    PAYMENT_INFO_ENTERED,
                    SESSION_ENDED,
                    PAYMENT_AUTHORISED,
                    PAYMENT_DECLINED,
                    PAYMENT_CAPTURED,
                    PAYMENT_REFUNDED,
                    STOCK_RESERVED,
                    STOCK_DEDUCTED,
                    STOCK_RELEASED,
                    STOCK_RESTOCKED,
                    STOCK_DEPLETED,
                    RETURN_REQUESTED,
                    RETURN_RECEIVED,
                    REVIEW_POSTED,
                    TICKET_OPENED,
                    TICKET_CLOSED,
                    PRODUCTS_SEARCHED,
                    PRODUCT_ADDED_TO_WISHLIST -> {}
        }
    }

    private void move(long at, Consumer<ProducerRecord<byte[], byte[]>> changes) {
        String key = key();
        byte[] before = orders.get(key);
        if (before == null) {
            return;
        }
        byte[] order = Entities.moved(before, envelope.data(), envelope.value(Attribute.TIME));
        changes.accept(record(Entity.ORDER, key, at, order));
        if (Entities.isOver(order)) {
            orders.remove(key);
            ended.add(new Ended(key, at));
        } else {
            orders.put(key, order);
        }
    }

    private String key() {
        return new String(envelope.value(Attribute.PARTITIONKEY), StandardCharsets.US_ASCII);
    }

    private ProducerRecord<byte[], byte[]> record(Entity entity, String key, long at, byte @Nullable [] state) {
        return new ProducerRecord<>(topics.of(entity), null, at, key.getBytes(StandardCharsets.US_ASCII), state);
    }

    private void load(Map<String, byte[]> kept) {
        List<Ended> over = new ArrayList<>();
        kept.forEach((key, order) -> {
            if (Entities.isOver(order)) {
                over.add(new Ended(key, Entities.updatedAt(order).toEpochMilli()));
            } else {
                orders.put(key, order);
            }
        });
        over.sort(Comparator.comparingLong(Ended::at));
        ended.addAll(over);
    }

    /** What takes away all that is committed in the topics of states. */
    static List<ProducerRecord<byte[], byte[]>> tombstones(KafkaTopics topics, KafkaTail tail) {
        return Stream.of(Entity.values())
                .map(topics::of)
                .flatMap(topic -> tail.newest(topic).keySet().stream()
                        .map(key -> new ProducerRecord<byte[], byte[]>(
                                topic, key.getBytes(StandardCharsets.US_ASCII), null)))
                .toList();
    }
}
