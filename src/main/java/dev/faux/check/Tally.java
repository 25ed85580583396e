package dev.faux.check;

import java.util.ArrayList;
import java.util.List;

/** How many there were of something, and the ten lowest places of them. */
final class Tally {

    private static final int SHOWN = 10;

    private final List<Long> lowest = new ArrayList<>(SHOWN + 1);
    private long count;

    /** @param place a position or the number of a line; 0 if it is not known. One that is there already is not shown again. */
    void add(long place) {
        count++;
        show(place);
    }

    /** Takes over what another one has, which is empty then. */
    void takeFrom(Tally other) {
        count += other.count;
        other.lowest.forEach(this::show);
        other.count = 0;
        other.lowest.clear();
    }

    long count() {
        return count;
    }

    List<Long> lowest() {
        return List.copyOf(lowest);
    }

    private void show(long place) {
        int index = lowest.size();
        while (index > 0 && place < lowest.get(index - 1)) {
            index--;
        }
        boolean isShown = index > 0 && lowest.get(index - 1) == place;
        if (place > 0 && index < SHOWN && !isShown) {
            lowest.add(index, place);
            if (lowest.size() > SHOWN) {
                lowest.removeLast();
            }
        }
    }
}
