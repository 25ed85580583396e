package dev.faux.check;

import dev.faux.check.Differences.Difference;
import dev.faux.check.Differences.Malformation;
import java.nio.charset.StandardCharsets;

/**
 * Holds what a consumer got against what there was to get. First it takes all lines of the consumer, in any order, then all events
 * that were expected, in theirs. It knows events as everybody reads them, and shares no code with what made them.
 *
 * <p>Copies are compared by what they say, not by their bytes, through 63 bits of a hash: that a change goes unseen has a
 * probability of one in 10¹⁸. Memory: about 8 bytes for each position, 32 to 64 for each partition key. For one thread; after
 * {@link #finish} no more.
 */
public final class Comparison {

    /** The bit of an entry that is no part of the hash: copies of one event did not say the same. */
    private static final long DIFFERING = 1;

    private final long source;
    private final Copy copy = new Copy();
    private final CopyReader reader = new CopyReader(copy);

    /** Of each position that was received and was not expected yet: the hash of what its first copy says. */
    private final Ledger received = new Ledger();

    /** The furthest position that was seen, by what has to stay in order. */
    private final LongMap furthest = new LongMap();

    private final Reach reach = new Reach();
    private final Tally lost = new Tally();
    /** Since the last event that was received. */
    private final Tally missing = new Tally();

    private final Tally duplicated = new Tally();
    private final Tally reordered = new Tally();
    private final Tally altered = new Tally();
    private final Tally foreign = new Tally();
    private final Tally malformed = new Tally();
    private long lines;
    private long events;
    private long expected;
    private long first;
    private long last;
    /** What of it was expected up to the last event that was received. */
    private long expectedThen;

    private long lastThen;

    /** @param source of the events of the history in question: {@code /faux/} and its id */
    public Comparison(String source) {
        this.source = Meaning.text(source);
    }

    /**
     * Takes the next line that a consumer got: the bytes in [from, to), without a line feed; they are not kept. An empty line is
     * one, too.
     */
    public void received(byte[] bytes, int from, int to) {
        lines++;
        try {
            if (reader.read(bytes, from, to)) {
                place();
            }
        } catch (Malformed e) {
            malformed.add(lines);
        }
    }

    private void place() {
        boolean isOurs = copy.source == source;
        if (copy.source == 0 || isOurs && copy.position == 0) {
            throw new Malformed("an event without source or sequence");
        }
        events++;
        if (isOurs) {
            enter();
        } else {
            foreign.add(copy.position);
        }
    }

    private void enter() {
        long position = copy.position;
        long entry = entry(copy.meaning);
        long before = received.get(position);
        if (before != 0) {
            duplicated.add(position);
            received.put(position, entry == (before & ~DIFFERING) ? before : before | DIFFERING);
            return;
        }
        received.put(position, entry);
        reach.include(position, copy.time);
        long strand = copy.strand();
        if (strand != 0) {
            if (position < furthest.get(strand, 0)) {
                reordered.add(position);
            } else {
                furthest.put(strand, position);
            }
        }
    }

    /** Never 0. */
    private static long entry(long meaning) {
        long hash = meaning & ~DIFFERING;
        return hash == 0 ? 2 : hash;
    }

    /** Whether a consumer got no event at all, nor anything else. */
    public boolean isEmpty() {
        return events == 0 && malformed.count() == 0;
    }

    /** Whether all that was received lies before this event of the history. */
    public boolean isBefore(long position, long time) {
        return reach.isPast(position, time);
    }

    /** Takes the next line that was to be received: one of the bytes in [from, to), as the history has it. */
    public void expected(byte[] bytes, int from, int to) {
        if (!reader.read(bytes, from, to) || copy.source != source || copy.position <= last) {
            throw new IllegalArgumentException("line is " + new String(bytes, from, to - from, StandardCharsets.UTF_8)
                    + ", expected the next event of the history");
        }
        last = copy.position;
        first = first == 0 ? last : first;
        expected++;
        long entry = received.get(last);
        if (entry == 0) {
            missing.add(last);
            return;
        }
        lost.takeFrom(missing);
        expectedThen = expected;
        lastThen = last;
        received.put(last, 0);
        if (entry != entry(copy.meaning)) {
            altered.add(last);
        }
    }

    /**
     * Reports.
     *
     * @param toTheEnd whether all that was expected had to come; else what comes after all that was received was not expected
     */
    public Differences finish(boolean toTheEnd) {
        if (toTheEnd) {
            lost.takeFrom(missing);
            expectedThen = expected;
            lastThen = last;
        }
        received.forEach(foreign::add);
        boolean passed = lost.count()
                        + duplicated.count()
                        + reordered.count()
                        + altered.count()
                        + foreign.count()
                        + malformed.count()
                == 0;
        return new Differences(
                passed,
                lines,
                events,
                expectedThen,
                expectedThen == 0 ? 0 : first,
                lastThen,
                difference(lost),
                difference(duplicated),
                difference(reordered),
                difference(altered),
                difference(foreign),
                new Malformation(malformed.count(), malformed.lowest()));
    }

    private static Difference difference(Tally tally) {
        return new Difference(tally.count(), tally.lowest());
    }
}
