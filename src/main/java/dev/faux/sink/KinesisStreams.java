package dev.faux.sink;

import dev.faux.shop.EventType;
import dev.faux.shop.EventType.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** The streams of one sink: what they are called, how they are made, and how they are written to. */
final class KinesisStreams {

    private static final Duration SOON = Duration.ofMillis(200);
    private static final int OFTEN = 150;

    private final KinesisAsyncClient client;
    private final String prefix;
    private final List<String> all;

    /** By type. */
    private final String[] names;

    /** @param isMangled whether there is one for what is spoilt on purpose */
    KinesisStreams(KinesisAsyncClient client, String prefix, boolean isMangled) {
        this.client = client;
        this.prefix = prefix;
        names = new String[EventType.values().length];
        for (EventType type : EventType.values()) {
            names[type.ordinal()] = name(type.topic());
        }
        all = Stream.concat(
                        Stream.of(Topic.values()).map(this::name), isMangled ? Stream.of(mangled()) : Stream.empty())
                .toList();
    }

    private String name(Topic topic) {
        return prefix + "-" + topic.name().toLowerCase(Locale.ROOT) + "-v1";
    }

    String of(EventType type) {
        return names[type.ordinal()];
    }

    /** What was spoilt on purpose, event by event. */
    String mangled() {
        return prefix + "-mangled-v1";
    }

    List<String> all() {
        return all;
    }

    /**
     * Completes when all of them can be written to; those that are missing are made, if that is allowed.
     *
     * @param shards how many one is made with, or null where it may not be made
     */
    Mono<Void> make(@Nullable Integer shards) {
        return Flux.fromIterable(all)
                .concatMap(name -> isThere(name)
                        .onErrorResume(
                                ResourceNotFoundException.class,
                                missing -> shards == null ? Mono.error(new MissingStream(name)) : create(name, shards))
                        .filter(isThere -> isThere)
                        .repeatWhenEmpty(OFTEN, again -> again.delayElements(SOON)))
                .then();
    }

    private Mono<Boolean> isThere(String name) {
        return asked(() -> client.describeStreamSummary(request -> request.streamName(name)))
                .map(told -> told.streamDescriptionSummary().streamStatus())
                .map(status -> status == StreamStatus.ACTIVE || status == StreamStatus.UPDATING);
    }

    private Mono<Boolean> create(String name, int shards) {
        return asked(() ->
                        client.createStream(request -> request.streamName(name).shardCount(shards)))
                .thenReturn(false)
                // Somebody else was as quick.
                .onErrorReturn(ResourceInUseException.class, false);
    }

    /** The shards of each of them, open or not. */
    Mono<Map<String, List<Shard>>> shards() {
        return Flux.fromIterable(all)
                .concatMap(name -> stream(name).shards().map(shards -> Map.entry(name, shards)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** One of them, to be written to. */
    KinesisSender.Stream stream(String name) {
        return new KinesisSender.Stream() {

            @Override
            public Mono<PutRecordsResponse> put(List<PutRecordsRequestEntry> entries) {
                return asked(() ->
                        client.putRecords(request -> request.streamName(name).records(entries)));
            }

            @Override
            public Mono<List<Shard>> shards() {
                return shards(ListShardsRequest.builder().streamName(name).build())
                        .expand(page -> page.nextToken() == null
                                ? Mono.empty()
                                : shards(ListShardsRequest.builder()
                                        .nextToken(page.nextToken())
                                        .build()))
                        .flatMapIterable(ListShardsResponse::shards)
                        .collectList();
            }

            private Mono<ListShardsResponse> shards(ListShardsRequest request) {
                return asked(() -> client.listShards(request));
            }
        };
    }

    private <T> Mono<T> asked(Supplier<CompletableFuture<T>> question) {
        // It may block while it is found out who asks.
        return Mono.fromFuture(question).subscribeOn(Schedulers.boundedElastic());
    }

    /** A stream is not there. */
    static final class MissingStream extends RuntimeException {

        MissingStream(String name) {
            super("the stream " + name + " is missing; make it, or allow it with create-streams: true");
        }
    }
}
