package dev.faux.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faux.simulation.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShadowTest {

    @TempDir
    private Path folder;

    private final History history = Histories.small();
    private final List<Batch> batches = Histories.batches(history, 20_000);
    private HistoryLog log;

    @BeforeEach
    void openLog() throws IOException {
        log = Histories.log(history, folder, 64 << 20);
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void it_comes_to_the_same_wherever_the_first_world_stands() throws IOException {
        for (Batch batch : batches) {
            log.append(batch);
            log.shadow().follow();
            assertThat(log.shadow().agreed()).isEqualTo(batch.last());
        }
        assertThat(log.shadow().difference()).isNull();
        assertThat(snapshots()).isEqualTo(20_000 / Histories.SNAPSHOT_EVERY);
    }

    @Test
    void it_follows_from_far_behind() throws IOException {
        batches.forEach(log::append);
        log.shadow().follow();

        assertThat(log.shadow().agreed()).isEqualTo(batches.getLast().last());
        assertThat(snapshots()).isGreaterThan(2);
    }

    @Test
    void where_it_has_time_the_newest_snapshot_lies_near_to_the_first_world_and_the_others_as_far_apart_as_ever()
            throws IOException {
        for (Batch batch : batches) {
            log.append(batch);
            for (int turn = 0; turn < 60; turn++) {
                log.shadow().follow();
            }
            List<Long> positions = positions();
            assertThat(batch.last() - positions.getLast()).isLessThan(Histories.SNAPSHOT_EVERY / 8 + Run.BATCH);
            for (int i = 1; i < positions.size() - 1; i++) {
                assertThat(positions.get(i) - positions.get(i - 1)).isGreaterThanOrEqualTo(Histories.SNAPSHOT_EVERY);
            }
            for (int i = 1; i < positions.size(); i++) {
                assertThat(positions.get(i) - positions.get(i - 1)).isLessThan(2 * Histories.SNAPSHOT_EVERY);
            }
        }
        assertThat(positions()).hasSize((int) (20_000 / Histories.SNAPSHOT_EVERY));
    }

    @Test
    void it_takes_a_snapshot_where_it_stands_when_it_is_told_to() throws IOException {
        log.append(batches.getFirst());
        log.shadow().follow();
        assertThat(snapshots()).isZero();
        log.shadow().keep();

        try (HistoryLog again = Histories.log(history, folder, 64 << 20)) {
            assertThat(again.head().position()).isEqualTo(log.head().position());
        }
    }

    @Test
    void it_tells_that_the_first_world_went_another_way_and_takes_no_more_snapshots() throws IOException {
        log.append(batches.getFirst());
        log.shadow().follow();
        List<Batch> others = Histories.batches(Histories.small("population=501"), 20_000);
        long last = batches.getFirst().last();
        others.stream()
                .filter(batch -> batch.last() > last)
                .map(batch -> batch.from(last + 1))
                .forEach(log::append);
        log.shadow().follow();

        assertThat(log.shadow().difference()).contains("position " + log.head().position());
        assertThat(log.shadow().agreed()).isEqualTo(last);
        log.shadow().follow();
        assertThat(log.shadow().agreed()).isEqualTo(last);
    }

    private List<Long> positions() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("snapshots"))) {
            return files.map(file -> Long.valueOf(file.getFileName().toString().substring(0, 20)))
                    .sorted()
                    .toList();
        }
    }

    private long snapshots() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("snapshots"))) {
            return files.count();
        }
    }
}
