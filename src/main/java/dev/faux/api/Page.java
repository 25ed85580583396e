package dev.faux.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Some of many things, and where to go on.
 *
 * @param next what {@code after} has to be for the next page, or null on the last one
 */
record Page<T>(
        List<T> data,

        @Schema(
                description = "What `after` has to be for the next page; null on the last one",
                types = {"string", "null"})
        @Nullable
        String next) {

    static final int MAX_LIMIT = 10_000;
    static final int DEFAULT_LIMIT = 1_000;

    /** How many things the client wants at once. */
    static int limit(Query query) {
        String text = query.one("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_LIMIT) {
            throw Problem.badValue("limit", text, "1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }

    /**
     * @param found up to one more than fit, which tells that there are more
     * @param shown how the client sees one
     * @param cursor where to go on after one, as text
     */
    static <S, T> Page<T> of(List<S> found, int limit, Function<S, T> shown, Function<S, String> cursor) {
        List<S> fitting = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? cursor.apply(fitting.getLast()) : null;
        return new Page<>(fitting.stream().map(shown).toList(), next);
    }

    /** With the address of the next page, as RFC 8288 wants it. */
    ResponseEntity<Page<T>> answer(ServerHttpRequest request) {
        return linked(ResponseEntity.ok(), next, request).body(this);
    }

    /** @param next what {@code after} is on the page that the link leads to; null for no link */
    static ResponseEntity.BodyBuilder linked(
            ResponseEntity.BodyBuilder answer, @Nullable String next, ServerHttpRequest request) {
        if (next == null) {
            return answer;
        }
        String address = UriComponentsBuilder.fromPath(request.getURI().getRawPath())
                .query(request.getURI().getRawQuery())
                .replaceQueryParam("after", next)
                .build(true)
                .toUriString();
        return answer.header(HttpHeaders.LINK, "<" + address + ">; rel=\"next\"");
    }
}
