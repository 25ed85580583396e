package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** So many requests may be answered at once, and no more. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrowdTest {

    private final Crowd crowd = new Crowd(new ApiSettings(Path.of("."), 2, TestShop.STREAMS, true));

    @Test
    void one_too_many_is_told_to_come_again_until_another_one_has_gone() {
        List<Disposable> waiting = new ArrayList<>();
        waiting.add(ask("/api/v1/users").subscribe());
        waiting.add(ask("/api/v1/orders").subscribe());
        StepVerifier.create(ask("/api/v1/users")).verifyErrorSatisfies(failure -> {
            Problem problem = (Problem) failure;
            assertThat(problem.status()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
            assertThat(problem.headers().getFirst("Retry-After")).isEqualTo("1");
            assertThat(problem.detail()).contains("2 (faux.api.max-concurrent)");
        });
        waiting.getFirst().dispose();
        Disposable third = ask("/api/v1/users").subscribe();
        assertThat(third.isDisposed()).isFalse();
        third.dispose();
        waiting.getLast().dispose();
    }

    @Test
    void streams_and_pages_about_the_server_are_not_counted() {
        List<Disposable> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiting.add(ask("/api/v1/events/stream").subscribe());
            waiting.add(ask("/actuator/health").subscribe());
        }
        assertThat(waiting).noneMatch(Disposable::isDisposed);
        waiting.forEach(Disposable::dispose);
    }

    /** It is answered for ever. */
    private Mono<Void> ask(String path) {
        return crowd.filter(MockServerWebExchange.from(MockServerHttpRequest.get(path)), exchange -> Mono.never());
    }
}
