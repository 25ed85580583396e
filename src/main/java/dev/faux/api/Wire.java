package dev.faux.api;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.FutureMono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The connection to one client. The next buffer is asked for when the last one has left for the network: Netty's own
 * {@code send} of a sequence takes up to 128 ahead, which is much to hold for a client who does not read. One who takes nothing for
 * long is let go.
 */
final class Wire {

    private final ServerHttpResponse response;
    private final HttpServerResponse netty;
    private final Channel channel;
    private final Duration patience;
    private boolean opened;

    /** @param patience how long a buffer may take to leave */
    Wire(ServerHttpResponse response, Duration patience) {
        this.response = response;
        this.patience = patience;
        this.netty = ServerHttpResponseDecorator.getNativeResponse(response);
        this.channel = ((Connection) netty).channel();
    }

    /** The one thread that everything of this connection happens on. */
    EventLoop thread() {
        return channel.eventLoop();
    }

    /** Makes buffers that leave without being copied. */
    NettyDataBufferFactory buffers() {
        return (NettyDataBufferFactory) response.bufferFactory();
    }

    /**
     * Writes until the end; an error before the first buffer leaves the response as it was.
     *
     * @param stalled is told when a buffer has taken too long; then the connection is closed
     */
    Mono<Void> write(Flux<DataBuffer> buffers, Runnable stalled) {
        return buffers.concatMap(
                        buffer -> send(buffer).onErrorResume(TimeoutException.class, late -> letGo(stalled)), 0)
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                .then();
    }

    /** The first one goes the way that adds the headers; where it is empty, they have to be sent off. */
    private Mono<Void> send(DataBuffer buffer) {
        if (opened) {
            ChannelFuture sent = channel.writeAndFlush(NettyDataBufferFactory.toByteBuf(buffer));
            return sent.isDone() ? FutureMono.from(sent) : FutureMono.from(sent).timeout(patience);
        }
        opened = true;
        return response.writeAndFlushWith(Flux.just(Mono.just(buffer)))
                .then(Mono.defer(netty::then))
                .timeout(patience);
    }

    /** That the connection is closed ends all that is done for it. */
    private Mono<Void> letGo(Runnable stalled) {
        stalled.run();
        channel.close();
        return Mono.never();
    }
}
