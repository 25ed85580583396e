package dev.faux.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.faux.log.Batch;
import dev.faux.log.Histories;
import dev.faux.sink.MangleSettings.Share;
import dev.faux.sink.Mangler.Letter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What is spoilt is spoilt as much as it is asked for, the same way each time, and nothing else is. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ManglerTest {

    private static final List<Batch> BATCHES = Histories.batches(Histories.small(), 20_000);
    private static final long LAST = BATCHES.getLast().last();
    private static final Duration LATE = Duration.ofMinutes(3);
    private static final MangleSettings ALL = new MangleSettings(
            new Share(0.02, LATE),
            new Share(0.03, null),
            new Share(0.01, null),
            new Share(0.05, null),
            new Share(0.04, null));

    @Test
    void each_kind_of_dirt_has_its_share() {
        Mangler mangler = new Mangler(ALL, 42, "kafka");
        for (Dirt dirt : Dirt.values()) {
            double share = LongStream.rangeClosed(1, 100_000)
                            .filter(position -> mangler.dirt(position) == dirt)
                            .count()
                    / 100_000.0;
            // Six standard deviations of the largest share: 6 * sqrt(0.05 * 0.95 / 100,000).
            assertThat(share).isCloseTo(ALL.share(dirt), within(0.0042));
        }
    }

    @Test
    void what_is_clean_comes_once_in_its_order() {
        List<Letter> letters = deliver(ALL, BATCHES.size());
        List<Long> clean = letters.stream()
                .filter(letter -> letter.dirt() == null)
                .map(Letter::position)
                .toList();
        assertThat(clean).isSorted().doesNotHaveDuplicates();
        Mangler mangler = new Mangler(ALL, 42, "kafka");
        assertThat(clean)
                .isEqualTo(LongStream.rangeClosed(1, LAST)
                        .filter(position -> mangler.dirt(position) == null || mangler.dirt(position) == Dirt.REPEAT)
                        .boxed()
                        .toList());
    }

    @Test
    void what_is_late_comes_after_others_that_happened_later_but_not_too_late() {
        List<Letter> letters = deliver(ALL, BATCHES.size());
        long latest = 0;
        int late = 0;
        for (Letter letter : letters) {
            long at = letter.batch().time(letter.index());
            if (letter.dirt() == Dirt.LATE || letter.dirt() == Dirt.REPEAT || letter.dirt() == Dirt.REORDER) {
                late++;
                assertThat(latest - at)
                        .isLessThanOrEqualTo(ALL.by(letter.dirt()).toMillis());
            } else {
                assertThat(at).isGreaterThanOrEqualTo(latest);
            }
            latest = Math.max(latest, at);
        }
        assertThat(late).isGreaterThan(1_000);
    }

    @Test
    void what_is_discarded_does_not_come_and_what_is_repeated_comes_twice() {
        List<Letter> letters = deliver(ALL, BATCHES.size());
        Mangler mangler = new Mangler(ALL, 42, "kafka");
        Set<Long> seen = new HashSet<>();
        int twice = 0;
        for (Letter letter : letters) {
            if (!seen.add(letter.position())) {
                twice++;
                assertThat(letter.dirt()).isEqualTo(Dirt.REPEAT);
            }
        }
        assertThat(twice).isGreaterThan(100);
        assertThat(LongStream.rangeClosed(1, LAST).filter(position -> !seen.contains(position)))
                .hasSizeGreaterThan(100)
                .allMatch(position -> mangler.dirt(position) == Dirt.DISCARD);
    }

    @Test
    void who_goes_on_in_the_middle_and_has_seen_the_last_while_again_delivers_the_same() {
        List<Letter> whole = deliver(ALL, BATCHES.size());
        for (int broken = 1; broken < BATCHES.size(); broken += 3) {
            List<Letter> parts = new ArrayList<>(played(new Mangler(ALL, 42, "kafka"), 0, broken));
            Mangler again = new Mangler(ALL, 42, "kafka");
            Batch last = BATCHES.get(broken - 1);
            long oldest = last.time(last.size() - 1) - ALL.memory().toMillis();
            for (Batch batch : BATCHES.subList(0, broken)) {
                for (int i = 0; i < batch.size(); i++) {
                    if (batch.time(i) >= oldest) {
                        again.take(batch, i, letter -> {});
                    }
                }
            }
            parts.addAll(played(again, broken, BATCHES.size()));
            again.releaseAll(parts::add);
            assertThat(parts)
                    .extracting(ManglerTest::told)
                    .isEqualTo(whole.stream().map(ManglerTest::told).toList());
        }
    }

    @Test
    void another_sink_or_another_seed_has_other_dirt() {
        Mangler mangler = new Mangler(ALL, 42, "kafka");
        for (Mangler other : List.of(new Mangler(ALL, 42, "test"), new Mangler(ALL, 43, "kafka"))) {
            assertThat(LongStream.rangeClosed(1, 10_000)
                            .filter(position -> !Objects.equals(mangler.dirt(position), other.dirt(position))))
                    .hasSizeGreaterThan(1_000);
        }
    }

    @Test
    void shares_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new Share(1.5, null)).hasMessage("share is 1.5, expected 0 to 1");
        assertThatThrownBy(() -> new Share(0.5, Duration.ZERO))
                .hasMessage("by is PT0S, expected more than 0 and at most PT24H");
        assertThatThrownBy(() -> new MangleSettings(new Share(0.5, null), null, new Share(0.75, null), null, null))
                .hasMessage("the shares of mangle add up to 1.25, expected at most 1");
    }

    private static String told(Letter letter) {
        return letter.position() + " " + letter.dirt();
    }

    private static List<Letter> deliver(MangleSettings settings, int batches) {
        Mangler mangler = new Mangler(settings, 42, "kafka");
        List<Letter> letters = new ArrayList<>(played(mangler, 0, batches));
        mangler.releaseAll(letters::add);
        return letters;
    }

    private static List<Letter> played(Mangler mangler, int from, int to) {
        List<Letter> letters = new ArrayList<>();
        for (Batch batch : BATCHES.subList(from, to)) {
            for (int i = 0; i < batch.size(); i++) {
                mangler.take(batch, i, letters::add);
            }
        }
        return letters;
    }
}
