package dev.faux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faux.log.Batch;
import dev.faux.log.Delivery;
import dev.faux.log.FaultProxy;
import dev.faux.log.FaultProxy.Fault;
import dev.faux.log.Histories;
import dev.faux.log.HistoryLog;
import dev.faux.log.Reader;
import dev.faux.simulation.History;
import dev.faux.sink.Broker;
import dev.faux.sink.KafkaOnTrial;
import dev.faux.view.StoreAtPort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * What networks do to connections, done to each kind of sink in each phase of its work: while it finds out where it is, and while it
 * writes. Every sink goes on within five seconds after that is over, in the end has every event once and in order, and those that are
 * not touched go on all the time.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Isolated("seconds count")
class SinkFaultsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** So many events happen while there is a fault. */
    private static final int A_WHILE = 3_000;

    private static final Duration PACE = Duration.ofMillis(40);
    private static final History HISTORY = Histories.small();

    @TempDir
    private Path folder;

    private final List<Batch> batches = Histories.batches(HISTORY, 120_000);
    private final List<String> lines = new String(Histories.bytes(batches, 1), StandardCharsets.UTF_8)
            .lines()
            .toList();
    private final List<Disposable> running = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private HistoryLog log;
    private Disposable shop = Disposables.disposed();

    @BeforeEach
    void openShop() throws IOException {
        log = Histories.log(HISTORY, folder.resolve("home"), 256 << 20);
        open.add(log);
    }

    @AfterEach
    void close() throws Exception {
        shop.dispose();
        running.forEach(Disposable::dispose);
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    /** Lets things happen all the time that is needed. */
    private Disposable goOn() {
        List<Batch> small = new ArrayList<>();
        for (Batch batch : batches) {
            for (int from = 0; from < batch.size(); from += 64) {
                small.add(batch.slice(from, Math.min(batch.size(), from + 64)));
            }
        }
        return Flux.fromIterable(small)
                .delayElements(PACE, Schedulers.newSingle("shop", true))
                .subscribe(log::append);
    }

    @Test
    void every_sink_goes_on_after_every_fault_in_every_phase_and_nothing_is_lost_or_twice() {
        Broker broker = opened(Broker.start(folder.resolve("kafka")));
        StoreAtPort writing = opened(new StoreAtPort());
        KafkaOnTrial kafka = opened(new KafkaOnTrial("writing", broker.proxiedServers(), broker.bootstrapServers()));
        KafkaOnTrial untouched =
                opened(new KafkaOnTrial("untouched", broker.bootstrapServers(), broker.bootstrapServers()));
        shop = goOn();
        Delivery untouchedDelivery = deliver(untouched.reader());
        Delivery kafkaWriting = deliver(kafka.reader());
        Delivery storeWriting = deliver(writing.reader());

        int tried = 0;
        for (Fault fault : Fault.values()) {
            if (fault == Fault.NONE) {
                continue;
            }
            // It asks where it is when it is started anew, which a pause and a resume make it do.
            KafkaOnTrial kafkaAsking =
                    opened(new KafkaOnTrial("asking-" + fault, broker.proxiedServers(), broker.bootstrapServers()));
            StoreAtPort storeAsking = opened(new StoreAtPort());
            await().atMost(PATIENCE).until(() -> kafkaWriting.state().isWell() && kafkaWriting.lagEvents() < 2_000);

            List<FaultProxy> proxies = List.of(broker.proxy(), writing.proxy(), storeAsking.proxy());
            List<Integer> met = proxies.stream().map(FaultProxy::met).toList();
            proxies.forEach(each -> each.set(fault));
            Delivery askingKafka = deliver(kafkaAsking.reader());
            Delivery askingStore = deliver(storeAsking.reader());
            long before = untouchedDelivery.state().position();
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(untouchedDelivery.state().position())
                        .as("untouched by " + fault)
                        .isGreaterThan(before + A_WHILE);
                for (int i = 0; i < proxies.size(); i++) {
                    assertThat(proxies.get(i).met()).as(i + " meets " + fault).isGreaterThan(met.get(i));
                }
            });

            List<Delivery> all = List.of(kafkaWriting, storeWriting, askingKafka, askingStore);
            List<Long> positions =
                    all.stream().map(each -> each.state().position()).toList();
            proxies.forEach(each -> each.set(Fault.NONE));
            await().atMost(AGAIN).untilAsserted(() -> {
                for (int i = 0; i < all.size(); i++) {
                    assertThat(all.get(i).state().position())
                            .as(all.get(i).reader().name() + " after " + fault)
                            .isGreaterThan(positions.get(i));
                }
            });
            tried += all.size();
            askingKafka.pause();
            askingStore.pause();
            List<String> asked = kafkaAsking.lines();
            assertThat(asked).isEqualTo(lines.subList(0, asked.size())).isNotEmpty();
        }
        assertThat(tried).isEqualTo(20);

        shop.dispose();
        long head = log.head().position();
        await().atMost(PATIENCE)
                .until(() -> kafkaWriting.state().position() == head
                        && storeWriting.state().position() == head
                        && untouchedDelivery.state().position() == head);
        List<String> expected = lines.subList(0, (int) head);
        assertThat(kafka.lines()).isEqualTo(expected);
        assertThat(untouched.lines()).isEqualTo(expected);
        assertThat(writing.lines()).isEqualTo(expected);
    }

    private <T extends AutoCloseable> T opened(T each) {
        open.add(each);
        return each;
    }

    private Delivery deliver(Reader reader) {
        Delivery delivery = new Delivery(log, reader, Schedulers.parallel());
        running.add(delivery.start());
        return delivery;
    }
}
