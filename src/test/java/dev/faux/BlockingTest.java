package dev.faux;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Shows that BlockHound watches all tests: a thread that must not block fails when it does. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BlockingTest {

    @Test
    void a_blocking_call_on_a_thread_that_must_not_block_is_an_error() {
        var nap = Mono.fromCallable(() -> {
                    Thread.sleep(1);
                    return "slept";
                })
                .subscribeOn(Schedulers.parallel());
        StepVerifier.create(nap).expectError(BlockingOperationError.class).verify(Duration.ofSeconds(10));
    }
}
