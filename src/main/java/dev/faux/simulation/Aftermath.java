package dev.faux.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What one session leads to in the mean, its orders' whole tail and the shop's own events included.
 *
 * @param eventsPerSession how many events
 * @param shares which part of them comes how long after the session's beginning: between two neighbours of {@link #EDGES}
 */
public record Aftermath(double eventsPerSession, List<Double> shares) {

    /** In milliseconds. */
    static final List<Long> EDGES = List.of(
            0L,
            Intensity.HOUR,
            Intensity.DAY,
            2 * Intensity.DAY,
            3 * Intensity.DAY,
            4 * Intensity.DAY,
            5 * Intensity.DAY,
            7 * Intensity.DAY,
            10 * Intensity.DAY,
            45 * Intensity.DAY);

    public Aftermath {
        shares = List.copyOf(shares);
        if (shares.size() != EDGES.size() - 1) {
            throw new IllegalArgumentException(shares.size() + " shares, expected " + (EDGES.size() - 1));
        }
    }

    /** Reads {@link #toString}. */
    public static Aftermath parse(String text) {
        String[] words = text.trim().split(" ", -1);
        List<Double> shares = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            shares.add(Double.parseDouble(words[i]));
        }
        return new Aftermath(Double.parseDouble(words[0]), shares);
    }

    /** The figures, parted by blanks. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(Double.toString(eventsPerSession));
        for (double share : shares) {
            text.append(' ').append(share);
        }
        return text.toString();
    }

    /** Tells how many events are to be expected in [from, to), when each session is counted whole at its beginning. */
    @FunctionalInterface
    public interface Expected {

        double events(long from, long to);
    }

    /** Events per minute that are to be expected at an instant: a history that is young lacks the tails of older sessions. */
    public double expectedPerMinute(Expected expected, long start, long instant) {
        double perMinute = 0;
        for (int i = 0; i < shares.size(); i++) {
            long from = Math.max(start, instant - EDGES.get(i + 1));
            long to = instant - EDGES.get(i);
            if (to > from) {
                double width = (double) (EDGES.get(i + 1) - EDGES.get(i)) / Intensity.MINUTE;
                perMinute += shares.get(i) * expected.events(from, to) / width;
            }
        }
        return perMinute;
    }
}
