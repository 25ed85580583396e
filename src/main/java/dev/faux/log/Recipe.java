package dev.faux.log;

import dev.faux.simulation.History;
import dev.faux.simulation.Instruction;
import dev.faux.simulation.Journal;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.ScenarioFile;
import dev.faux.simulation.World;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that a history is made of, commands included, as one file: a line of JSON that holds the inputs, then the
 * {@linkplain JournalLines entries} of the journal, a line each.
 */
public record Recipe(History history, Journal journal) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A file that is no recipe, or one for another program; the message says which, and what was expected. */
    public static final class Unusable extends RuntimeException {

        Unusable(String message) {
            super(message);
        }
    }

    /** The lines of the file, with so many entries. */
    public Iterator<String> lines(long entries) {
        return new Iterator<>() {

            private long next = -1;

            @Override
            public boolean hasNext() {
                return next < entries;
            }

            @Override
            public String next() {
                long number = next++;
                if (number < 0) {
                    return header();
                }
                Journal.Entry entry = journal.entry(number);
                if (entry == null) {
                    throw new NoSuchElementException("no entry " + number);
                }
                return JournalLines.write(entry) + "\n";
            }
        };
    }

    private String header() {
        ObjectNode header = JSON.createObjectNode();
        header.put("model", World.MODEL)
                .put("history", history.id())
                .put("seed", history.seed())
                .put("start", Instant.ofEpochMilli(history.start()).toString())
                .put("events_per_session", history.eventsPerSession())
                .put("scenario", history.scenario().source());
        return header + "\n";
    }

    /**
     * Reads such a file.
     *
     * @throws Unusable where it is none, or for another model
     */
    public static Recipe read(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            History history = history(file, parse(file, 1, lines.readLine()));
            List<Journal.Entry> entries = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int number = entries.size() + 2;
                try {
                    Journal.Entry entry = JournalLines.read(parse(file, number, line));
                    check(
                            entry,
                            entries.isEmpty()
                                    ? history.start()
                                    : entries.getLast().at(),
                            history.scenario());
                    entries.add(entry);
                } catch (IllegalArgumentException e) {
                    throw new Unusable(
                            file + ":" + number + ": " + e.getMessage() + ", expected an entry of a journal");
                }
            }
            return new Recipe(history, number -> number < entries.size() ? entries.get((int) number) : null);
        }
    }

    private static void check(Journal.Entry entry, long least, Scenario scenario) {
        if (entry.at() < least) {
            throw new IllegalArgumentException("at is " + Instant.ofEpochMilli(entry.at()) + ", expected not before "
                    + Instant.ofEpochMilli(least));
        }
        List<String> methods = scenario.orders().delivery().methods().names();
        if (entry.instruction() instanceof Instruction.Order order
                && order.shipping() != null
                && !methods.contains(order.shipping())) {
            throw new IllegalArgumentException(
                    "shipping is " + order.shipping() + ", expected one of " + String.join(", ", methods));
        }
    }

    private static History history(Path file, JsonNode header) {
        JsonNode model = header.get("model");
        if (model == null || !model.isInt()) {
            throw new Unusable(file + ":1: no recipe, expected one as /api/v1/simulation/recipe gives it");
        }
        if (model.intValue() != World.MODEL) {
            throw new Unusable(file + ":1: model is " + model + ", expected " + World.MODEL
                    + ": use the version of Faux that made the recipe");
        }
        try {
            Scenario scenario =
                    ScenarioFile.of(file + ":scenario", header.get("scenario").stringValue());
            History history = new History(
                    scenario,
                    header.get("seed").longValue(),
                    Instant.parse(header.get("start").stringValue()).toEpochMilli(),
                    header.get("events_per_session").doubleValue());
            String id = header.get("history").stringValue();
            if (!id.equals(history.id())) {
                throw new Unusable(file + ":1: history is " + id + ", expected " + history.id()
                        + ", which is what its inputs make: something in it was changed");
            }
            return history;
        } catch (NullPointerException | DateTimeException | JacksonException e) {
            throw new Unusable(file + ":1: an incomplete recipe, expected one as /api/v1/simulation/recipe gives it");
        }
    }

    private static JsonNode parse(Path file, int number, @Nullable String line) {
        try {
            return JournalLines.parse(line == null ? "" : line);
        } catch (IllegalArgumentException e) {
            throw new Unusable(
                    file + ":" + number + ": no JSON, expected a recipe as /api/v1/simulation/recipe gives it");
        }
    }
}
