package dev.faux.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** A refusal as RFC 9457 wants it told; its message is meant for the client. */
final class Problem extends RuntimeException {

    private final HttpStatusCode status;
    private final HttpHeaders headers = new HttpHeaders();
    private final @Nullable String found;
    private final @Nullable String expected;

    private Problem(HttpStatusCode status, String detail, @Nullable String found, @Nullable String expected) {
        super(detail, null, false, false);
        this.status = status;
        this.found = found;
        this.expected = expected;
    }

    static Problem of(HttpStatusCode status, String detail) {
        return new Problem(status, detail, null, null);
    }

    /** Something has this value, or none where it is empty, and should have had another. */
    static Problem of(HttpStatus status, String what, String found, String expected) {
        String fault = found.isEmpty() ? " is missing" : " is \"" + found + "\"";
        return new Problem(status, what + fault + ", expected " + expected, found, expected);
    }

    static Problem badValue(String what, String found, String expected) {
        return of(HttpStatus.BAD_REQUEST, what, found, expected);
    }

    /** No such thing, or none any more. */
    static Problem notFound(String kind, String id) {
        return new Problem(
                HttpStatus.NOT_FOUND, "there is no " + kind + " " + id, id, "the id of a " + kind + " of this history");
    }

    static Problem unavailable(String detail, Duration retryAfter) {
        return of(HttpStatus.SERVICE_UNAVAILABLE, detail)
                .with(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
    }

    Problem with(String header, String value) {
        headers.add(header, value);
        return this;
    }

    HttpStatusCode status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    HttpHeaders headers() {
        return headers;
    }

    /** The offending value. */
    @Nullable
    String found() {
        return found;
    }

    /** What would have been taken. */
    @Nullable
    String expected() {
        return expected;
    }
}
