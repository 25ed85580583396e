package dev.faux.sink;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/** The records of one key that are not in yet, the oldest first; only that one may be on the way. For one thread. */
final class KinesisLane implements Comparable<KinesisLane> {

    /** What was given to be sent together. */
    static final class Load {

        private final MonoSink<Void> sink;
        private int left;
        private volatile boolean isUnwanted;

        Load(int left, MonoSink<Void> sink) {
            this.left = left;
            this.sink = sink.onCancel(() -> isUnwanted = true);
        }

        /** One of them is in; whether all are. */
        boolean isIn() {
            left--;
            if (left == 0) {
                sink.success();
            }
            return left == 0;
        }

        void fail(Throwable failure) {
            if (!isUnwanted) {
                sink.error(failure);
            }
        }
    }

    /**
     * @param number tells it from the others of one reader, and which of two comes first
     * @param size of key and data in bytes
     */
    record Item(long number, PutRecordsRequestEntry entry, int size, Load load) {}

    final KinesisShards.Hash hash;
    KinesisShards.Open shard;

    /** How often the oldest record did not get in. */
    int failures;

    /** When the oldest record may be sent again, in milliseconds. */
    long due;

    private final Deque<Item> items = new ArrayDeque<>(4);

    KinesisLane(KinesisShards.Hash hash, KinesisShards.Open shard) {
        this.hash = hash;
        this.shard = shard;
    }

    /** @return whether it is the only one */
    boolean add(Item item) {
        items.add(item);
        return items.size() == 1;
    }

    Item oldest() {
        return items.element();
    }

    /** Its oldest record is in; the one after it, or null. */
    @Nullable
    Item next() {
        items.remove();
        failures = 0;
        return items.peek();
    }

    @Override
    public int compareTo(KinesisLane other) {
        return Long.compare(oldest().number, other.oldest().number);
    }
}
