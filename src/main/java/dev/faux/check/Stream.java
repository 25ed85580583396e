package dev.faux.check;

/**
 * The input as a sequence: whether it is whole, and where it is torn. A place where something is missing or cannot be read is a
 * <em>break</em>: of whatever began before one, something may have been missed, and rules that need to have seen it all
 * are not tried on it any more.
 */
final class Stream {

    private final boolean strict;
    private final Rule positions;
    private final Rule times;
    private final Rule ids;
    private long first;
    private long last;
    private long firstTime;
    private long lastTime;
    private long idHigh;
    private long idLow;
    private long missing;
    private int breaks;

    Stream(Rules rules, boolean strict) {
        this.strict = strict;
        positions = rules.add(
                "position-without-gap",
                "Positions rise by one from event to event; a gap makes the input partial, or fails if strict.");
        times = rules.add("time-never-decreases", "No event is earlier than the one before it.");
        ids = rules.add(
                "id-is-time-ordered-and-unique",
                "The id of an event is a UUIDv7 of its time, and greater than all before it.");
    }

    /**
     * Takes the next event.
     *
     * @return whether it comes after all before it; what is repeated or late must not be taken in
     */
    boolean follows(Event event) {
        long before = last;
        boolean isFirst = first == 0;
        boolean later = isFirst || event.position > before;
        boolean gap = !isFirst && event.position > before + 1;
        positions.expect(
                event,
                later && !(gap && strict),
                () -> "position " + event.position + " after " + before + ", expected " + (before + 1));
        if (!later) {
            return false;
        }
        if (gap) {
            missing += event.position - before - 1;
            interrupt();
        }
        time(event, isFirst);
        id(event);
        last = event.position;
        return true;
    }

    private void time(Event event, boolean isFirst) {
        if (isFirst) {
            first = event.position;
            firstTime = event.time;
            lastTime = event.time;
            return;
        }
        long before = lastTime;
        times.expect(
                event,
                event.time >= before,
                () -> "time " + Event.instant(event.time) + " after " + Event.instant(before)
                        + ", expected this or later");
        lastTime = Math.max(before, event.time);
    }

    private void id(Event event) {
        boolean isVersion7 = (event.idHigh >>> 12 & 0xF) == 7 && event.idLow >>> 62 == 2;
        int order = Long.compareUnsigned(event.idHigh, idHigh);
        boolean rises = order > 0 || order == 0 && Long.compareUnsigned(event.idLow, idLow) > 0;
        ids.expect(event, isVersion7 && event.idHigh >>> 16 == event.time && rises, () -> sentence(event, isVersion7));
        if (rises) {
            idHigh = event.idHigh;
            idLow = event.idLow;
        }
    }

    private String sentence(Event event, boolean isVersion7) {
        String id = "id " + new java.util.UUID(event.idHigh, event.idLow);
        if (!isVersion7) {
            return id + " has version " + (event.idHigh >>> 12 & 0xF) + " and variant " + (event.idLow >>> 62)
                    + ", expected 7 and 2";
        }
        return event.idHigh >>> 16 == event.time
                ? id + " is not greater than " + new java.util.UUID(idHigh, idLow)
                : id + " tells the time " + Event.instant(event.idHigh >>> 16) + ", expected "
                        + Event.instant(event.time);
    }

    /** Notes that something was missed here. */
    void interrupt() {
        breaks++;
    }

    /** How many breaks there have been; whoever begins now notes it. */
    int breaks() {
        return breaks;
    }

    /** Whether all events since a beginning were seen that noted this many breaks. */
    boolean unbrokenSince(int breaksThen) {
        return breaksThen == breaks;
    }

    /** Whether all events from position 1 on were seen. */
    boolean isWhole() {
        return first <= 1 && breaks == 0;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    long firstTime() {
        return firstTime;
    }

    /** The latest time so far. */
    long lastTime() {
        return lastTime;
    }

    /** How many positions were left out in gaps. */
    long missing() {
        return missing;
    }
}
