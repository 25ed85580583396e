package dev.faux.sink;

import dev.faux.sink.KinesisLane.Item;
import dev.faux.sink.KinesisLane.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Sends records to one stream of Kinesis, those of a key in their order whatever fails: a request holds one record of a key at most,
 * and the next one of that key goes when it is in. What fails is sent again, and nothing else. Requests are as full as they
 * can be, no shard is given more than it is known to take, and what waits longest goes first.
 *
 * <p>All of its state belongs to one worker of a scheduler.
 */
final class KinesisSender {

    private static final int MOST_RECORDS = 500;
    private static final int MOST_BYTES = 5 << 20;
    private static final int MOST_REQUESTS = 20;

    /** An answer that takes longer makes requests fewer. */
    private static final long SWIFT_MILLIS = 500;

    /** A request that is not full goes after so long. */
    private static final long LINGER_MILLIS = 150;

    private static final long TICK_MILLIS = 10;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final int MOST_DOUBLINGS = 10;

    /** So long no request may get through before this gives up. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String TOO_MUCH = "ProvisionedThroughputExceededException";

    private final Stream stream;
    private final Scheduler scheduler;
    private final Scheduler.Worker worker;
    private final LongConsumer whatIsIn;
    private final Map<String, KinesisLane> lanes = new HashMap<>();
    private final PriorityQueue<KinesisLane> resting =
            new PriorityQueue<>(Comparator.comparingLong((KinesisLane lane) -> lane.due));
    private final Set<Load> loads = new HashSet<>();
    private final Disposable.Composite requests = Disposables.composite();
    private final Disposable.Swap asking = Disposables.swap();
    private KinesisShards shards;
    private int first;

    /** So many requests may be on their way: more while answers are swift, so that a slow server is not swamped. */
    private double allowed = 1;

    private long sent;
    private long failingSince = Long.MAX_VALUE;
    private boolean isTicking;
    private boolean isAskingForShards;
    private volatile boolean isClosed;
    private @Nullable Throwable failure;

    /** What a sender has to know of its stream. */
    interface Stream {

        Mono<PutRecordsResponse> put(List<PutRecordsRequestEntry> entries);

        Mono<List<Shard>> shards();
    }

    /**
     * A record to be sent.
     *
     * @param number greater than those of all before it
     */
    record Outgoing(long number, PutRecordsRequestEntry entry, int size) {}

    /** Those that go together, to the shards that they belong to. */
    private record Request(List<KinesisLane> lanes, List<KinesisShards.Open> shards, long sent) {}

    /**
     * @param scheduler of the worker, whose clock is used
     * @param whatIsIn is told the number of each record that is in, by the worker
     */
    KinesisSender(
            Stream stream, List<Shard> shards, Scheduler scheduler, Scheduler.Worker worker, LongConsumer whatIsIn) {
        this.stream = stream;
        this.scheduler = scheduler;
        this.worker = worker;
        this.whatIsIn = whatIsIn;
        this.shards = new KinesisShards(shards, null, now());
    }

    /** Completes when all of them are in; fails where the stream cannot be written to, and from then on always. */
    Mono<Void> send(List<Outgoing> records) {
        return records.isEmpty()
                ? Mono.empty()
                : Mono.create(sink -> {
                    Load load = new Load(records.size(), sink);
                    worker.schedule(() -> add(records, load));
                });
    }

    /** Gives up what is under way. */
    void close() {
        isClosed = true;
        requests.dispose();
        asking.dispose();
    }

    private long now() {
        return scheduler.now(TimeUnit.MILLISECONDS);
    }

    private void add(List<Outgoing> records, Load load) {
        if (failure != null) {
            load.fail(failure);
            return;
        }
        loads.add(load);
        for (Outgoing each : records) {
            KinesisLane lane = lanes.computeIfAbsent(each.entry.partitionKey(), this::lane);
            if (lane.add(new Item(each.number, each.entry, each.size, load))) {
                lane.shard.ready.add(lane);
            }
        }
        pump();
    }

    private KinesisLane lane(String key) {
        KinesisShards.Hash hash = shards.hash(key);
        return new KinesisLane(hash, shards.of(hash));
    }

    private void tick() {
        isTicking = false;
        if (!isClosed) {
            pump();
        }
    }

