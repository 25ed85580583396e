package dev.faux.houserules.offenders;

import org.springframework.util.StringUtils;
import reactor.core.publisher.Mono;

public final class Frameworks {

    boolean spring(String text) {
        return StringUtils.hasText(text);
    }

    Mono<String> reactor() {
        return Mono.empty();
    }
}
