package dev.faux.view;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import java.nio.charset.StandardCharsets;
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

    /** Where a store is that has taken in all up to the end of a batch. */
    static Checkpoint reached(Batch batch) {
        String line = new String(batch.line(0), StandardCharsets.UTF_8);
        String history = line.replaceFirst(".*?\"source\":\"/faux/", "").replaceFirst("\".*", "");
        return new Checkpoint(history, batch.last(), batch.digest(), 1, batch.last());
    }

    static <T> List<T> all(Flux<T> answers) {
        return the(answers.collectList());
    }
}
