package dev.faux;

import dev.faux.emitter.Emitter;
import dev.faux.emitter.Home;
import dev.faux.log.HistoryLog;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the shop goes on, how far it has come, and up to where it was seen to be made again the same. One that still makes up for
 * its past is well.
 */
final class ShopHealth implements HealthIndicator {

    private final Emitter emitter;
    private final HistoryLog events;
    private final Home home;

    ShopHealth(Emitter emitter, HistoryLog events, Home home) {
        this.emitter = emitter;
        this.events = events;
        this.home = home;
    }

    @Override
    public Health health() {
        return state().withDetail("position", events.head().position())
                .withDetail("madeAgainTo", events.shadow().agreed())
                .build();
    }

    private Health.Builder state() {
        Throwable failure = emitter.failure();
        if (failure != null) {
            return Health.down(failure).withDetail("state", "stands still");
        }
        String difference = events.shadow().difference();
        if (difference != null) {
            return Health.down().withDetail("state", "cannot be made again").withDetail("difference", difference);
        }
        String trouble = home.trouble();
        if (trouble != null) {
            return Health.down().withDetail("state", "waits for its disk").withDetail("failure", trouble);
        }
        return Health.up().withDetail("state", emitter.isLive() ? "open" : "catching up");
    }
}
