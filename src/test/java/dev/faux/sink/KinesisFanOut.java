package dev.faux.sink;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** A reader who is given what comes, by HTTP/2, instead of asking for it. */
final class KinesisFanOut implements AutoCloseable {

    private static final String NAME = "reader";

    private final KinesisAsyncClient client;
    private final String prefix;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private CompletableFuture<Void> subscription = new CompletableFuture<>();

    KinesisFanOut(URI endpoint, String prefix) {
        this.prefix = prefix;
        client = KinesisAsyncClient.builder()
                .endpointOverride(endpoint)
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP2))
                .build();
    }

    /** To the first shard of a stream, from its first record on. */
    void subscribe(String stream) {
        String arn = client.describeStreamSummary(request -> request.streamName(prefix + '-' + stream))
                .join()
                .streamDescriptionSummary()
                .streamARN();
        String consumer = client.registerStreamConsumer(
                        request -> request.streamARN(arn).consumerName(NAME))
                .join()
                .consumer()
                .consumerARN();
        await().until(() -> client.describeStreamConsumer(request -> request.consumerARN(consumer))
                        .join()
                        .consumerDescription()
                        .consumerStatus()
                == ConsumerStatus.ACTIVE);
        String shard = client.listShards(request -> request.streamARN(arn))
                .join()
                .shards()
                .getFirst()
                .shardId();
        subscription = client.subscribeToShard(
                request -> request.consumerARN(consumer)
                        .shardId(shard)
                        .startingPosition(StartingPosition.builder()
                                .type(ShardIteratorType.TRIM_HORIZON)
                                .build()),
                SubscribeToShardResponseHandler.builder()
                        .subscriber(event -> ((SubscribeToShardEvent) event)
                                .records()
                                .forEach(record ->
                                        lines.add(record.data().asUtf8String().stripTrailing())))
                        .build());
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        subscription.cancel(true);
        client.close();
    }
}
