package dev.faux.view;

import dev.faux.dataset.Table;
import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Route;
import java.time.Duration;
import java.util.Set;
import java.util.function.IntPredicate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A batch, ready to be written.
 *
 * @param reached how far the store has come with it
 * @param wanted which of the events are stored themselves, by their index
 * @param firstKept the index of the first event whose day is still kept when all of the batch is in
 * @param oldestDay the oldest day that is kept then
 * @param changes what it means for the read models; worked out when it is asked for, on another thread
 */
record Intake(
        Batch batch, Checkpoint reached, IntPredicate wanted, int firstKept, long oldestDay, Mono<Changes> changes) {

    /** @param tables of the read models that are kept */
    static Intake of(Batch batch, Checkpoint reached, Route route, Set<Table> tables, Duration retention) {
        long oldestDay = Days.oldestKept(batch.time(batch.size() - 1), retention);
        int firstKept = 0;
        while (batch.time(firstKept) < Days.start(oldestDay)) {
            firstKept++;
        }
        return new Intake(
                batch,
                reached,
                index -> route.wants(batch, index, reached.since()),
                firstKept,
                oldestDay,
                Mono.fromCallable(() -> Changes.of(batch, tables)).subscribeOn(Schedulers.parallel()));
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
