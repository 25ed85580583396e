package dev.faux.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agenda against the plainest one there is: a heap by instant and then by number of entry. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AgendaTest {

    private static final long START = 1_767_225_600_000L;

    private record Entry(long due, long sequence) {}

    private static final class Appointment extends Actor {

        private final long sequence;

        Appointment(long sequence) {
            this.sequence = sequence;
        }

        @Override
        State state(World world) {
            throw new AssertionError("only the agenda is on trial");
        }

        @Override
        long act(World world) {
            throw new AssertionError("only the agenda is on trial");
        }
    }

    private final PriorityQueue<Entry> naive =
            new PriorityQueue<>(Comparator.comparingLong(Entry::due).thenComparingLong(Entry::sequence));
    private Agenda agenda = new Agenda(START);
    private long sequence;

    @Test
    void an_empty_agenda_has_nothing_due() {
        assertThat(agenda.size()).isZero();
        assertThat(agenda.poll(Long.MAX_VALUE)).isNull();
    }

    @Test
    void what_is_due_at_the_limit_waits() {
        add(START + 1_000);
        assertThat(agenda.poll(START + 1_000)).isNull();
        assertThat(agenda.poll(START + 1_001)).isNotNull();
        assertThat(agenda.size()).isZero();
    }

    @Test
    void nothing_is_due_in_the_past() {
        add(START + 1_000);
        agenda.poll(START + 1_001);
        assertThatThrownBy(() -> agenda.add(new Appointment(2), START + 999))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an act is due at " + (START + 999) + ", expected not before " + (START + 1_000));
    }

    @Test
    void the_same_instant_goes_in_the_order_of_entry_from_whatever_distance_it_was_entered() {
        long instant = START + 40L * 86_400_000;
        List<Long> expected = new ArrayList<>();
        // The nearer the instant comes, the lower the level of the wheel that an entry for it begins in.
        for (long before = 40L * 86_400_000; before > 0; before /= 3) {
            add(instant);
            expected.add(sequence);
            add(instant - before);
            assertThat(next(instant).due).isEqualTo(instant - before);
        }
        add(instant);
        expected.add(sequence);
        List<Long> order = new ArrayList<>();
        for (Actor actor = agenda.poll(instant + 1); actor != null; actor = agenda.poll(instant + 1)) {
            order.add(((Appointment) actor).sequence);
        }
        assertThat(order).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}, horizon {1} ms, start {2}")
    @CsvSource({
        "1, 1, 1767225600000",
        "2, 2, 1767225600000",
        "3, 255, 1767225600000",
        "4, 256, 1767225600001",
        "5, 1000, 1767225600123",
        "6, 65536, 1767225600000",
        "7, 3600000, 1767225600000",
        "8, 86400000, 1767225599999",
        "9, 604800000, 1767225600000",
        "10, 8640000000, 1767225600000",
        "11, 8640000000, 1",
        "12, 100000, 0",
        // Across the turn of the third, the fourth and the fifth byte.
        "13, 60000000, 1767223951360",
        "14, 8640000000, 1764983963647",
        "15, 600000000000, 1099511627000",
    })
    void it_goes_in_the_same_order_as_the_naive_one(long seed, long horizon, long start) {
        Random chance = new Random(seed);
        agenda = new Agenda(start);
        long now = start;
        for (int i = 0; i < 30; i++) {
            add(now + chance.nextLong(horizon));
        }
        for (int polls = 0; polls < 100_000; polls++) {
            long until = limit(chance, now, horizon);
            Actor actor = agenda.poll(until);
            Entry expected = naive.peek();
            if (expected == null || expected.due >= until) {
                assertThat(actor).isNull();
                now = Math.max(now, until == Long.MAX_VALUE ? now : until);
                // Whatever comes from outside meanwhile is due at what was reached or later.
                if (naive.isEmpty() || chance.nextInt(8) == 0) {
                    add(due(chance, now, horizon));
                }
                continue;
            }
            naive.remove();
            now = expected.due;
            assertSame(expected, actor);
            // One for one in the mean; some at the very instant, some tied with each other.
            for (int adds = chance.nextInt(3); adds > 0 && naive.size() < 500; adds--) {
                long due = due(chance, now, horizon);
                for (int ties = chance.nextInt(8) == 0 ? 4 : 1; ties > 0; ties--) {
                    add(due);
                }
            }
            if (agenda.size() != naive.size()) {
                assertThat(agenda.size()).isEqualTo(naive.size());
            }
        }
        drain();
    }

    private static long limit(Random chance, long now, long horizon) {
        return switch (chance.nextInt(4)) {
            case 0 -> now + 1 + chance.nextLong(horizon);
            case 1 -> now + chance.nextInt(2);
            default -> Long.MAX_VALUE;
        };
    }

    private static long due(Random chance, long now, long horizon) {
        return switch (chance.nextInt(6)) {
            case 0 -> now;
            case 1 -> now + chance.nextInt(3);
            case 2 -> (now | 0xFF) + 1;
            default -> now + chance.nextLong(horizon);
        };
    }

    private void drain() {
        while (!naive.isEmpty()) {
            assertSame(naive.remove(), agenda.poll(Long.MAX_VALUE));
        }
        assertThat(agenda.poll(Long.MAX_VALUE)).isNull();
        assertThat(agenda.size()).isZero();
    }

    private static void assertSame(Entry expected, @Nullable Actor actual) {
        if (!(actual instanceof Appointment appointment)
                || appointment.sequence != expected.sequence
                || appointment.due != expected.due) {
            throw new AssertionError("next is " + (actual == null ? "nothing" : actual.due) + ", expected " + expected);
        }
    }

    private void add(long due) {
        agenda.add(new Appointment(++sequence), due);
        naive.add(new Entry(due, sequence));
    }

    private Actor next(long until) {
        Actor actor = agenda.poll(until);
        if (actor == null) {
            throw new AssertionError("nothing is due before " + until);
        }
        return actor;
    }
}
