package dev.faux.check;

import dev.faux.check.Report.Status;
import dev.faux.check.Report.Summary;
import dev.faux.check.Report.Verdict;
import dev.faux.simulation.Scenario;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether a history is that of a consistent business, from its events as everybody reads them. It believes nothing but
 * the lines and the scenario's values, and shares no code with what made them.
 *
 * <p>A part of a history, or one with types left out, is judged as far as what it shows can be judged: there are no false
 * alarms for what was not seen. Memory grows with what is open at a time, and by a few bytes for each customer, session and
 * order. For one thread; after {@link #finish} no more.
 */
public final class Check {

    private static final Duration LONG_ENOUGH = Duration.ofDays(30);

    private final boolean strict;
    private final Rules rules = new Rules();
    private final Event event = new Event();
    private final EventReader reader;
    private final Rule wellFormed;
    private final Rule envelope;
    private final Rule fields;
    private final Stream stream;
    private final Memory memory;
    private final Funnel funnel = new Funnel();
    private final Figures figures;
    private final List<Inspector> inspectors = new ArrayList<>();
    private String expectedSource = "";
    private long events;

    /**
     * @param scenario whose values the history has to keep
     * @param strict whether gaps, and rules that nothing was held against, are failures too
     */
    public Check(Scenario scenario, boolean strict) {
        this.strict = strict;
        reader = new EventReader(event, scenario.home().currency().decimals());
        wellFormed = rules.add("well-formed", "Every line is one JSON object.");
        envelope = rules.add(
                "envelope",
                "Every event has CloudEvents' attributes, all of one source, in the contract's order and form.");
        fields = rules.add("data-fields", "An event's data has the fields of its type, each in its form.");
        stream = new Stream(rules, strict);
        memory = new Memory(stream);
        inspectors.add(new Ties(rules, stream, memory));
        inspectors.add(new People(rules, scenario, memory));
        inspectors.add(new Prices(rules, scenario, memory));
        inspectors.add(new Products(rules, scenario));
        inspectors.add(new Promotions(rules, scenario, stream, memory));
        inspectors.add(new Restrictions(rules, scenario, memory));
        Visits visits = new Visits(rules, scenario, stream, memory);
        inspectors.add(visits);
        inspectors.add(new KeptCarts(rules, scenario, stream, memory));
        inspectors.add(new Experiments(rules, scenario));
        inspectors.add(new Searches(rules, scenario, stream));
        inspectors.add(new Orders(rules, scenario, memory));
        inspectors.add(new Aftersales(rules, memory));
        inspectors.add(new Payments(rules, memory));
        inspectors.add(new Shelves(rules, stream, memory));
        inspectors.add(new Parcels(rules, scenario, stream, memory));
        inspectors.add(new Tail(rules, stream));
        inspectors.add(funnel);
        Distributions distributions = new Distributions(scenario);
        inspectors.add(distributions);
        figures = new Figures(scenario, stream, visits, distributions);
        inspectors.add(figures);
    }

    /** Takes the next line: the bytes in [from, to), without a line feed. They are not kept. */
    public void accept(byte[] bytes, int from, int to) {
        event.line++;
        if (!read(bytes, from, to)) {
            stream.interrupt();
        } else if (stream.follows(event)) {
            String fault = event.dataFault;
            fields.expect(
                    event, fault == null, () -> fault + ", in " + event.type().wireName());
            if (fault == null) {
                inspect();
            } else {
                stream.interrupt();
            }
        }
    }

    /** Whether it is an event, as far as its envelope tells. */
    private boolean read(byte[] bytes, int from, int to) {
        try {
            reader.read(bytes, from, to);
        } catch (Malformed malformed) {
            event.clear(bytes);
            wellFormed.expect(event, false, malformed::getMessage);
            return false;
        }
        wellFormed.expect(event, true, () -> "");
        events++;
        if (event.envelopeFault == null) {
            judgeSource();
        }
        String fault = event.envelopeFault;
        envelope.expect(event, fault == null, () -> String.valueOf(fault));
        return fault == null;
    }

    private void judgeSource() {
        if (event.source.equals(expectedSource)) {
            return;
        }
        if (!expectedSource.isEmpty()) {
            event.faultInEnvelope("source " + event.source + ", expected " + expectedSource + " as before");
        } else if (event.source.matches("/faux/[0-9a-f]+")) {
            expectedSource = event.source;
        } else {
            event.faultInEnvelope("source " + event.source + ", expected /faux/ and the id of a history");
        }
    }

    private void inspect() {
        settle(event.time);
        memory.recognise(event);
        for (int i = 0; i < inspectors.size(); i++) {
            inspectors.get(i).inspect(event);
        }
        memory.sweep(event.time);
    }

    /** Lets the instants before this one be over. */
    private void settle(long now) {
        for (Order order = memory.settled(now); order != null; order = memory.settled(now)) {
            if (memory.isUnbroken(order)) {
                for (int i = 0; i < inspectors.size(); i++) {
                    inspectors.get(i).settle(order);
                }
            }
            if (order.isCancelled) {
                memory.forget(order);
            }
        }
    }

    /** Judges what only the end can tell, and reports. */
    public Report finish() {
        for (Inspector inspector : inspectors) {
            inspector.conclude();
        }
        boolean mustTryAll = strict || stream.isWhole() && span().compareTo(LONG_ENOUGH) >= 0;
        List<Verdict> verdicts =
                rules.all().stream().map(rule -> verdict(rule, mustTryAll)).toList();
        boolean passed = verdicts.stream().noneMatch(verdict -> verdict.status() == Status.FAILED);
        return new Report(passed, summary(), verdicts, funnel.steps(), figures.compared());
    }

    private Verdict verdict(Rule rule, boolean mustTryAll) {
        boolean untried = rule.tried() == 0;
        String note = untried && mustTryAll
                ? "Nothing could be held against this rule, expected at least one event"
                        + (strict ? "." : " in 30 days.")
                : null;
        Status status = rule.failed() > 0 || note != null ? Status.FAILED : untried ? Status.UNTRIED : Status.PASSED;
        return new Verdict(rule.name(), rule.statement(), status, rule.tried(), rule.failed(), note, rule.failures());
    }

    private Duration span() {
        return Duration.ofMillis(stream.lastTime() - stream.firstTime());
    }

    private Summary summary() {
        Map<String, Long> types = new LinkedHashMap<>();
        for (Type type : Type.values()) {
            if (figures.count(type) > 0) {
                types.put(type.wireName(), figures.count(type));
            }
        }
        boolean isEmpty = stream.first() == 0;
        return new Summary(
                event.line,
                events,
                stream.first(),
                stream.last(),
                stream.missing(),
                stream.isWhole(),
                instant(isEmpty, stream.firstTime()),
                instant(isEmpty, stream.lastTime()),
                types);
    }

    private static @Nullable Instant instant(boolean isEmpty, long millis) {
        return isEmpty ? null : Instant.ofEpochMilli(millis);
    }

    /** Takes a line as text; for tests. */
    void accept(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        accept(bytes, 0, bytes.length);
    }
}
