package dev.faux.api;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The documentation looks through the program's files, so it is asked where one may wait. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DocsThread implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().value();
        boolean docs = path.startsWith("/v3/api-docs") || path.startsWith("/swagger-ui") || path.startsWith("/docs");
        Mono<Void> answer = chain.filter(exchange);
        return docs ? answer.subscribeOn(Schedulers.boundedElastic()) : answer;
    }
}
