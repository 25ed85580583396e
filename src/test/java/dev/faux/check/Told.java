package dev.faux.check;

import dev.faux.log.Batch;
import dev.faux.log.JsonLines;
import dev.faux.simulation.History;
import dev.faux.simulation.Occurrence;
import dev.faux.simulation.Scenario;
import dev.faux.simulation.ScenarioFile;
import dev.faux.simulation.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A history as lines, which a test can bend before it has them checked. */
final class Told {

    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final double EVENTS_PER_SESSION = 14.5;
    private static final int AT_ONCE = 4096;
    private static final List<String> PLAIN = List.of(
            "order.placed",
            "payment.authorised",
            "payment.captured",
            "order.confirmed",
            "order.preparing",
            "order.ready",
            "order.shipped",
            "order.delivered");
    private static final String PREFIX = "\"type\":\"dev.faux.";

    private final Scenario scenario;
    final List<String> lines;

    /** The ids of the orders with nothing special about them. */
    private final Set<String> plainOrders;

    private Told(Scenario scenario, List<String> lines, Set<String> plainOrders) {
        this.scenario = scenario;
        this.lines = lines;
        this.plainOrders = plainOrders;
    }

    static Scenario scenario(String name, String... settings) {
        return ScenarioFile.read(name, List.of(settings));
    }

    /** Has a world checked while it runs, without keeping its lines. */
    static Report check(Scenario scenario, long seed, Duration length) {
        Check check = new Check(scenario, false);
        run(scenario, seed, length, batch -> {
            for (int i = 0; i < batch.size(); i++) {
                check.accept(batch.bytes(), batch.start(i), batch.end(i) - 1);
            }
        });
        return check.finish();
    }

    static Told by(Scenario scenario, long seed, Duration length) {
        List<String> lines = new ArrayList<>();
        run(scenario, seed, length, batch -> {
            for (int i = 0; i < batch.size(); i++) {
                lines.add(new String(batch.line(i), StandardCharsets.UTF_8));
            }
        });
        return new Told(scenario, lines, plainOrders(lines));
    }

    private interface Taker {

        void take(Batch batch);
    }

    private static void run(Scenario scenario, long seed, Duration length, Taker taker) {
        History history = new History(scenario, seed, START, EVENTS_PER_SESSION);
        World world = new World(history);
        JsonLines encoding = new JsonLines(history);
        List<Occurrence> occurrences = new ArrayList<>();
        boolean done = false;
        while (!done) {
            occurrences.clear();
            done = world.advance(START + length.toMillis(), AT_ONCE, occurrences);
            if (!occurrences.isEmpty()) {
                taker.take(encoding.encode(occurrences));
            }
        }
    }

    Told copy() {
        return new Told(scenario, new ArrayList<>(lines), plainOrders);
    }

    Told only(Predicate<String> kept) {
        return new Told(scenario, lines.stream().filter(kept).toList(), plainOrders);
    }

    Told part(int from, int to) {
        return new Told(scenario, lines.subList(from, to), plainOrders);
    }

    Report check() {
        return check(scenario, false);
    }

    Report check(Scenario asked, boolean strict) {
        Check check = new Check(asked, strict);
        lines.forEach(check::accept);
        return check.finish();
    }

    static String type(String line) {
        int start = line.indexOf(PREFIX) + PREFIX.length();
        return line.substring(start, line.indexOf('"', start));
    }

    /** The value of the first key of this name; a string's without its quotes. */
    static String value(String line, String key) {
        String before = "\"" + key + "\":";
        int start = line.indexOf(before) + before.length();
        if (start < before.length()) {
            throw new IllegalArgumentException("no " + key + " in " + line);
        }
        boolean isText = line.charAt(start) == '"';
        int end = isText ? line.indexOf('"', start + 1) : start;
        while (!isText && Character.isDigit(line.charAt(end))) {
            end++;
        }
        return line.substring(isText ? start + 1 : start, end);
    }

