package dev.faux.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** Who comes in by the front door. */
record Client(int port, String token) {

    /** What was answered; the body as text and, where it is JSON, as a map. */
    record Answer(HttpStatusCode status, HttpHeaders headers, String body, Map<String, Object> json) {

        @Nullable
        Object get(String name) {
            return json.get(name);
        }

        @Nullable
        String header(String name) {
            return headers.getFirst(name);
        }
    }

    static Client manager(int port, Tokens tokens) {
        return new Client(port, tokens.issue("manager@example.com", Scopes.MANAGER, Duration.ofHours(1)));
    }

    static Client with(String scope, int port, Tokens tokens) {
        return new Client(port, tokens.issue("somebody", scope, Duration.ofHours(1)));
    }

    static Client withoutToken(int port) {
        return new Client(port, "");
    }

    Answer get(String path) {
        return answer(http().get().uri(address(path)).headers(this::authorize));
    }

    Answer get(String path, String header, String value) {
        return answer(http().get().uri(address(path)).headers(this::authorize).header(header, value));
    }

    Answer post(String path, MediaType type, String body) {
        return answer(http().post()
                .uri(address(path))
                .headers(this::authorize)
                .contentType(type)
                .bodyValue(body));
    }

    /** The stream as it comes, in pieces. */
    Flux<String> stream(String query, MediaType form) {
        return WebClient.create()
                .get()
                .uri(address("/api/v1/events/stream" + query))
                .headers(this::authorize)
                .accept(form)
                .exchangeToFlux(response -> response.statusCode().is2xxSuccessful()
                        ? response.bodyToFlux(DataBuffer.class)
                        : Flux.error(new IllegalStateException("status " + response.statusCode())))
                .map(Client::text);
    }

    /** The lines of the stream. */
    Flux<String> lines(String query, MediaType form) {
        return WebClient.create()
                .get()
                .uri(address("/api/v1/events/stream" + query))
                .headers(this::authorize)
                .accept(form)
                .retrieve()
                .bodyToFlux(DataBuffer.class)
                .map(Client::text)
                .scan(new Cut("", ""), Cut::more)
                .concatMapIterable(Cut::lines);
    }

    private record Cut(String whole, String rest) {

        Cut more(String text) {
            String all = rest + text;
            int end = all.lastIndexOf('\n') + 1;
            return new Cut(all.substring(0, end), all.substring(end));
        }

        List<String> lines() {
            return whole.lines().toList();
        }
    }

    private static String text(DataBuffer buffer) {
        String text = buffer.toString(StandardCharsets.UTF_8);
        DataBufferUtils.release(buffer);
        return text;
    }

    private WebTestClient http() {
        return WebTestClient.bindToServer()
                .responseTimeout(Duration.ofSeconds(60))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(16 << 20))
                .build();
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private void authorize(HttpHeaders headers) {
        if (!token.isEmpty()) {
            headers.setBearerAuth(token);
        }
    }

    @SuppressWarnings("unchecked")
    private static Answer answer(WebTestClient.RequestHeadersSpec<?> request) {
        EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
        byte[] bytes = result.getResponseBody();
        String body = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        Map<String, Object> json = body.startsWith("{") ? new JsonMapper().readValue(body, Map.class) : Map.of();
        return new Answer(result.getStatus(), result.getResponseHeaders(), body, json);
    }
}
