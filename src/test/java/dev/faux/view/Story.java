package dev.faux.view;

import dev.faux.log.Batch;
import dev.faux.log.JsonLines;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.ScenarioFile;
import dev.faux.simulation.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A short history of a small shop, cut into batches. */
final class Story {

    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private final History history;
    private final List<Batch> batches = new ArrayList<>();

    private Story(History history, Duration length, int size) {
        this.history = history;
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
    }

    /**
     * @param perMinute how many events a minute of a mean week has
     * @param size how many events a batch has at least, but for the last
     */
    static Story of(long seed, int perMinute, Duration length, int size) {
        var scenario = ScenarioFile.read(
                "weekday", List.of("intensity.per_minute=" + perMinute, "catalogue.products=100", "population=2000"));
        return new Story(new History(scenario, seed, START.toEpochMilli(), 14.5), length, size);
    }

    String history() {
        return history.id();
    }

    List<Batch> batches() {
        return batches;
    }

    Batch last() {
        return batches.getLast();
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
