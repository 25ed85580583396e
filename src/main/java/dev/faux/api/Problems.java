package dev.faux.api;

import dev.faux.emitter.CommandDesk;
import dev.faux.emitter.HomeException;
import dev.faux.log.EventLog;
import dev.faux.view.ViewUnavailable;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/** Tells what went wrong in the client's words. */
final class Problems {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private Problems() {}

    static Problem of(Throwable failure, ServerHttpRequest request) {
        return switch (failure) {
            case Problem problem -> problem;
            case EventLog.Busy busy -> Problem.unavailable(busy.getMessage() + "; try again later", RETRY_AFTER);
            case CommandDesk.Busy busy -> Problem.unavailable(busy.getMessage() + "; try again later", RETRY_AFTER);
            case CommandDesk.NotWritten full ->
                Problem.unavailable(full.getMessage() + "; nothing came of it, try again later", RETRY_AFTER);
            case CommandDesk.OtherRequest other ->
                Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "Idempotency-Key: " + other.getMessage());
            case HomeException refused -> Problem.of(HttpStatus.CONFLICT, String.valueOf(refused.getMessage()));
            case ViewUnavailable down -> viewUnavailable();
            case R2dbcException down -> viewUnavailable();
            case RejectedExecutionException full ->
                Problem.unavailable("more shops are waited for than can be run; try again later", RETRY_AFTER);
            case AuthenticationServiceException down ->
                Problem.unavailable("the issuer of the token cannot be asked now", RETRY_AFTER);
            case DataBufferLimitException tooLarge -> tooLarge();
            case MethodNotAllowedException e ->
                withHeaders(e, value(e, "method", e.getHttpMethod(), list(e.getSupportedMethods())));
            case NotAcceptableStatusException e ->
                withHeaders(
                        e, value(e, "Accept", header(HttpHeaders.ACCEPT, request), list(e.getSupportedMediaTypes())));
            case UnsupportedMediaTypeStatusException e ->
                withHeaders(
                        e,
                        value(
                                e,
                                "Content-Type",
                                header(HttpHeaders.CONTENT_TYPE, request),
                                list(e.getSupportedMediaTypes())));
            case ResponseStatusException e
            when e.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND) ->
                value(e, "path", request.getPath().value(), "one of those that /v3/api-docs tells");
            case ErrorResponse e when e.getStatusCode().is4xxClientError() -> told(e, failure);
            case ErrorResponse e ->
                Problem.of(e.getStatusCode(), "this did not work; the log of the server tells more");
            default ->
                Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "this did not work; the log of the server tells more");
        };
    }

    private static Problem viewUnavailable() {
        return Problem.unavailable("what is stored cannot be asked now; the stream of events goes on", RETRY_AFTER);
    }

    private static Problem told(ErrorResponse error, Throwable failure) {
        if (failure.getCause() instanceof DataBufferLimitException
                || error.getStatusCode() == HttpStatus.CONTENT_TOO_LARGE) {
            return tooLarge();
        }
        if (failure.getCause() instanceof DecodingException) {
            return Problem.of(error.getStatusCode(), "the body cannot be read, expected JSON");
        }
        String detail = error.getBody().getDetail();
        return Problem.of(error.getStatusCode(), detail == null ? "the request is malformed" : detail);
    }

    private static Problem tooLarge() {
        return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "the body is too large");
    }

    private static Problem value(ResponseStatusException error, String what, String found, String expected) {
        HttpStatus status = HttpStatus.valueOf(error.getStatusCode().value());
        return Problem.of(status, what, found, expected);
    }

    private static Problem withHeaders(ResponseStatusException error, Problem problem) {
        problem.headers().putAll(error.getHeaders());
        return problem;
    }

    private static String header(String name, ServerHttpRequest request) {
        @Nullable String value = request.getHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static String list(@Nullable Collection<?> values) {
        return values == null || values.isEmpty()
                ? "another"
                : values.stream().map(String::valueOf).distinct().sorted().collect(Collectors.joining(" or "));
    }
}
