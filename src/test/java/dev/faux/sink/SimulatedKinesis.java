package dev.faux.sink;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * A stream of Kinesis that is only played, by the clock of a scheduler, to inject faults: each shard takes what its quota says and a second's worth at
 * once; entries fail at random, and calls after they were stored. It keeps nothing but what tells whether all came, and in order:
 * the n-th record of a key says n.
 */
final class SimulatedKinesis implements KinesisSender.Stream {

    private static final BigInteger HASHES = BigInteger.ONE.shiftLeft(128);

    private final Scheduler clock;
    private final Random random;
    private final double[] quotas;
    private final double[] left;
    private final List<Shard> shards = new ArrayList<>();
    private final Map<String, Integer> shardOf = new HashMap<>();
    private final Map<String, Integer> last = new HashMap<>();
    private long refilled;
    double failingEntries;
    double failingCalls;
    long stored;
    long repeated;
    long outOfOrder;
    long refused;
    long entries;
    long requests;
    int mostRecords;
    long sameKeyTwice;
    final long[] storedIn;

    /** @param quotas in records a second, of each shard */
    SimulatedKinesis(Scheduler clock, long seed, double... quotas) {
        this.clock = clock;
        this.quotas = quotas;
        left = quotas.clone();
        storedIn = new long[quotas.length];
        random = new Random(seed);
        BigInteger width = HASHES.divide(BigInteger.valueOf(quotas.length));
        for (int i = 0; i < quotas.length; i++) {
            BigInteger from = width.multiply(BigInteger.valueOf(i));
            BigInteger to =
                    i == quotas.length - 1 ? HASHES.subtract(BigInteger.ONE) : from.add(width.subtract(BigInteger.ONE));
            int number = i;
            shards.add(Shard.builder()
                    .shardId("shard-" + number)
                    .hashKeyRange(
                            range -> range.startingHashKey(from.toString()).endingHashKey(to.toString()))
                    .sequenceNumberRange(range -> range.startingSequenceNumber("1"))
                    .build());
        }
    }

    @Override
    public Mono<List<Shard>> shards() {
        return Mono.just(shards);
    }

    List<Shard> allShards() {
        return shards;
    }

    int shardOf(String key) {
        return shardOf.computeIfAbsent(key, each -> {
            try {
                byte[] digest = MessageDigest.getInstance("MD5").digest(each.getBytes(StandardCharsets.UTF_8));
                return new BigInteger(1, digest)
                        .multiply(BigInteger.valueOf(quotas.length))
                        .shiftRight(128)
                        .intValue();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public Mono<PutRecordsResponse> put(List<PutRecordsRequestEntry> records) {
        return Mono.defer(() -> {
            Duration there = Duration.ofMillis(2 + random.nextInt(10));
            Duration back = Duration.ofMillis(2 + random.nextInt(10));
            return Mono.delay(there, clock)
                    .then(Mono.defer(() -> take(records)))
                    .delayElement(back, clock);
        });
    }

    private Mono<PutRecordsResponse> take(List<PutRecordsRequestEntry> records) {
        refill();
        requests++;
        entries += records.size();
        mostRecords = Math.max(mostRecords, records.size());
        List<PutRecordsResultEntry> results = new ArrayList<>(records.size());
        int failed = 0;
        Set<String> keys = new HashSet<>();
        for (PutRecordsRequestEntry record : records) {
            sameKeyTwice += keys.add(record.partitionKey()) ? 0 : 1;
            PutRecordsResultEntry result = take(record);
            failed += result.errorCode() == null ? 0 : 1;
            results.add(result);
        }
        if (failingCalls > 0 && random.nextDouble() < failingCalls) {
            return Mono.error(KinesisException.builder()
                    .message("we are sorry")
                    .statusCode(500)
                    .build());
        }
        return Mono.just(PutRecordsResponse.builder()
                .failedRecordCount(failed)
                .records(results)
                .build());
    }

    private PutRecordsResultEntry take(PutRecordsRequestEntry record) {
        if (failingEntries > 0 && random.nextDouble() < failingEntries) {
            return PutRecordsResultEntry.builder().errorCode("InternalFailure").build();
        }
        int shard = shardOf(record.partitionKey());
        if (left[shard] < 1) {
            refused++;
            return PutRecordsResultEntry.builder()
                    .errorCode("ProvisionedThroughputExceededException")
                    .build();
        }
        left[shard]--;
        keep(record, shard);
        return PutRecordsResultEntry.builder()
                .shardId("shard-" + shard)
                .sequenceNumber("1")
                .build();
    }

    private void keep(PutRecordsRequestEntry record, int shard) {
        int number = Integer.parseInt(record.data().asUtf8String());
        int before = last.getOrDefault(record.partitionKey(), 0);
        if (number <= before) {
            repeated++;
            return;
        }
        outOfOrder += number == before + 1 ? 0 : 1;
        last.put(record.partitionKey(), number);
        stored++;
        storedIn[shard]++;
    }

    private void refill() {
        long now = clock.now(TimeUnit.MILLISECONDS);
        double seconds = (now - refilled) / 1e3;
        refilled = now;
        for (int i = 0; i < left.length; i++) {
            left[i] = Math.min(quotas[i], left[i] + quotas[i] * seconds);
        }
    }
}
