package dev.faux.houserules.offenders;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

public final class Blocking {

    @Nullable
    String one(Mono<String> mono) {
        return mono.block();
    }

    Optional<String> maybe(Mono<String> mono) {
        return mono.blockOptional();
    }

    @Nullable
    String first(Flux<String> flux) {
        return flux.blockFirst();
    }

    @Nullable
    String last(Flux<String> flux) {
        return flux.blockLast();
    }

    Iterable<String> iterable(Flux<String> flux) {
        return flux.toIterable();
    }

    Stream<String> stream(Flux<String> flux) {
        return flux.toStream();
    }
}
