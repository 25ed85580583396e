package dev.faux.bench;

import com.sun.management.ThreadMXBean;
import dev.faux.log.Batch;
import dev.faux.log.JsonLines;
import dev.faux.log.Run;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.World;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast events become lines, beside Jackson's {@code ObjectMapper} on the same events. Jackson has it easier: it is given
 * them as maps in which every id, amount and name stands as a text already. One thread, five interleaved rounds.
 */
final class EncodeBench {

    private static final int EVENTS = 4_000;
    private static final int ROUNDS = 5;
    private static final int REPEATS = 375;
    /** So that orders are shipped and sent back among them. */
    private static final long LEAD = 3_000_000;

    private EncodeBench() {}

    static void main() {
        History history = Worlds.weekdayHistory();
        World world = new World(history);
        Worlds.advance(world, LEAD, new ArrayList<>());
        List<List<Occurrence>> batches = new ArrayList<>();
        for (long end = world.position() + EVENTS; world.position() < end; ) {
            List<Occurrence> occurrences = new ArrayList<>();
            world.advance(Long.MAX_VALUE, Run.BATCH, occurrences);
            batches.add(occurrences);
        }
        JsonMapper mapper = new JsonMapper();
        List<Map<String, Object>> maps = new ArrayList<>();
        long bytes = 0;
        for (List<Occurrence> occurrences : batches) {
            Batch batch = new JsonLines(history).encode(occurrences);
            bytes += batch.length();
            for (int i = 0; i < batch.size(); i++) {
                maps.add(mapper.readValue(batch.line(i), new TypeReference<>() {}));
            }
        }
        JsonLines lines = new JsonLines(history);
        Samples ours = new Samples("lines", "events/s");
        Samples allocated = new Samples("lines, allocated", "bytes per event");
        Samples jackson = new Samples("ObjectMapper", "events/s");
        ToLongFunction<List<Occurrence>> encode =
                occurrences -> lines.lend(occurrences).length();
        for (int round = -1; round < ROUNDS; round++) {
            long before = allocatedBytes();
            double rate = rate(batches, encode, maps.size());
            double each = (double) (allocatedBytes() - before) / maps.size() / REPEATS;
            double theirs = rate(maps, map -> mapper.writeValueAsBytes(map).length, maps.size());
            // The first round warms up.
            if (round >= 0) {
                ours.add(rate);
                allocated.add(each);
                jackson.add(theirs);
            }
        }
        System.out.println("encode: " + maps.size() + " events of weekday from the " + LEAD + "th on, "
                + bytes / maps.size() + " bytes each, " + REPEATS + " times a round, Java " + Runtime.version());
        for (Samples each : List.of(ours, allocated, jackson, ours.by(jackson, "lines / ObjectMapper"))) {
            System.out.println(each);
        }
    }

    private static <T> double rate(List<T> items, ToLongFunction<T> encode, long events) {
        long before = System.nanoTime();
        long bytes = 0;
        for (int i = 0; i < REPEATS; i++) {
            for (T item : items) {
                bytes += encode.applyAsLong(item);
            }
        }
        if (bytes == 0) {
            throw new AssertionError("nothing was written");
        }
        return events * REPEATS * 1e9 / (System.nanoTime() - before);
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
