package dev.faux.sink;

import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** What stands in streams, as a reader of somebody else's sees it: shard by shard, those that were split or merged before what came of them. */
public final class KinesisReading implements AutoCloseable {

    private static final List<String> OF_EVENTS =
            List.of("clickstream-v1", "orders-v1", "stock-v1", "catalogue-v1", "customers-v1");

    /** An answer without records may have some after it. */
    private static final int PATIENCE = 3;

    final KinesisAsyncClient client;
    private final String prefix;

    /** @param endpoint past what is done to the sink */
    public KinesisReading(URI endpoint, String prefix) {
        this.prefix = prefix;
        client = KinesisAsyncClient.builder()
                .endpointOverride(endpoint)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
                .build();
    }

    String name(String stream) {
        return prefix + '-' + stream;
    }

    /** All lines of all streams of events, those of one key as they stand there. */
    public List<String> lines() {
        List<String> all = new ArrayList<>();
        OF_EVENTS.forEach(stream -> all.addAll(lines(stream)));
        return all;
    }

    List<String> lines(String stream) {
        List<String> lines = new ArrayList<>();
        records(stream)
                .values()
                .forEach(records -> records.forEach(
                        record -> lines.add(record.data().asUtf8String().stripTrailing())));
        return lines;
    }

    /** By shard, the oldest shard first. */
    Map<String, List<Record>> records(String stream) {
        Map<String, List<Record>> all = new LinkedHashMap<>();
        for (Shard shard : get(client.listShards(request -> request.streamName(name(stream))))
                .shards()) {
            all.put(shard.shardId(), records(stream, shard.shardId()));
        }
        return all;
    }

    private List<Record> records(String stream, String shard) {
        List<Record> all = new ArrayList<>();
        String next = get(client.getShardIterator(request -> request.streamName(name(stream))
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON)))
                .shardIterator();
        int without = 0;
        while (next != null && without < PATIENCE) {
            GetRecordsResponse page = page(next);
            all.addAll(page.records());
            without = page.records().isEmpty() ? without + 1 : 0;
            next = page.nextShardIterator();
        }
        return all;
    }

    private GetRecordsResponse page(@Nullable String iterator) {
        return get(client.getRecords(request -> request.shardIterator(iterator)));
    }

    /** Each open shard in two halves. */
    void split(String stream) {
        for (Shard shard : open(stream)) {
            BigInteger first = new BigInteger(shard.hashKeyRange().startingHashKey());
            BigInteger last = new BigInteger(shard.hashKeyRange().endingHashKey());
            BigInteger middle = first.add(last).shiftRight(1).add(BigInteger.ONE);
            change(
                    stream,
                    () -> client.splitShard(request -> request.streamName(name(stream))
                            .shardToSplit(shard.shardId())
                            .newStartingHashKey(middle.toString())));
        }
    }

    /** The first two that are open. */
    void merge(String stream) {
        List<Shard> open = open(stream);
        change(
                stream,
                () -> client.mergeShards(request -> request.streamName(name(stream))
                        .shardToMerge(open.get(0).shardId())
                        .adjacentShardToMerge(open.get(1).shardId())));
    }

    private List<Shard> open(String stream) {
        return get(client.listShards(request -> request.streamName(name(stream)))).shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .sorted(Comparator.comparing(
                        shard -> new BigInteger(shard.hashKeyRange().startingHashKey())))
                .toList();
    }

    /** One change at a time is all that a stream takes. */
    private void change(String stream, Supplier<CompletableFuture<?>> change) {
        get(change.get());
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> get(client.describeStreamSummary(request -> request.streamName(name(stream))))
                                .streamDescriptionSummary()
                                .streamStatus()
                        == StreamStatus.ACTIVE);
    }

    static <T> T get(CompletableFuture<T> answer) {
        return answer.join();
    }

    @Override
    public void close() {
        client.close();
    }
}
