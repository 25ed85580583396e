package dev.faux.api;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Tells the streams that the server is about to end: it would wait for them, and they for it. */
@Component
class Closing {

    private final Sinks.Empty<Void> begun = Sinks.empty();

    /** Completes once the server is about to end. */
    Mono<Void> begun() {
        return begun.asMono();
    }

    @EventListener(ContextClosedEvent.class)
    void begin() {
        begun.tryEmitEmpty();
    }
}
