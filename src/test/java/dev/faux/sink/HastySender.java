package dev.faux.sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/**
 * Sends as fast as it can without a care for order: it knows each shard's quota, sends what fails again at once, and has as many
 * records under way as it likes. What the one that keeps order is compared with.
 */
final class HastySender {

    private static final int MOST_RECORDS = 500;
    private static final long TICK = 10;

    private final KinesisSender.Stream stream;
    private final Scheduler clock;
    private final double[] quotas;
    private final double[] tokens;
    private final List<Deque<PutRecordsRequestEntry>> waiting = new ArrayList<>();
    private final ToIntFunction<String> shardOf;
    private final IntFunction<@Nullable PutRecordsRequestEntry> records;
    private final int window;
    private int next;
    private int open;
    private boolean isAllGiven;
    private long at;

    /**
     * @param records by their numbers from 0 on; null where there are no more
     * @param window how many are not in, at most
     */
    HastySender(
            KinesisSender.Stream stream,
            Scheduler clock,
            double[] quotas,
            ToIntFunction<String> shardOf,
            IntFunction<@Nullable PutRecordsRequestEntry> records,
            int window) {
        this.stream = stream;
        this.clock = clock;
        this.quotas = quotas;
        this.shardOf = shardOf;
        this.records = records;
        this.window = window;
        tokens = new double[quotas.length];
        for (int i = 0; i < quotas.length; i++) {
            waiting.add(new ArrayDeque<>());
        }
    }

    boolean isDone() {
        return isAllGiven && open == 0;
    }

    void start() {
        at = clock.now(TimeUnit.MILLISECONDS);
        clock.schedulePeriodically(this::tick, 0, TICK, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        while (!isAllGiven && open < window) {
            PutRecordsRequestEntry record = records.apply(next++);
            isAllGiven = record == null;
            if (record != null) {
                open++;
                waiting.get(shardOf.applyAsInt(record.partitionKey())).add(record);
            }
        }
        long now = clock.now(TimeUnit.MILLISECONDS);
        List<PutRecordsRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < quotas.length; i++) {
            tokens[i] = Math.min(quotas[i] / 2, tokens[i] + quotas[i] * (now - at) / 1_000);
            for (Deque<PutRecordsRequestEntry> shard = waiting.get(i);
                    tokens[i] >= 1 && !shard.isEmpty();
                    tokens[i]--) {
                entries.add(shard.remove());
            }
        }
        at = now;
        for (int from = 0; from < entries.size(); from += MOST_RECORDS) {
            send(List.copyOf(entries.subList(from, Math.min(entries.size(), from + MOST_RECORDS))));
        }
    }

    private void send(List<PutRecordsRequestEntry> entries) {
        stream.put(entries).subscribe(answer -> answered(entries, answer), failed -> entries.forEach(this::again));
    }

    private void answered(List<PutRecordsRequestEntry> entries, PutRecordsResponse answer) {
        for (int i = 0; i < entries.size(); i++) {
            String error = answer.records().get(i).errorCode();
            if (error == null) {
                open--;
            } else {
                int shard = shardOf.applyAsInt(entries.get(i).partitionKey());
                tokens[shard] += error.equals("InternalFailure") ? 1 : 0;
                again(entries.get(i));
            }
        }
    }

    private void again(PutRecordsRequestEntry entry) {
        waiting.get(shardOf.applyAsInt(entry.partitionKey())).addFirst(entry);
    }
}
