package dev.faux.check;

import java.util.Map;
import java.util.TreeMap;

/** How long a session echoes: when the events come that it leads to. */
final class Tail implements Inspector {

    private static final long DAY = Hours.DAY;
    private static final long MOST = 7 * DAY;
    private static final long ALL = 45 * DAY;

    /** Sessions younger than this may still get events that would change the share. */
    private static final long OLD = 21 * DAY;

    private static final double SHARE = 0.95;

    /** Events of the sessions that began on one day. */
    private static final class Day {

        private long events;
        private long late;
    }

    private final Stream stream;
    private final Rule all;
    private final Rule most;
    private final Map<Long, Day> days = new TreeMap<>();
    private long number = Long.MIN_VALUE;
    private Day day = new Day();

    Tail(Rules rules, Stream stream) {
        this.stream = stream;
        all = rules.add("tail-within-45-days", "Whatever a session leads to happens within 45 days of its start.");
        most = rules.add(
                "tail-mostly-within-7-days",
                "95 % of the events of sessions that began 21 days ago or earlier came within 7 days of their start.");
    }

    @Override
    public void inspect(Event event) {
        if (event.correlation == null) {
            return;
        }
        long start = Event.timeOf(event.correlation);
        long after = event.time - start;
        all.expect(
                event,
                after <= ALL,
                () -> "comes " + after / DAY + " days after the start of session " + event.correlation
                        + ", expected within 45");
        if (Hours.day(start) != number) {
            number = Hours.day(start);
            day = days.computeIfAbsent(number, n -> new Day());
        }
        day.events++;
        day.late += after > MOST ? 1 : 0;
    }

    @Override
    public void conclude() {
        // Where a part is missing, it may be just the quick ones.
        if (!stream.isWhole()) {
            return;
        }
        long events = 0;
        long late = 0;
        for (Map.Entry<Long, Day> entry : days.entrySet()) {
            if ((entry.getKey() + 1) * DAY + OLD <= stream.lastTime()) {
                events += entry.getValue().events;
                late += entry.getValue().late;
            }
        }
        long total = events;
        long slow = late;
        most.expectOfAll(
                total,
                slow <= total * (1 - SHARE),
                () -> slow + " of " + total + " events came more than 7 days after the start of their session,"
                        + " expected at most 5 %");
    }
}
