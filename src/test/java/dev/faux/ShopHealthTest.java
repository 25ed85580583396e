package dev.faux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.emitter.Emitter;
import dev.faux.emitter.OpenShop;
import dev.faux.log.Histories;
import dev.faux.log.HistoryLog;
import dev.faux.simulation.History;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShopHealthTest {

    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final History history = Histories.small(NOW.minus(Duration.ofHours(1)));

    @TempDir
    private Path folder;

    @Test
    void a_shop_is_well_while_it_catches_up_and_when_it_is_open() {
        clock.advanceTimeTo(NOW);
        try (OpenShop open = new OpenShop(history, folder, clock)) {
            HistoryLog log = open.log;
            Emitter emitter = open.emitter;
            ShopHealth shop = new ShopHealth(emitter, log, open.home());
            assertThat(shop.health())
                    .isEqualTo(Health.up()
                            .withDetail("state", "catching up")
                            .withDetail("position", 0L)
                            .withDetail("madeAgainTo", 0L)
                            .build());
            Disposable running = emitter.start();
            clock.advanceTimeBy(Duration.ofSeconds(1));
            assertThat(shop.health())
                    .isEqualTo(Health.up()
                            .withDetail("state", "open")
                            .withDetail("position", log.head().position())
                            .withDetail("madeAgainTo", 0L)
                            .build());
            running.dispose();
        }
    }

    @Test
    void a_shop_whose_world_failed_is_down_and_says_why() {
        clock.advanceTimeTo(NOW);
        try (OpenShop open = new OpenShop(history, folder, clock)) {
            HistoryLog log = open.log;
            Emitter emitter = open.emitter;
            log.append(Histories.batches(history, 1).getFirst());
            Disposable running = emitter.start();
            clock.advanceTimeBy(Duration.ofSeconds(1));
            Health health = new ShopHealth(emitter, log, open.home()).health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails())
                    .containsEntry("state", "stands still")
                    .containsKey("position");
            assertThat(health.getDetails().get("error")).asString().contains("batch begins at 1, expected");
            running.dispose();
        }
    }
}
