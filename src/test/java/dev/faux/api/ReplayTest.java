package dev.faux.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.log.Batch;
import dev.faux.log.Histories;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplayTest {

    private final List<Batch> batches = Histories.batches(Histories.small(), 20_000);

    @ParameterizedTest
    @ValueSource(doubles = {1, 60, 3_600, 0.5})
    void each_event_comes_when_it_is_due(double times) {
        VirtualTimeScheduler clock = VirtualTimeScheduler.create();
        List<Batch> read = new ArrayList<>();
        Disposable reading =
                new Replay(times, clock).of(Flux.fromIterable(batches)).subscribe(read::add);
        long first = batches.getFirst().time(0);
        for (int second = 0; second < 100; second++) {
            clock.advanceTimeTo(Instant.ofEpochMilli(second * 1_000L));
            long due = first + (long) (second * 1_000 * times);
            byte[] found = Histories.bytes(read, 1);
            assertThat(found).isEqualTo(Arrays.copyOf(until(due), found.length));
            assertThat(found.length).isGreaterThanOrEqualTo(until(due - (long) (10 * times) - 1).length);
        }
        reading.dispose();
        clock.dispose();
    }

    /** What is due within 10 ms comes together, with the last of it. */
    private byte[] until(long due) {
        List<Batch> happened = new ArrayList<>();
        for (Batch batch : batches) {
            int end = 0;
            while (end < batch.size() && batch.time(end) <= due) {
                end++;
            }
            if (end > 0) {
                happened.add(batch.slice(0, end));
            }
        }
        return Histories.bytes(happened, 1);
    }

    @Test
    void nothing_is_lost_between_moments() {
        VirtualTimeScheduler clock = VirtualTimeScheduler.create();
        List<Batch> read = new ArrayList<>();
        new Replay(1_000_000, clock).of(Flux.fromIterable(batches)).subscribe(read::add);
        clock.advanceTimeBy(Duration.ofHours(1));
        assertThat(Histories.bytes(read, 1)).isEqualTo(Histories.bytes(batches, 1));
        clock.dispose();
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "x", "x0", "x-1", "x2000000", "live", "x1e3"})
    void another_pace_is_refused(String pace) {
        assertThatThrownBy(() -> Replay.times(pace))
                .hasMessage("pace is \"" + pace + "\", expected xN with N above 0 and up to 1000000, such as x60");
    }
}
