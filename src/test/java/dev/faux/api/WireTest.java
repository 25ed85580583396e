package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Isolated("virtual time is that of all who run beside it")
class WireTest {

    private static final NettyDataBufferFactory BUFFERS = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AtomicInteger stalled = new AtomicInteger();
    private final List<ChannelPromise> waiting = new ArrayList<>();
    private final ByteBuf shared = Unpooled.copiedBuffer(new byte[] {1, 2, 3});

    @Test
    void what_leaves_is_released_and_nothing_else_is() {
        EmbeddedChannel channel = new EmbeddedChannel();

        new Wire(channel).write(shares(), PATIENCE, stalled::incrementAndGet).block(PATIENCE);

        assertThat(channel.outboundMessages()).hasSize(3);
        channel.releaseOutbound();
        assertThat(shared.refCnt()).isEqualTo(1);
    }

    @Test
    void a_buffer_for_a_client_who_is_gone_is_released_once() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.close().awaitUninterruptibly();

        new Wire(channel).write(shares(), PATIENCE, stalled::incrementAndGet).block(PATIENCE);

        assertThat(shared.refCnt()).isEqualTo(1);
        assertThat(stalled).hasValue(0);
    }

    @Test
    void a_buffer_that_fails_later_ends_the_writing_and_the_connection() {
        EmbeddedChannel channel = slow();
        Disposable writing = new Wire(channel)
                .write(shares(), PATIENCE, stalled::incrementAndGet)
                .subscribe();

        waiting.getFirst().setFailure(new IOException("reset"));

        assertThat(writing.isDisposed()).isTrue();
        assertThat(channel.isOpen()).isFalse();
        assertThat(waiting).hasSize(1);
        assertThat(shared.refCnt()).isEqualTo(1);
    }

    @Test
    void the_next_buffer_is_made_when_the_last_one_has_left() {
        AtomicInteger made = new AtomicInteger();
        Disposable writing = new Wire(slow())
                .write(shares().doOnNext(each -> made.incrementAndGet()), PATIENCE, stalled::incrementAndGet)
                .subscribe();

        assertThat(made).hasValue(1);
        waiting.getFirst().setSuccess();
        assertThat(made).hasValue(2);
        writing.dispose();
        assertThat(shared.refCnt()).isEqualTo(1);
    }

    @Test
    void who_takes_nothing_for_long_is_let_go() {
        EmbeddedChannel channel = slow();
        StepVerifier.withVirtualTime(() -> new Wire(channel).write(shares(), PATIENCE, stalled::incrementAndGet))
                .expectSubscription()
                .expectNoEvent(PATIENCE.minusMillis(1))
                .then(() -> assertThat(channel.isOpen()).isTrue())
                .thenAwait(Duration.ofMillis(1))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(stalled).hasValue(1);
        assertThat(channel.isOpen()).isFalse();
    }

    /** The same bytes three times. */
    private Flux<DataBuffer> shares() {
        return Flux.fromStream(() -> IntStream.range(0, 3).mapToObj(each -> BUFFERS.wrap(shared.retainedDuplicate())));
    }

    /** A channel whose writes end by hand. */
    private EmbeddedChannel slow() {
        return new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                ((ByteBuf) message).release();
                waiting.add(promise);
            }
        });
    }
}