    /** Paid, packed and brought at the first attempt and in one parcel; nothing comes of them later. */
    private static Set<String> plainOrders(List<String> lines) {
        Map<String, List<String>> types = new HashMap<>();
        for (String line : lines) {
            if (line.contains("\"order_id\":\"") && !type(line).startsWith("stock.")) {
                types.computeIfAbsent(value(line, "order_id"), order -> new ArrayList<>())
                        .add(type(line));
            }
        }
        return types.entrySet().stream()
                .filter(order -> order.getValue().equals(PLAIN))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The one in the middle of all events of this type; of those of plain orders, if there are any. */
    int any(String type) {
        return any(type, line -> true);
    }

    int any(String type, Predicate<String> fitting) {
        List<Integer> found = new ArrayList<>();
        List<Integer> plain = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (type(line).equals(type) && fitting.test(line)) {
                found.add(i);
                if (line.contains("\"order_id\":\"") && plainOrders.contains(value(line, "order_id"))) {
                    plain.add(i);
                }
            }
        }
        return plain.isEmpty() ? found.get(found.size() / 2) : plain.get(plain.size() / 2);
    }

    /** All that stands between quotes in the lines that fit. */
    Set<String> texts(Predicate<String> fitting) {
        return lines.stream()
                .filter(fitting)
                .flatMap(line -> Stream.of(line.split("\"")))
                .collect(Collectors.toSet());
    }

    /** The next event from an index on whose type begins so and that holds this text. */
    int next(int from, String type, String text) {
        for (int i = from; i < lines.size(); i++) {
            if (type(lines.get(i)).startsWith(type) && lines.get(i).contains(text)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no " + type + " with " + text + " from " + from + " on");
    }

    /** The last event before an index whose type begins so and that holds this text. */
    int last(int before, String type, String text) {
        for (int i = before - 1; i >= 0; i--) {
            if (type(lines.get(i)).startsWith(type) && lines.get(i).contains(text)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no " + type + " with " + text + " before " + before);
    }

    void change(int index, UnaryOperator<String> change) {
        lines.set(index, change.apply(lines.get(index)));
    }

    /** Sets the value of a key in the middle event of a type; a string is given with its quotes. */
    void set(String type, String key, String json) {
        set(any(type), key, json);
    }

    void set(int index, String key, String json) {
        change(index, line -> of(key).matcher(line).replaceFirst("$1" + Matcher.quoteReplacement(json)));
    }

    /** Adds to an amount, in the last place. */
    void add(String type, String key, int more) {
        int index = any(type);
        String value = value(lines.get(index), key);
        if (value.contains(".")) {
            long minor = Long.parseLong(value.replace(".", "")) + more;
            set(index, key, "\"" + Event.money(minor) + "\"");
        } else {
            set(index, key, Long.toString(Long.parseLong(value) + more));
        }
    }

    void drop(int index) {
        lines.remove(index);
        renumber();
    }

    void drop(Predicate<String> dropped) {
        lines.removeIf(dropped);
        renumber();
    }

    /** Lets an event happen again directly before what is at {@code to} now. */
    void repeat(int index, int to) {
        lines.add(to, lines.get(index));
        set(to, "time", "\"" + value(lines.get(to - 1), "time") + "\"");
        renumber();
    }

    void swap(int index, int other) {
        String line = lines.get(index);
        lines.set(index, lines.get(other));
        lines.set(other, line);
        renumber();
    }

    /** Lets an event happen at another time of the same or another day. */
    void retime(int index, String time) {
        set(index, "time", "\"" + time + "\"");
        number(index);
    }

    /** Positions and ids as if nothing had been done to it. */
    private void renumber() {
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).contains(sequence(i))) {
                number(i);
            }
        }
    }

    private void number(int index) {
        String line = lines.get(index);
        long time = Instant.parse(value(line, "time")).toEpochMilli();
        UUID id = new UUID(time << 16 | 0x7000, 1L << 63 | (index + 1L) << 30);
        int idAt = line.indexOf("\"id\":\"") + 6;
        int sequenceAt = line.indexOf("\"sequence\":\"");
        String sequence = sequence(index);
        lines.set(
                index,
                line.substring(0, idAt)
                        + id
                        + line.substring(idAt + 36, sequenceAt)
                        + sequence
                        + line.substring(sequenceAt + sequence.length()));
    }

    private static String sequence(int index) {
        String position = Integer.toString(index + 1);
        return "\"sequence\":\"" + "0".repeat(20 - position.length()) + position + "\"";
    }

    private static Pattern of(String key) {
        return Pattern.compile("(\"" + key + "\":)(\"[^\"]*\"|-?\\d+|true|false)");
    }
}
