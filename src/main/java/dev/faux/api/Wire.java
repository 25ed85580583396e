package dev.faux.api;

import io.netty.channel.Channel;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.netty.Connection;
import reactor.netty.FutureMono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The connection to one client. The next buffer is asked for when the last one has left for the network: Netty's own
 * {@code send} of a sequence takes up to 128 ahead, which is much to hold for a client who does not read.
 */
final class Wire {

    private final ServerHttpResponse response;
    private final HttpServerResponse netty;
    private final Channel channel;
    private boolean opened;

    Wire(ServerHttpResponse response) {
        this.response = response;
        this.netty = ServerHttpResponseDecorator.getNativeResponse(response);
        this.channel = ((Connection) netty).channel();
    }

    /** The one thread that everything of this connection happens on. */
    Scheduler thread() {
        return Exchanges.thread(channel);
    }

    /** Writes until the end; an error before the first buffer leaves the response as it was. */
    Mono<Void> write(Flux<DataBuffer> buffers) {
        return buffers.concatMap(this::send, 0)
                .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                .then();
    }

    /** The first one goes the way that adds the headers; where it is empty, they have to be sent off. */
    private Mono<Void> send(DataBuffer buffer) {
        if (opened) {
            return FutureMono.from(channel.writeAndFlush(NettyDataBufferFactory.toByteBuf(buffer)));
        }
        opened = true;
        return response.writeAndFlushWith(Flux.just(Mono.just(buffer))).then(Mono.defer(netty::then));
    }
}
