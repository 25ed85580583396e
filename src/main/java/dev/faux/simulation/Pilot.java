package dev.faux.simulation;

import dev.faux.shop.CustomerEvent.CustomerIntroduced;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.DoubleConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a session leads to: a run of a shop of the same
 * shape, counted over four weeks after two weeks of settling in. What comes of the shipped scenarios is frozen as a resource.
 * Introductions are left out: an old history has none.
 */
public final class Pilot {

    private static final long SEED = 1;
    /** A Monday. */
    private static final long START = 20_454 * Intensity.DAY;

    private static final long LEAD_IN = START + 14 * Intensity.DAY;
    private static final long END = LEAD_IN + 28 * Intensity.DAY;
    private static final double SESSIONS_PER_MINUTE = 5;
    private static final String FROZEN = "/scenarios/aftermaths.properties";

    private Pilot() {}

    /** Names all scenarios that share one result: 16 hex digits. */
    public static String key(Scenario scenario) {
        return History.hash("model=" + World.MODEL + "\n" + scenario.shape()).substring(0, 16);
    }

    /** The frozen result, or null if there is none. */
    public static @Nullable Aftermath frozen(Scenario scenario) {
        Properties results = new Properties();
        try (InputStream in = Pilot.class.getResourceAsStream(FROZEN)) {
            if (in == null) {
                throw new IllegalStateException(FROZEN + " is missing from the program");
            }
            results.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + FROZEN, e);
        }
        String result = results.getProperty(key(scenario));
        return result == null ? null : Aftermath.parse(result);
    }

    /**
     * Makes the run. Takes seconds.
     *
     * @param progress is told the share that is done, from 0 to 1, now and then
     */
    public static Aftermath run(Scenario scenario, DoubleConsumer progress) {
        // With one event to a session, the asked rate of events is the rate of sessions.
        Scenario steady = scenario.withoutCalendar(SESSIONS_PER_MINUTE);
        World world = new World(new History(steady, SEED, START, 1));
        List<Occurrence> occurrences = new ArrayList<>();
        long[] events = new long[Aftermath.EDGES.size() - 1];
        long sessionsBefore = 0;
        for (long day = START; day < END; day += Intensity.DAY) {
            if (day == LEAD_IN) {
                sessionsBefore = world.sessions();
            }
            occurrences.clear();
            world.advance(day + Intensity.DAY, Integer.MAX_VALUE, occurrences);
            if (day >= LEAD_IN) {
                count(occurrences, events);
            }
            progress.accept((double) (day + Intensity.DAY - START) / (END - START));
        }
        return aftermath(events, world.sessions() - sessionsBefore);
    }

    /** Adds them up by their age: how long after the session that began them they happened. */
    private static void count(List<Occurrence> occurrences, long[] events) {
        for (Occurrence occurrence : occurrences) {
            if (occurrence.event() instanceof CustomerIntroduced) {
                continue;
            }
            long begun = occurrence.correlation() == null
                    ? occurrence.at()
                    : occurrence.correlation().at();
            int place = 0;
            while (place < events.length - 1 && occurrence.at() - begun >= Aftermath.EDGES.get(place + 1)) {
                place++;
            }
            events[place]++;
        }
    }

    private static Aftermath aftermath(long[] events, long sessions) {
        long all = LongStream.of(events).sum();
        List<Double> shares = new ArrayList<>();
        for (long each : events) {
            shares.add((double) each / all);
        }
        return new Aftermath((double) all / sessions, shares);
    }
}
