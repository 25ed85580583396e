package dev.faux.sink;

import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufMono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands before a server that speaks Kinesis and does to requests what AWS may do: shards take no more than their quota, a second's
 * worth at once; entries fail; calls fail after all was stored; whoever asks is not known any more; nobody answers. It reads JSON, so
 * the clients must not speak CBOR ({@code aws.cborEnabled}).
 */
public final class KinesisProxy implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PUT = "Kinesis_20131202.PutRecords";
    private static final String TYPE = "application/x-amz-json-1.1";

    private final Random random;
    private final HttpClient client;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private DisposableServer server;

    /** Records a second, of shards that have as much of the hashes as each other; none for no bound. */
    public volatile double[] quotas = {};

    public volatile double failingEntries;
    public volatile double failingCalls;
    public volatile boolean isExpired;

    /** One full answer may not have been seen yet. */
    private static final long MOST_ANSWERED = 500;

    private long mostOnTheWay;
    private double[] left = {};
    private long refilled = System.nanoTime();

    /** What was done, and seen. */
    public final Counts counts = new Counts();

    /** Guarded by itself. */
    public static final class Counts {
        public long requests;
        public long entries;
        public long refused;
        public long failed;

        /** In calls that failed after they were stored. */
        public long storedUnseen;

        /** Entries that are on their way. */
        public long onTheWay;

        public int largest;
        public long largestBytes;
        public long sameKeyTwice;
        public long expired;
        public long[] taken = {};

        public synchronized Counts copy() {
            Counts copy = new Counts();
            copy.requests = requests;
            copy.entries = entries;
            copy.refused = refused;
            copy.failed = failed;
            copy.storedUnseen = storedUnseen;
            copy.onTheWay = onTheWay;
            copy.largest = largest;
            copy.largestBytes = largestBytes;
            copy.sameKeyTwice = sameKeyTwice;
            copy.expired = expired;
            copy.taken = taken.clone();
            return copy;
        }
    }

    static {
        System.setProperty("aws.cborEnabled", "false");
    }

    public KinesisProxy(URI behind, long seed) {
        random = new Random(seed);
        client = HttpClient.create(ConnectionProvider.create("behind", 100)).baseUrl(behind.toString());
        server = listen(0);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    /** Nobody is there any more, until {@link #comeBack}; what is on its way is broken off. */
    void goAway() {
        connections.close().awaitUninterruptibly();
        server.disposeNow();
    }

    /** How many entries were on their way at most since this was asked last, those included that have just been answered. */
    public long mostOnTheWay() {
        synchronized (counts) {
            long most = mostOnTheWay + MOST_ANSWERED;
            mostOnTheWay = counts.onTheWay;
            return most;
        }
    }

    void comeBack() {
        server = listen(server.port());
    }

    private DisposableServer listen(int port) {
        return HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .channelGroup(connections)
                .httpRequestDecoder(decoder -> decoder.maxInitialLineLength(8_192))
                .handle(this::handle)
                .bindNow();
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        HttpHeaders headers = request.requestHeaders();
        return request.receive()
                .aggregate()
                .asByteArray()
                .publishOn(Schedulers.boundedElastic())
                .flatMap(body -> {
                    if (isExpired) {
                        synchronized (counts) {
                            counts.expired++;
                        }
                        return answer(
                                response,
                                400,
                                "{\"__type\":\"ExpiredTokenException\",\"message\":\"The security token included in the request is expired\"}");
                    }
                    return PUT.equals(headers.get("X-Amz-Target"))
                            ? put(headers, (ObjectNode) JSON.readTree(body), response)
                            : forward(headers, body).flatMap(each -> answer(response, each.status, each.body));
                });
    }

    private record Answer(int status, String body) {}

    private Mono<Answer> forward(HttpHeaders headers, byte[] body) {
        // It is not broken off when who asked is gone: the server behind would not survive it.
        return Mono.fromFuture(asked(headers, body).toFuture(), true);
    }

    private Mono<Answer> asked(HttpHeaders headers, byte[] body) {
        return client.headers(each -> headers.forEach(header -> {
                    if (!header.getKey().equalsIgnoreCase("host")
                            && !header.getKey().equalsIgnoreCase("content-length")
                            && !header.getKey().equalsIgnoreCase("transfer-encoding")) {
                        each.add(header.getKey(), header.getValue());
                    }
                }))
                .post()
                .uri("/")
                .send(ByteBufMono.fromString(Mono.just(new String(body, StandardCharsets.UTF_8))))
                .responseSingle((answer, content) -> content.asString()
                        .publishOn(Schedulers.boundedElastic())
                        .defaultIfEmpty("")
                        .map(text -> new Answer(answer.status().code(), text)));
    }

    private static Mono<Void> answer(HttpServerResponse response, int status, String body) {
        return response.status(status)
                .header("Content-Type", TYPE)
                .sendString(Mono.just(body))
                .then();
    }

    private Mono<Void> put(HttpHeaders headers, ObjectNode request, HttpServerResponse response) {
        ArrayNode records = (ArrayNode) request.get("Records");
        ArrayNode passed = JSON.createArrayNode();
        List<@Nullable String> errors = new ArrayList<>();
        boolean isLost = judge(records, passed, errors);
        Mono<Answer> stored = passed.isEmpty()
                ? Mono.just(new Answer(200, "{\"Records\":[]}"))
                : forward(headers, JSON.writeValueAsBytes(request.set("Records", passed)));
        return stored.flatMap(answer -> {
                    if (isLost || answer.status != 200) {
                        synchronized (counts) {
                            counts.storedUnseen += passed.size();
                        }
                        return answer(response, isLost ? 500 : answer.status, isLost ? "{}" : answer.body);
                    }
                    return answer(
                            response, 200, merge(JSON.readTree(answer.body).get("Records"), errors));
                })
                .doFinally(end -> {
                    synchronized (counts) {
                        counts.onTheWay -= records.size();
                    }
                });
    }

    /** @return whether the whole call is to fail after what was passed is stored */
    private boolean judge(ArrayNode records, ArrayNode passed, List<@Nullable String> errors) {
        synchronized (counts) {
            refill();
            counts.requests++;
            counts.entries += records.size();
            counts.onTheWay += records.size();
            mostOnTheWay = Math.max(mostOnTheWay, counts.onTheWay);
            counts.largest = Math.max(counts.largest, records.size());
            Set<String> keys = new HashSet<>();
            long bytes = 0;
            for (JsonNode record : records) {
                String key = record.get("PartitionKey").asString();
                counts.sameKeyTwice += keys.add(key) ? 0 : 1;
                bytes += key.length() + record.get("Data").asString().length() * 3L / 4;
                String error = error(key);
                errors.add(error);
                if (error == null) {
                    passed.add(record);
                }
            }
            counts.largestBytes = Math.max(counts.largestBytes, bytes);
            return failingCalls > 0 && random.nextDouble() < failingCalls;
        }
    }

    private @Nullable String error(String key) {
        if (failingEntries > 0 && random.nextDouble() < failingEntries) {
            counts.failed++;
            return "InternalFailure";
        }
        if (quotas.length == 0) {
            return null;
        }
        int shard = shard(key, quotas.length);
        if (left[shard] < 1) {
            counts.refused++;
            return "ProvisionedThroughputExceededException";
        }
        left[shard]--;
        counts.taken[shard]++;
        return null;
    }

    private void refill() {
        long now = System.nanoTime();
        double seconds = (now - refilled) / 1e9;
        refilled = now;
        if (left.length != quotas.length) {
            left = quotas.clone();
            counts.taken = new long[quotas.length];
        }
        for (int i = 0; i < left.length; i++) {
            left[i] = Math.min(quotas[i], left[i] + quotas[i] * seconds);
        }
    }

    private static String merge(JsonNode stored, List<@Nullable String> errors) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode results = JSON.createArrayNode();
        int next = 0;
        int failed = 0;
        for (String error : errors) {
            if (error == null) {
                results.add(stored.get(next++));
            } else {
                failed++;
                results.addObject().put("ErrorCode", error).put("ErrorMessage", "as it was asked for");
            }
        }
        answer.put("FailedRecordCount", failed);
        answer.set("Records", results);
        return answer.toString();
    }

    /** Of so many that have as much of the hashes as each other. */
    static int shard(String key, int shards) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest)
                    .multiply(BigInteger.valueOf(shards))
                    .shiftRight(128)
                    .intValue();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        connections.close();
        server.disposeNow();
    }
}
