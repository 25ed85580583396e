package dev.faux.view;

import dev.faux.log.Batch;
import dev.faux.log.Histories;
import dev.faux.log.JsonLines;
import dev.faux.shop.EventType;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.ScenarioFile;
import dev.faux.simulation.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A short history of a small shop, cut into batches. */
final class Story {

    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private final String history;
    private final List<Batch> batches;

    private Story(String history, List<Batch> batches) {
        this.history = history;
        this.batches = batches;
    }

    private static List<Batch> make(History history, Duration length, int size) {
        List<Batch> batches = new ArrayList<>();
        World world = new World(history);
        JsonLines lines = new JsonLines(history);
        long until = START.plus(length).toEpochMilli();
        boolean done = false;
        while (!done) {
            List<Occurrence> occurrences = new ArrayList<>();
            done = world.advance(until, size, occurrences);
            if (!occurrences.isEmpty()) {
                batches.add(lines.encode(occurrences));
            }
        }
        return batches;
    }

    /**
     * @param perMinute how many events a minute of a mean week has
     * @param size how many events a batch has at least, but for the last
     */
    static Story of(long seed, int perMinute, Duration length, int size) {
        var scenario = ScenarioFile.read(
                "weekday", List.of("intensity.per_minute=" + perMinute, "catalogue.products=100", "population=2000"));
        History history = new History(scenario, seed, START.toEpochMilli(), 14.5);
        return new Story(history.id(), make(history, length, size));
    }

    /** Of what was made by hand, as one batch. */
    static Story of(History history, List<Occurrence> occurrences) {
        return new Story(history.id(), List.of(new JsonLines(history).encode(occurrences)));
    }

    /** A longer one in which everything happens, as one batch. */
    static Story ofEverything() {
        Batch all = Batch.join(Histories.withEveryType());
        return new Story(Answers.reached(all).history(), List.of(all));
    }

    /** The same in batches of these sizes, in turns. */
    Story cut(int... sizes) {
        Batch all = Batch.join(batches);
        List<Batch> cut = new ArrayList<>();
        int from = 0;
        while (from < all.size()) {
            int to = Math.min(all.size(), from + sizes[cut.size() % sizes.length]);
            cut.add(all.slice(from, to));
            from = to;
        }
        return new Story(history, cut);
    }

    String history() {
        return history;
    }

    List<Batch> batches() {
        return batches;
    }

    Batch last() {
        return batches.getLast();
    }

    /** Those of all events. */
    Set<EventType> types() {
        Set<EventType> types = EnumSet.noneOf(EventType.class);
        for (Batch batch : batches) {
            IntStream.range(0, batch.size()).mapToObj(batch::type).forEach(types::add);
        }
        return types;
    }

    /** The lines of all events. */
    List<String> lines() {
        return events().map(StoredEvent::body).toList();
    }

    Stream<StoredEvent> events() {
        return batches.stream().flatMap(Story::events);
    }

    static Stream<StoredEvent> events(Batch batch) {
        return IntStream.range(0, batch.size())
                .mapToObj(i -> new StoredEvent(
                        batch.position(i),
                        Instant.ofEpochMilli(batch.time(i)),
                        new String(batch.line(i), StandardCharsets.UTF_8)));
    }
}
