package dev.faux.api;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationPredicate;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;

/** What happens to a request before and after all that is ours. */
@Component
class Exchanges implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory>, ObservationPredicate {

    private static final AttributeKey<Mono<Void>> REST = AttributeKey.valueOf(Exchanges.class, "rest");

    private static final byte[] MALFORMED = """
            {"type":"about:blank","title":"Bad Request","status":400,\
            "detail":"the address of the request is malformed, expected one as in RFC 3986, with %25 for a percent sign"}""".getBytes(StandardCharsets.UTF_8);

    /**
     * A request is begun in a turn of its own of its connection's thread: where one that had to wait in line is answered within
     * the turn that took it from there, Reactor Netty 1.3 reads nothing more from the connection (reactor-netty#4361).
     */
    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.mapHandle((handled, connection) ->
                handled.subscribeOn(thread(connection.channel())).then(Mono.defer(() -> finish(connection)))));
    }

    /** Has this done when all others have done with a request, whose answer has begun: what they keep is let go before. */
    static void after(Channel channel, Mono<Void> rest) {
        channel.attr(REST).set(rest);
    }

    private static Mono<Void> finish(Connection connection) {
        Mono<Void> rest = connection.channel().attr(REST).getAndSet(null);
        return rest == null ? answerMalformed(connection) : rest;
    }

    /** A stream is no request that takes so and so long; {@link Listeners} counts it. */
    @Override
    public boolean test(String name, Observation.Context context) {
        return !(context instanceof ServerRequestObservationContext request
                && request.getCarrier() != null
                && EventStreamApi.PATH.equals(request.getCarrier().getPath().value()));
    }

    /** The one thread that everything of a connection happens on. */
    private static Scheduler thread(Channel channel) {
        return Schedulers.fromExecutor(channel.eventLoop());
    }

    /** An address that is none, as {@code /users?x=%zz}, is refused before anything of ours is asked, without a word. */
    private static Mono<Void> answerMalformed(Connection connection) {
        if (connection instanceof HttpServerResponse response
                && !response.hasSentHeaders()
                && response.status().code() == HttpStatus.BAD_REQUEST.value()) {
            return response.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                    .header(HttpHeaders.CONTENT_LENGTH, Integer.toString(MALFORMED.length))
                    .sendByteArray(Mono.just(MALFORMED))
                    .then();
        }
        return Mono.empty();
    }
}
