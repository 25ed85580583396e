package dev.faux.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BatchTest {

    private final List<Batch> batches = Histories.batches(Histories.small(), 3_000);
    private final Batch batch = batches.get(1);

    @Test
    void a_part_of_a_batch_has_the_same_events_as_the_whole() {
        Batch part = batch.from(batch.first() + 10);

        assertThat(part.first()).isEqualTo(batch.first() + 10);
        assertThat(part.last()).isEqualTo(batch.last());
        assertThat(part.size()).isEqualTo(batch.size() - 10);
        assertSame(part, 0, batch, 10);
        assertSame(part, part.size() - 1, batch, batch.size() - 1);
        assertThat(part.digest()).isEqualTo(batch.digest());
    }

    @Test
    void a_part_from_before_the_batch_is_the_batch() {
        assertThat(batch.from(1)).isSameAs(batch);
    }

    @Test
    void a_part_past_the_end_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> batch.from(batch.last() + 1))
                .withMessage("position is %d, expected at most %d", batch.last() + 1, batch.last());
    }

    @Test
    void joined_batches_have_the_events_of_all() {
        Batch joined = Batch.join(List.of(batches.get(0).from(5), batches.get(1), batches.get(2)));

        assertThat(joined.first()).isEqualTo(5);
        assertThat(joined.last()).isEqualTo(batches.get(2).last());
        assertThat(Histories.bytes(List.of(joined), 1)).isEqualTo(Histories.bytes(batches.subList(0, 3), 5));
        assertSame(joined, (int) (batch.first() - 5), batch, 0);
        assertSame(joined, (int) (batch.last() - 5), batch, batch.size() - 1);
    }

    @Test
    void batches_with_a_gap_are_not_joined() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Batch.join(List.of(batches.get(0), batches.get(2))))
                .withMessageContaining("expected " + (batches.get(0).last() + 1));
    }

    @Test
    void a_batch_comes_back_from_its_frame() {
        Batch part = batch.from(batch.first() + 7);
        Batch back = Batch.ofFrame(part.toFrame());

        assertThat(back.first()).isEqualTo(part.first());
        assertThat(back.size()).isEqualTo(part.size());
        for (int i = 0; i < back.size(); i++) {
            assertSame(back, i, part, i);
        }
    }

    private static void assertSame(Batch actual, int index, Batch expected, int expectedIndex) {
        assertThat(actual.position(index)).isEqualTo(expected.position(expectedIndex));
        assertThat(actual.time(index)).isEqualTo(expected.time(expectedIndex));
        assertThat(actual.type(index)).isEqualTo(expected.type(expectedIndex));
        assertThat(actual.customer(index)).isEqualTo(expected.customer(expectedIndex));
        assertThat(actual.digest(index)).isEqualTo(expected.digest(expectedIndex));
        assertThat(actual.line(index)).isEqualTo(expected.line(expectedIndex));
    }
}
