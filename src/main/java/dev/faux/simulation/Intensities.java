package dev.faux.simulation;

import dev.faux.simulation.Instruction.ChangeIntensity;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How many visitors were wanted when, in a history whose intensity people change: each holds until the next. For one thread. */
public final class Intensities {

    /** Older ones lead to nothing any more; and nobody looks at so many. */
    private static final long LONGEST = Aftermath.EDGES.getLast();

    private static final int MOST = 10_000;

    private final History history;
    private final Journal journal;
    /** By the instant from which they hold. */
    private final NavigableMap<Long, Intensity> all = new TreeMap<>();

    private long seen;

    public Intensities(History history, Journal journal) {
        this.history = history;
        this.journal = journal;
        all.put(Long.MIN_VALUE, new Intensity(history));
    }

    /** The one that holds now, as far as the journal tells. */
    Intensity newest() {
        for (Journal.Entry next = journal.entry(seen); next != null; next = journal.entry(++seen)) {
            if (next.instruction() instanceof ChangeIntensity change) {
                Intensity before = all.lastEntry().getValue();
                all.put(next.at(), new Intensity(history, before.setting().with(change, next.at())));
                forgetBefore(next.at() - LONGEST);
            }
        }
        return all.lastEntry().getValue();
    }

    /** How many events are to be expected in [from, to), when each session is counted whole at its beginning. */
    public double expectedEvents(long from, long to) {
        newest();
        double sum = 0;
        for (Map.Entry<Long, Intensity> each : all.entrySet()) {
            Long next = all.higherKey(each.getKey());
            long begin = Math.max(from, each.getKey());
            long end = next == null ? to : Math.min(to, next);
            if (begin < end) {
                sum += each.getValue().expectedEvents(begin, end);
            }
        }
        return sum;
    }

    private void forgetBefore(long instant) {
        while (all.size() > MOST || all.size() > 1 && all.higherKey(all.firstKey()) < instant) {
            all.pollFirstEntry();
        }
    }
}
