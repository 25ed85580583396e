package dev.faux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faux.cli.RunOptions.Range;
import dev.faux.log.Recipe;
import dev.faux.log.TypeFilter;
import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import dev.faux.simulation.Journal;
import dev.faux.simulation.ScenarioFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlaybackTest {

    private static final long START = 1_767_225_600_000L;
    private static final Range ENDLESS =
            new Range(1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, TypeFilter.of(List.of()));

    @Test
    void a_world_that_fails_is_no_end() {
        History impossible = history(Long.MAX_VALUE);

        assertThatThrownBy(() -> Playback.play(
                        new Recipe(impossible, Journal.EMPTY), ENDLESS, Privacy.FULL, (batch, from, to) -> true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the history cannot be played")
                .hasRootCauseInstanceOf(RuntimeException.class);
    }

    @Test
    void a_world_that_nobody_listens_to_any_more_ends() throws InterruptedException {
        IOException full = new IOException("no space left");
        List<Thread> worlds = new ArrayList<>();

        assertThatThrownBy(() -> Playback.play(
                        new Recipe(history(START), Journal.EMPTY), ENDLESS, Privacy.FULL, (batch, from, to) -> {
                            worlds.addAll(running());
                            throw full;
                        }))
                .isSameAs(full);
        assertThat(worlds).isNotEmpty();
        for (Thread world : worlds) {
            assertThat(world.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    private static List<Thread> running() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("world"))
                .toList();
    }

    private static History history(long start) {
        return new History(ScenarioFile.read("weekday", List.of()), 42, start, 20);
    }
}
