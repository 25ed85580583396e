package dev.faux;

import dev.faux.emitter.Emitter;
import dev.faux.log.HistoryLog;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the shop goes on, and how far it has come. One that still makes up for its past is well. */
final class ShopHealth implements HealthIndicator {

    private final Emitter emitter;
    private final HistoryLog events;

    ShopHealth(Emitter emitter, HistoryLog events) {
        this.emitter = emitter;
        this.events = events;
    }

    @Override
    public Health health() {
        Throwable failure = emitter.failure();
        Health.Builder health = failure == null
                ? Health.up().withDetail("state", emitter.isLive() ? "open" : "catching up")
                : Health.down(failure).withDetail("state", "stands still");
        return health.withDetail("position", events.head().position()).build();
    }
}
