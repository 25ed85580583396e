package dev.faux.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers every failure as RFC 9457 wants it: what was wrong, what was expected, and nothing of how it works inside. */
@Component
@Order(-2)
class ProblemPages implements ErrorWebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemPages.class);

    private final JsonMapper json;

    ProblemPages(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        Problem problem = Problems.of(failure, exchange.getRequest());
        if (problem.status().value() == HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            LOG.error(
                    "{} {} {} failed",
                    exchange.getLogPrefix(),
                    exchange.getRequest().getMethod(),
                    exchange.getRequest().getPath(),
                    failure);
        }
        return write(problem, exchange);
    }

    /** Ends the exchange with this problem; headers that were set before stay. */
    Mono<Void> write(Problem problem, ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(problem.status());
        response.getHeaders().putAll(problem.headers());
        if (exchange.getRequest().getMethod().equals(HttpMethod.HEAD)) {
            return response.setComplete();
        }
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return response.writeWith(Mono.fromSupplier(() -> body(problem, exchange)));
    }

    private DataBuffer body(Problem problem, ServerWebExchange exchange) {
        HttpStatus known = HttpStatus.resolve(problem.status().value());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        put("title", known == null ? null : known.getReasonPhrase(), body);
        body.put("status", problem.status().value());
        body.put("detail", problem.detail());
        body.put("instance", exchange.getRequest().getPath().value());
        put("found", problem.found(), body);
        put("expected", problem.expected(), body);
        return exchange.getResponse().bufferFactory().wrap(json.writeValueAsBytes(body));
    }

    private static void put(String name, @Nullable String value, Map<String, Object> body) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
