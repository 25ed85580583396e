package dev.faux.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.log.Batch;
import dev.faux.log.Envelope;
import dev.faux.log.Histories;
import dev.faux.shop.EventType.Topic;
import dev.faux.sink.KinesisSender.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * Hours of sending to a simulated stream of ten shards, by a clock that runs as fast as it can. The keys are those of a shop's clicks in
 * their order, again and again.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KinesisSenderTest {

    private static final int SHARDS = 10;
    private static final int HOT = 3;
    private static final int PORTION = 8_192;
    private static final int AHEAD = 8;
    private static final int SIZE = 750;
    private static final Duration STEP = Duration.ofMillis(10);
    private static final List<String> KEYS = keys();

    private static List<String> keys() {
        List<String> keys = new ArrayList<>();
        Envelope envelope = new Envelope();
        for (Batch batch : Histories.batches(Histories.small("intensity.per_minute=6000"), 200_000)) {
            for (int i = 0; i < batch.size(); i++) {
                if (batch.type(i).topic() == Topic.CLICKSTREAM) {
                    envelope.read(batch, i);
                    keys.add(new String(envelope.value(Envelope.Attribute.PARTITIONKEY), StandardCharsets.US_ASCII));
                }
            }
        }
        return keys;
    }

    @Test
    void the_hottest_shard_is_used_up_and_little_is_refused() {
        Outcome outcome = send(1_000_000, 0, 0);
        System.out.println(outcome);
        SimulatedKinesis kinesis = outcome.kinesis;
        assertThat(kinesis.stored).isEqualTo(1_000_000);
        assertThat(kinesis.outOfOrder).isZero();
        assertThat(kinesis.repeated).isZero();
        assertThat(kinesis.refused).isPositive();
        assertThat(outcome.refusedShare()).isLessThan(0.01);
        assertThat(outcome.used(HOT)).isGreaterThan(0.98);
        assertThat(outcome.filled()).isGreaterThan(0.9);
        assertThat(kinesis.mostRecords).isEqualTo(500);
        assertThat(kinesis.sameKeyTwice).isZero();
    }

    @Test
    void order_holds_under_faults_and_costs_little() {
        orderHoldsAndCostsLittle(500_000);
    }

    @Test
    @Tag("full")
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void order_holds_under_faults_over_100_million_events() {
        orderHoldsAndCostsLittle(100_000_000);
    }

    private static void orderHoldsAndCostsLittle(int events) {
        Outcome ordered = send(events, 0.1, 0.05);
        Outcome hasty = sendHastily(Math.min(events, 2_000_000), 0.1, 0.05);
        System.out.println(ordered + "\nwithout order: " + hasty);
        assertThat(ordered.kinesis.stored).isEqualTo(events);
        assertThat(ordered.kinesis.outOfOrder).isZero();
        assertThat(ordered.kinesis.sameKeyTwice).isZero();
        assertThat(ordered.kinesis.repeated).isPositive();
        assertThat(ordered.refusedShare()).isLessThan(0.01);
        assertThat(hasty.kinesis.outOfOrder).isPositive();
        assertThat(ordered.perSecond()).isGreaterThan(0.9 * hasty.perSecond());
    }

    /** @param steady seconds, without those in which it begins and ends */
    private record Outcome(SimulatedKinesis kinesis, double[] quotas, double seconds, double steady, long[] inSteady) {

        double perSecond() {
            return kinesis.stored / seconds;
        }

        double used(int shard) {
            return inSteady[shard] / (quotas[shard] * steady);
        }

        double refusedShare() {
            return kinesis.refused / (double) kinesis.entries;
        }

        double filled() {
            return kinesis.entries / (double) kinesis.requests / 500;
        }

        @Override
        public String toString() {
            return "%,.0f events/s, hottest shard %.4f used, %.5f refused, %.3f filled, %.4f repeated in %,.0f s"
                    .formatted(
                            perSecond(),
                            used(HOT),
                            refusedShare(),
                            filled(),
                            kinesis.repeated / (double) kinesis.stored,
                            seconds);
        }
    }

    /** Numbers those of each key from 1 on. */
    private static IntFunction<@Nullable PutRecordsRequestEntry> records(int events) {
        Map<String, Integer> numbers = new HashMap<>();
        return index -> index >= events ? null : record(numbers, KEYS.get(index % KEYS.size()));
    }

    private static PutRecordsRequestEntry record(Map<String, Integer> numbers, String key) {
        String number = numbers.merge(key, 1, Integer::sum).toString();
        return PutRecordsRequestEntry.builder()
                .partitionKey(key)
                .data(SdkBytes.fromUtf8String(number))
                .build();
    }

    private static double[] quotas() {
        double[] quotas = new double[SHARDS];
        Arrays.fill(quotas, 1_000);
        quotas[HOT] = 850;
        return quotas;
    }

    private static Outcome send(int events, double failingEntries, double failingCalls) {
        VirtualTimeScheduler clock = VirtualTimeScheduler.create();
        SimulatedKinesis kinesis = new SimulatedKinesis(clock, 42, quotas());
        kinesis.failingEntries = failingEntries;
        kinesis.failingCalls = failingCalls;
        KinesisSender sender =
                new KinesisSender(kinesis, kinesis.allShards(), clock, clock.createWorker(), number -> {});
        IntFunction<@Nullable PutRecordsRequestEntry> records = records(events);
        AtomicReference<@Nullable Object> end = new AtomicReference<>();
        Flux.range(0, (events + PORTION - 1) / PORTION)
                .map(portion -> portion(records, portion))
                .flatMapSequential(sender::send, AHEAD, 1)
                .subscribe(none -> {}, end::set, () -> end.set("all is in"));
        Outcome outcome = run(clock, kinesis, () -> end.get() != null);
        assertThat(end.get()).isEqualTo("all is in");
        return outcome;
    }

    private static List<Outgoing> portion(IntFunction<@Nullable PutRecordsRequestEntry> records, int portion) {
        List<Outgoing> outgoing = new ArrayList<>(PORTION);
        for (int i = portion * PORTION; i < (portion + 1) * PORTION; i++) {
            PutRecordsRequestEntry record = records.apply(i);
            if (record != null) {
                outgoing.add(new Outgoing(i, record, SIZE));
            }
        }
        return outgoing;
    }

    private static Outcome sendHastily(int events, double failingEntries, double failingCalls) {
        VirtualTimeScheduler clock = VirtualTimeScheduler.create();
        SimulatedKinesis kinesis = new SimulatedKinesis(clock, 42, quotas());
        kinesis.failingEntries = failingEntries;
        kinesis.failingCalls = failingCalls;
        HastySender sender =
                new HastySender(kinesis, clock, quotas(), kinesis::shardOf, records(events), AHEAD * PORTION);
        sender.start();
        return run(clock, kinesis, sender::isDone);
    }

    private static Outcome run(VirtualTimeScheduler clock, SimulatedKinesis kinesis, BooleanSupplier isDone) {
        long[] begun = {};
        long begunAt = 0;
        long[] last = {};
        long lastAt = 0;
        long stored = 0;
        long changedAt = 0;
        while (!isDone.getAsBoolean()) {
            assertThat(clock.now(TimeUnit.MILLISECONDS) - changedAt)
                    .as("milliseconds without anything new, after %s records", kinesis.stored)
                    .isLessThan(60_000);
            clock.advanceTimeBy(STEP);
            long now = clock.now(TimeUnit.MILLISECONDS);
            if (kinesis.stored > stored) {
                stored = kinesis.stored;
                changedAt = now;
            }
            if (now == 10_000) {
                begun = kinesis.storedIn.clone();
                begunAt = now;
            } else if (now > 10_000 && now % 10_000 == 0) {
                last = kinesis.storedIn.clone();
                lastAt = now;
            }
        }
        long[] steady = new long[SHARDS];
        for (int i = 0; i < SHARDS; i++) {
            steady[i] = last[i] - begun[i];
        }
        return new Outcome(kinesis, quotas(), clock.now(TimeUnit.MILLISECONDS) / 1e3, (lastAt - begunAt) / 1e3, steady);
    }
}
