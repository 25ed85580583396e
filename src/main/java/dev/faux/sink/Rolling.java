package dev.faux.sink;

import dev.faux.log.WrongSetting;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * Where one file ends and the next one begins: which events are in which depends on nothing but the events.
 *
 * @param bytes how many one has at most, before compression, unless a single event has more
 * @param millis of virtual time: one ends where a multiple of it since 1970 is passed
 * @param isZipped how files are written that begin
 */
record Rolling(long bytes, long millis, boolean isZipped) {

    private static final DataSize SMALLEST = DataSize.ofKilobytes(1);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** @throws WrongSetting where a setting asks for what there is not */
    static Rolling of(String sink, SinkSettings settings) {
        String keys = "faux.sinks." + sink + '.';
        if (settings.rollSize().compareTo(SMALLEST) < 0) {
            throw new WrongSetting(keys + "roll-size is " + settings.rollSize() + ", expected at least 1KB");
        }
        if (settings.rollEvery().compareTo(SHORTEST) < 0) {
            throw new WrongSetting(keys + "roll-every is " + settings.rollEvery() + ", expected at least " + SHORTEST);
        }
        return new Rolling(settings.rollSize().toBytes(), settings.rollEvery().toMillis(), settings.gzip());
    }

    /** Whether an instant begins another file than one before it. */
    boolean isBetween(long before, long instant) {
        return Math.floorDiv(instant, millis) > Math.floorDiv(before, millis);
    }
}
