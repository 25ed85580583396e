package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faux.log.Batch;
import dev.faux.log.HistoryLog;
import dev.faux.shop.Privacy;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Clients who go at any moment leave nothing behind: no buffer, no place in a group, no gathering, no thread. The shop goes on
 * meanwhile; they read what has been gathered, what is in memory, in files, and what has to be made again.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LeavingTest {

    private static final int AT_ONCE = 200;

    /** More threads than all pools have that the clients share. */
    private static final int POOLS = 64;

    @TempDir
    private Path folder;

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final Set<LiveGroup> groups = new HashSet<>();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong reading = new AtomicLong();

    @Test
    void twenty_thousand_clients_leave_nothing_behind() {
        leave(20_000);
    }

    @Test
    @Tag("full")
    @Timeout(1_800)
    void a_million_clients_leave_nothing_behind() {
        leave(1_000_000);
    }

    private void leave(int clients) {
        // Loads a class that cannot be loaded by a thread that must not wait.
        DataBufferUtils.release(null);
        Random random = new Random(clients);
        EventLoopGroup threads = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        try (TestShop.Tape tape = new TestShop.Tape(folder)) {
            tape.playTo(Duration.ofHours(12));
            tape.log.live();
            LiveEvents live = new LiveEvents(tape.log, settings());
            int threadsBefore = Thread.activeCount();
            Client[] present = new Client[AT_ONCE];
            for (int i = 0; i < clients; i++) {
                int seat = i % AT_ONCE;
                if (present[seat] != null) {
                    present[seat].cancel();
                }
                present[seat] = come(tape.log, live, threads.next(), random);
                if (i % AT_ONCE == 0) {
                    tape.playOn(Duration.ofSeconds(1 + random.nextInt(20)));
                }
            }
            for (Client each : present) {
                each.cancel();
            }
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(groups).isNotEmpty().allMatch(group -> group.clients() == 0);
                assertThat(reading).hasValue(0);
                assertThat(allocator.metric().usedHeapMemory()
                                + allocator.metric().usedDirectMemory())
                        .isZero();
            });
            assertThat(Thread.activeCount()).isLessThan(threadsBefore + POOLS);
            assertThat(events.get()).isGreaterThan(clients);
        } finally {
            threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }

    private static ApiSettings settings() {
        return new ApiSettings(
                Path.of("."), 1_000, new ApiSettings.Streams(1, Duration.ofMillis(5), Duration.ofMinutes(1)), true);
    }

    private Client come(HistoryLog log, LiveEvents live, EventLoop thread, Random random) {
        LiveGroup group = live.group(thread, new NettyDataBufferFactory(allocator));
        groups.add(group);
        long head = log.head().position();
        long start = random.nextBoolean() ? head + 1 - random.nextInt(50) : 1 + random.nextLong(head);
        EventFilter filter = EventFilter.of(
                new Query(new LinkedMultiValueMap<>(), Set.of("type", "customer")),
                log.history().uuids());
        Form form = Form.of(MediaType.TEXT_EVENT_STREAM, log.history(), Privacy.FULL);
        LongFunction<Flux<Batch>> counted = position -> log.from(position)
                .doOnSubscribe(any -> reading.incrementAndGet())
                .doFinally(any -> reading.decrementAndGet());
        Client client = new Client(random.nextInt(4), random.nextBoolean());
        group.with(form, filter, audience -> {
                    Frames frames = new Frames(group, audience, counted, log::head, events::addAndGet);
                    return frames.from(Mono.just(start))
                            .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                            .doOnNext(DataBufferUtils::release)
                            .doOnNext(client::had)
                            .then();
                })
                .subscribeOn(Schedulers.fromExecutorService(thread))
                .subscribe(client);
        return client;
    }

    /** Goes of himself after so many buffers, or when he is told to. */
    private static final class Client extends BaseSubscriber<Void> {

        private final int most;
        private final boolean isStayer;
        private int had;

        Client(int most, boolean isStayer) {
            this.most = most;
            this.isStayer = isStayer;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            if (most == 0 && !isStayer) {
                cancel();
            } else {
                requestUnbounded();
            }
        }

        void had(DataBuffer any) {
            if (++had == most && !isStayer) {
                cancel();
            }
        }
    }
}
