package dev.faux.api;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets no more requests be answered at once than the server can bear; streams are counted by {@link Listeners}. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Crowd implements WebFilter {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ApiSettings settings;
    private final AtomicInteger served = new AtomicInteger();

    Crowd(ApiSettings settings) {
        this.settings = settings;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().value();
        if (!path.startsWith("/api/") || path.equals(EventStreamApi.PATH)) {
            return chain.filter(exchange);
        }
        return Mono.defer(() -> {
            if (served.incrementAndGet() > settings.maxConcurrent()) {
                served.decrementAndGet();
                return Mono.error(tooMany());
            }
            return chain.filter(exchange).doFinally(end -> served.decrementAndGet());
        });
    }

    private Problem tooMany() {
        return Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "as many requests are being answered as may be at once, which is " + settings.maxConcurrent()
                                + " (faux.api.max-concurrent); ask again")
                .with(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()));
    }
}
