package dev.faux.view;

import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Waits for answers, as only a test may. */
final class Answers {

    private Answers() {}

    static <T> T the(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(OpenView.PATIENCE), "no answer");
    }

    static <T> List<T> all(Flux<T> answers) {
        return the(answers.collectList());
    }
}
