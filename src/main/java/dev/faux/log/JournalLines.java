package dev.faux.log;

import dev.faux.shop.CartItem;
import dev.faux.shop.CatalogueEvent.Surge;
import dev.faux.simulation.Instruction;
import dev.faux.simulation.Instruction.Cancel;
import dev.faux.simulation.Instruction.ChangeIntensity;
import dev.faux.simulation.Instruction.OfPerson;
import dev.faux.simulation.Instruction.Order;
import dev.faux.simulation.Journal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Entries of a journal as lines of JSON, in the journal itself and in recipes:
 *
 * <pre>
 * {"at":"2026-01-05T12:00:00.000Z","person":"…","order":{"items":[{"variant":808,"quantity":1}],"shipping":"express"}}
 * {"at":"…","person":"…","cancel":{"order":17,"reason":"changed_mind"}}
 * {"at":"…","intensity":{"per_minute":600,"campaign":{"height":3,"ramp":"PT1M","hold":"PT5M","decay":"PT2M"}}}
 * </pre>
 */
final class JournalLines {

    private static final JsonMapper JSON = JsonMapper.shared();

    private JournalLines() {}

    static ObjectNode write(Journal.Entry entry) {
        ObjectNode line = JSON.createObjectNode();
        line.put("at", Instant.ofEpochMilli(entry.at()).toString());
        if (entry.instruction() instanceof OfPerson ofPerson) {
            line.put("person", ofPerson.person());
        }
        switch (entry.instruction()) {
            case Order order -> {
                ObjectNode told = line.putObject("order");
                ArrayNode items = told.putArray("items");
                for (CartItem item : order.items()) {
                    items.addObject().put("variant", item.variant()).put("quantity", item.quantity());
                }
                if (order.shipping() != null) {
                    told.put("shipping", order.shipping());
                }
            }
            case Cancel cancel ->
                line.putObject("cancel").put("order", cancel.order()).put("reason", cancel.reason());
            case ChangeIntensity change -> write(change, line.putObject("intensity"));
        }
        return line;
    }

    private static void write(ChangeIntensity change, ObjectNode told) {
        if (change.perMinute() != null) {
            told.put("per_minute", change.perMinute());
        }
        if (change.hours() != null) {
            change.hours().forEach(told.putArray("hours")::add);
        }
        if (change.weekdays() != null) {
            change.weekdays().forEach(told.putArray("weekdays")::add);
        }
        Surge surge = change.surge();
        if (surge != null) {
            told.putObject("campaign")
                    .put("height", surge.height())
                    .put("ramp", Duration.ofMillis(surge.ramp()).toString())
                    .put("hold", Duration.ofMillis(surge.hold()).toString())
                    .put("decay", Duration.ofMillis(surge.decay()).toString());
        }
    }

    /** @throws IllegalArgumentException where it is no such line */
    static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no JSON: " + line, e);
        }
    }

    /** @throws IllegalArgumentException where it is no such line */
    static Journal.Entry read(JsonNode line) {
        try {
            return new Journal.Entry(Instant.parse(line.get("at").stringValue()).toEpochMilli(), instruction(line));
        } catch (JacksonException | NullPointerException | DateTimeException e) {
            throw new IllegalArgumentException("no entry of a journal: " + line, e);
        }
    }

    private static Instruction instruction(JsonNode line) {
        if (line.has("order")) {
            JsonNode told = line.get("order");
            List<CartItem> items = new ArrayList<>();
            for (JsonNode item : told.get("items")) {
                items.add(new CartItem(
                        item.get("variant").intValue(), item.get("quantity").intValue()));
            }
            return new Order(
                    line.get("person").stringValue(),
                    items,
                    told.has("shipping") ? told.get("shipping").stringValue() : null);
        }
        if (line.has("cancel")) {
            JsonNode told = line.get("cancel");
            return new Cancel(
                    line.get("person").stringValue(),
                    told.get("order").longValue(),
                    told.get("reason").stringValue());
        }
        JsonNode told = line.get("intensity");
        return new ChangeIntensity(
                told.has("per_minute") ? told.get("per_minute").doubleValue() : null,
                numbers(told.get("hours")),
                numbers(told.get("weekdays")),
                surge(told.get("campaign")));
    }

    private static @Nullable List<Double> numbers(@Nullable JsonNode told) {
        return told == null
                ? null
                : told.valueStream().map(JsonNode::doubleValue).toList();
    }

    private static @Nullable Surge surge(@Nullable JsonNode told) {
        return told == null
                ? null
                : new Surge(
                        told.get("height").doubleValue(),
                        millis(told.get("ramp")),
                        millis(told.get("hold")),
                        millis(told.get("decay")));
    }

    private static long millis(JsonNode told) {
        return Duration.parse(told.stringValue()).toMillis();
    }
}
