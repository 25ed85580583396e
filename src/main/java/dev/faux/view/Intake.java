package dev.faux.view;

import dev.faux.log.Batch;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A batch, ready to be written.
 *
 * @param history what it is of
 * @param firstKept the index of the first event whose day is still kept when all of the batch is in
 * @param oldestDay the oldest day that is kept then
 * @param changes what it means for the read models; worked out when it is asked for, on another thread
 */
record Intake(Batch batch, String history, int firstKept, long oldestDay, Mono<Changes> changes) {

    static Intake of(Batch batch, Duration retention) {
        long oldestDay = Days.oldestKept(batch.time(batch.size() - 1), retention);
        int firstKept = 0;
        while (batch.time(firstKept) < Days.start(oldestDay)) {
            firstKept++;
        }
        return new Intake(batch, EventData.history(batch, 0), firstKept, oldestDay, changes(batch));
    }

    private static Mono<Changes> changes(Batch batch) {
        return Mono.fromCallable(() -> Changes.of(batch)).subscribeOn(Schedulers.parallel());
    }

    /** When its last event happened, in milliseconds since 1970 UTC. */
    long newest() {
        return batch.time(batch.size() - 1);
    }

    long firstDay() {
        return Days.of(batch.time(firstKept));
    }

    long lastDay() {
        return Days.of(newest());
    }
}
