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

    private final Channel channel;

    Wire(ServerHttpResponse response) {
        this(((Connection) ServerHttpResponseDecorator.<HttpServerResponse>getNativeResponse(response)).channel());
    }

    Wire(Channel channel) {
        this.channel = channel;
    }

    /** The one thread that everything of this connection happens on. */
    EventLoop thread() {
        return channel.eventLoop();
    }

    /** Runs once there is no connection any more. */
    void onClose(Runnable end) {
        channel.closeFuture().addListener(closed -> end.run());
    }

    /** Sends the headers and these bytes; what follows is done when nothing is kept of the request any more. */
    Mono<Void> open(ServerHttpResponse response, byte[] opening, Mono<Void> rest) {
        HttpServerResponse netty = ServerHttpResponseDecorator.getNativeResponse(response);
        return response.writeAndFlushWith(
                        Flux.just(Mono.just(response.bufferFactory().wrap(opening))))
                // Where there are no bytes, that has sent no headers.
                .then(Mono.defer(netty::then))
                .doOnSuccess(sent -> Exchanges.after(channel, rest));
    }

    /**
     * Writes until the end, or until something fails; then the connection is closed.
     *
     * @param patience how long a buffer may take to leave
     * @param stalled is told when one has taken longer
     */
    Mono<Void> write(Flux<DataBuffer> buffers, Duration patience, Runnable stalled) {
        return buffers.concatMap(buffer -> send(buffer, patience), 0)
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                .doOnError(TimeoutException.class, late -> stalled.run())
                .doOnError(failed -> channel.close())
                .onErrorComplete()
                .then();
    }

    private Mono<Void> send(DataBuffer buffer, Duration patience) {
        ChannelFuture sent = channel.writeAndFlush(NettyDataBufferFactory.toByteBuf(buffer));
        // One that has failed already would end as a constant, for which the buffer is released once more.
        return sent.isSuccess() ? Mono.empty() : FutureMono.from(sent).timeout(patience);
    }
}
