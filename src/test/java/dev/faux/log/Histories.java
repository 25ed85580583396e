package dev.faux.log;

import dev.faux.shop.CartItem;
import dev.faux.shop.CatalogueEvent.Surge;
import dev.faux.shop.Variant;
import dev.faux.simulation.History;
import dev.faux.simulation.Instruction;
import dev.faux.simulation.Journal;
import dev.faux.simulation.Pilot;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.ScenarioFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Histories to test with, and what they ought to say. */
public final class Histories {

    public static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    /** Of an era before, in all logs that are made here. */
    public static final String FORMER = "0123456789ab";

    static final long SNAPSHOT_EVERY = 4_000;

    private static final long SNAPSHOT_BYTES = 64 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Histories() {}

    /** A small shop, so that its opening does not take thousands of events. */
    public static History small(String... settings) {
        return small(START, settings);
    }

    public static History small(Instant start, String... settings) {
        List<String> all = new ArrayList<>(List.of("catalogue.products=40", "population=500"));
        all.addAll(List.of(settings));
        Scenario scenario = ScenarioFile.read("weekday", all);
        return new History(
                scenario,
                42,
                start.toEpochMilli(),
                Objects.requireNonNull(Pilot.frozen(ScenarioFile.read("weekday", List.of())))
                        .eventsPerSession());
    }

    /** So many events that all types are among them: one of a shop in which parcels often fail and shelves run empty. */
    public static List<Batch> withEveryType() {
        return batches(withEverything(), interventions(), 160_000);
    }

    /** In whose first 160,000 events there are all types. */
    public static History withEverything() {
        return small(
                "intensity.per_minute=15",
                "orders.delivery.fails=0.5",
                "stock.least=1",
                "stock.cover=PT1H",
                "stock.reorder=PT0S",
                "merchandising={price_changes: 20, edits: 50, launches: 50}",
                "promotions=[{name: Deal of the Week, after_start: P2D, every: P7D, lasts: P2D, percent: 15, category: any},"
                        + "{name: Spring, after_start: P1D, every: P2D, lasts: P1D, percent: 10}]");
    }

    /** The first events of a shop that makes an experiment. */
    public static List<Batch> withExperiment() {
        return batches(small("experiments=[{name: button, variants: {grey: 1, green: 1}}]"), 5_000);
    }

    /** A log of this history that begins where the folder says. */
    public static HistoryLog log(History history, Path folder, long windowBytes) throws IOException {
        return log(history, folder, windowBytes, PATIENCE);
    }

    static HistoryLog log(History history, Path folder, long windowBytes, Duration patience) throws IOException {
        return new HistoryLog(
                history,
                Set.of(FORMER),
                Journal.EMPTY,
                folder,
                Long.MAX_VALUE,
                new HistoryLog.Bounds(windowBytes, SNAPSHOT_BYTES, SNAPSHOT_EVERY, 1, patience));
    }

    /** All that can be asked from outside, at instants that go well with {@link #withEverything}. */
    public static Journal interventions() {
        long day = Duration.ofDays(1).toMillis();
        long start = START.toEpochMilli();
        List<Journal.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long at = start + day / 24 + i * 120_000L;
            entries.add(new Journal.Entry(
                    at,
                    new Instruction.Order(
                            "person " + i % 7, List.of(new CartItem(Variant.number(i + 1, 0), 1)), "express")));
            entries.add(new Journal.Entry(at, new Instruction.Cancel("person " + i % 7, i / 2, "changed_mind")));
        }
        entries.add(new Journal.Entry(
                start + day / 2,
                new Instruction.ChangeIntensity(15.0, null, List.of(1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 2.0), null)));
        entries.add(new Journal.Entry(
                start + day,
                new Instruction.ChangeIntensity(
                        10.5, Collections.nCopies(24, 1.5), null, new Surge(3, 60_000, 120_000, 0))));
        return number -> number < entries.size() ? entries.get((int) number) : null;
    }

    /** The first events of a history, made in one go, as batches of about so many. */
    public static List<Batch> batches(History history, long events) {
        return batches(history, Journal.EMPTY, events);
    }

    public static List<Batch> batches(History history, Journal journal, long events) {
        List<Batch> batches = new ArrayList<>();
        for (Batch batch : new Run(history, journal, null).until(Long.MAX_VALUE)) {
            batches.add(batch);
            if (batch.last() >= events) {
                break;
            }
        }
        return batches;
    }

    /** The bytes of all lines from a position on. */
    public static byte[] bytes(List<Batch> batches, long from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Batch batch : batches) {
            if (batch.last() >= from) {
                Batch rest = batch.from(from);
                out.write(rest.bytes(), rest.start(0), rest.length());
            }
        }
        return out.toByteArray();
    }
}
