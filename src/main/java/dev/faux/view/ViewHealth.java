package dev.faux.view;

import dev.faux.log.Checkpoint;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

/** Whether the views can be asked, and how far they have come. While Postgres is still starting, that is not known. */
final class ViewHealth implements ReactiveHealthIndicator {

    private static final String STATE = "state";
    private static final String POSITION = "position";

    private final Database database;

    ViewHealth(Database database) {
        this.database = database;
    }

    @Override
    public Mono<Health> health() {
        return database.ask(EventStore::position)
                .map(Checkpoint::position)
                .defaultIfEmpty(0L)
                .map(position -> Health.up()
                        .withDetail(STATE, database.words())
                        .withDetail(POSITION, position)
                        .build())
                .onErrorResume(failure -> Mono.just(unwell(failure)));
    }

    private Health unwell(Throwable failure) {
        Status status = database.hasFailed() || database.isUp() ? Status.DOWN : Status.UNKNOWN;
        return Health.status(status)
                .withDetail(STATE, String.valueOf(failure.getMessage()))
                .build();
    }
}
