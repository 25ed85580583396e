package dev.faux.sink;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** The open shards of a stream, and which of them a key belongs to: as AWS does it, by its MD5. For one thread. */
final class KinesisShards {

    private final List<Open> open = new ArrayList<>();
    private final MessageDigest md5;

    /** One that takes records, with those who may send it one, the oldest record first. */
    static final class Open {

        private final String id;
        private final Hash first;
        final KinesisQuota quota;
        final PriorityQueue<KinesisLane> ready = new PriorityQueue<>();

        private Open(String id, Hash first, KinesisQuota quota) {
            this.id = id;
            this.first = first;
            this.quota = quota;
        }

        String id() {
            return id;
        }
    }

    /** 128 bits without a sign. */
    record Hash(long high, long low) implements Comparable<Hash> {

        private static Hash of(String decimal) {
            BigInteger number = new BigInteger(decimal);
            return new Hash(number.shiftRight(Long.SIZE).longValue(), number.longValue());
        }

        @Override
        public int compareTo(Hash other) {
            int order = Long.compareUnsigned(high, other.high);
            return order != 0 ? order : Long.compareUnsigned(low, other.low);
        }
    }

    /** @param before of which those who are open still keep what was learnt of them; their lanes are for the caller to move */
    KinesisShards(List<Shard> all, @Nullable KinesisShards before, long now) {
        Map<String, KinesisQuota> known = new HashMap<>();
        if (before != null) {
            before.open.forEach(each -> known.put(each.id, each.quota));
        }
        for (Shard each : all) {
            if (each.sequenceNumberRange().endingSequenceNumber() == null) {
                KinesisQuota quota = known.get(each.shardId());
                open.add(new Open(
                        each.shardId(),
                        Hash.of(each.hashKeyRange().startingHashKey()),
                        quota == null ? new KinesisQuota(now) : quota));
            }
        }
        if (open.isEmpty()) {
            throw new IllegalStateException("no shard is open");
        }
        open.sort(Comparator.comparing(each -> each.first));
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Open> open() {
        return open;
    }

    Hash hash(String key) {
        ByteBuffer digest = ByteBuffer.wrap(md5.digest(key.getBytes(StandardCharsets.UTF_8)));
        return new Hash(digest.getLong(), digest.getLong());
    }

    Open of(Hash hash) {
        int low = 0;
        int high = open.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (open.get(middle).first.compareTo(hash) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return open.get(low);
    }
}
