package dev.faux.api;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;

/** An address that is none, as {@code /users?x=%zz}, is refused before anything else of ours is asked: told here. */
@Component
class MalformedAddresses implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    private static final byte[] PROBLEM = """
            {"type":"about:blank","title":"Bad Request","status":400,\
            "detail":"the address of the request is malformed, expected one as in RFC 3986, with %25 for a percent sign"}""".getBytes(StandardCharsets.UTF_8);

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(
                server -> server.mapHandle((handled, connection) -> handled.then(Mono.defer(told(connection)))));
    }

    private static Supplier<Mono<Void>> told(Connection connection) {
        return () -> {
            if (connection instanceof HttpServerResponse response
                    && !response.hasSentHeaders()
                    && response.status().code() == HttpStatus.BAD_REQUEST.value()) {
                return response.header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                        .header(HttpHeaders.CONTENT_LENGTH, Integer.toString(PROBLEM.length))
                        .sendByteArray(Mono.just(PROBLEM))
                        .then();
            }
            return Mono.empty();
        };
    }
}