    private void pump() {
        long now = now();
        while (!resting.isEmpty() && resting.element().due <= now) {
            KinesisLane rested = resting.remove();
            rested.shard.ready.add(rested);
        }
        while (isWorthARequest(now)) {
            request(now);
        }
        if (!isClosed && !lanes.isEmpty() && !isTicking) {
            isTicking = true;
            worker.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** A full one is, and one for which it makes no sense to wait any longer. */
    private boolean isWorthARequest(long now) {
        if (isClosed || requests.size() >= (int) allowed) {
            return false;
        }
        int possible = 0;
        boolean isMoreComing = requests.size() > 0;
        for (KinesisShards.Open shard : shards.open()) {
            int room = shard.quota.room(now);
            possible += Math.min(shard.ready.size(), room);
            isMoreComing |= shard.ready.size() > room;
        }
        return possible >= MOST_RECORDS || possible > 0 && (!isMoreComing || now - sent >= LINGER_MILLIS);
    }

    private void request(long now) {
        Request request = new Request(new ArrayList<>(MOST_RECORDS), new ArrayList<>(MOST_RECORDS), now);
        List<PutRecordsRequestEntry> entries = new ArrayList<>(MOST_RECORDS);
        fill(request, entries);
        sent = now;
        Disposable.Swap place = Disposables.swap();
        requests.add(place);
        place.update(stream.put(entries)
                .subscribe(
                        answer -> worker.schedule(() -> answered(place, request, answer)),
                        failed -> worker.schedule(() -> failed(place, request, failed))));
    }

    /** By turns from each shard, beginning with another one each time. */
    private void fill(Request request, List<PutRecordsRequestEntry> entries) {
        List<KinesisShards.Open> open = shards.open();
        int bytes = 0;
        int empty = 0;
        for (int turn = first; empty < open.size() && entries.size() < MOST_RECORDS; turn++) {
            KinesisShards.Open shard = open.get(turn % open.size());
            KinesisLane lane = shard.ready.peek();
            if (lane == null
                    || bytes + lane.oldest().size() > MOST_BYTES
                    || !shard.quota.take(lane.oldest().size())) {
                empty++;
                continue;
            }
            empty = 0;
            shard.ready.remove();
            bytes += lane.oldest().size();
            entries.add(lane.oldest().entry());
            request.lanes.add(lane);
            request.shards.add(shard);
        }
        first = (first + 1) % open.size();
    }

    private void answered(Disposable place, Request request, PutRecordsResponse answer) {
        requests.remove(place);
        if (isClosed) {
            return;
        }
        long now = now();
        failingSince = Long.MAX_VALUE;
        allowed = now - request.sent <= SWIFT_MILLIS
                ? Math.min(MOST_REQUESTS, allowed + 1 / allowed)
                : Math.max(1, allowed / 2);
        boolean isElsewhere = false;
        for (int i = 0; i < request.lanes.size(); i++) {
            KinesisLane lane = request.lanes.get(i);
            KinesisShards.Open shard = request.shards.get(i);
            PutRecordsResultEntry result = answer.records().get(i);
            if (result.errorCode() == null) {
                shard.quota.taken(now);
                isElsewhere |= !shard.id().equals(result.shardId());
                isIn(lane);
            } else if (result.errorCode().equals(TOO_MUCH)) {
                shard.quota.refused(request.sent, now);
                lane.shard.ready.add(lane);
            } else {
                shard.quota.giveBack(lane.oldest().size());
                rest(lane, now);
            }
        }
        if (isElsewhere) {
            askForShards();
        }
        pump();
    }

    private void isIn(KinesisLane lane) {
        Item item = lane.oldest();
        whatIsIn.accept(item.number());
        if (lane.next() == null) {
            lanes.remove(item.entry().partitionKey());
        } else {
            lane.shard.ready.add(lane);
        }
        if (item.load().isIn()) {
            loads.remove(item.load());
        }
    }

    private void rest(KinesisLane lane, long now) {
        long pause = FIRST_PAUSE_MILLIS << Math.min(MOST_DOUBLINGS, lane.failures);
        lane.failures++;
        lane.due = now + Math.min(LONGEST_PAUSE_MILLIS, pause);
        resting.add(lane);
    }

    private void failed(Disposable place, Request request, Throwable failed) {
        requests.remove(place);
        if (isClosed) {
            return;
        }
        long now = now();
        failingSince = Math.min(failingSince, now);
        allowed = Math.max(1, allowed / 2);
        if (isForGood(failed) || now - failingSince >= PATIENCE.toMillis()) {
            giveUp(failed);
            return;
        }
        boolean isTooMuch = isTooMuch(failed);
        for (int i = 0; i < request.lanes.size(); i++) {
            if (isTooMuch) {
                request.shards.get(i).quota.refused(request.sent, now);
            }
            rest(request.lanes.get(i), now);
        }
        pump();
    }

    private static boolean isTooMuch(Throwable failed) {
        return failed instanceof AwsServiceException answer && answer.isThrottlingException();
    }

    /** Whether it makes no sense to send the same once more. */
    private static boolean isForGood(Throwable failed) {
        return failed instanceof AwsServiceException answer
                && !answer.isThrottlingException()
                && !answer.isRetryableException()
                && answer.statusCode() < 500;
    }

    private void giveUp(Throwable failed) {
        failure = failed;
        close();
        loads.forEach(load -> load.fail(failed));
        loads.clear();
        lanes.clear();
    }

    /** Shards were split or merged: what was learnt of those that stay is kept. */
    private void askForShards() {
        if (isAskingForShards) {
            return;
        }
        isAskingForShards = true;
        asking.update(stream.shards()
                .subscribe(
                        found -> worker.schedule(() -> change(found)),
                        failed -> worker.schedule(() -> isAskingForShards = false)));
    }

    private void change(List<Shard> found) {
        isAskingForShards = false;
        KinesisShards before = shards;
        shards = new KinesisShards(found, before, now());
        lanes.values().forEach(lane -> lane.shard = shards.of(lane.hash));
        for (KinesisShards.Open shard : before.open()) {
            shard.ready.forEach(lane -> lane.shard.ready.add(lane));
        }
        if (!isClosed) {
            pump();
        }
    }
}
