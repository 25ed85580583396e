package dev.faux.check;

import dev.faux.check.Report.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Something that holds in every history: how often it was tried, how often it failed, and where first. For one thread. */
final class Rule {

    private static final int SHOWN = 5;

    private final String name;
    private final String statement;
    private final List<Failure> failures = new ArrayList<>();
    private long tried;
    private long failed;

    Rule(String name, String statement) {
        this.name = name;
        this.statement = statement;
    }

    /** Tries the rule on what an event says. The sentence names the offending and the expected. */
    void expect(Event event, boolean holds, Supplier<String> otherwise) {
        tried++;
        if (!holds) {
            failed++;
            if (failures.size() < SHOWN) {
                failures.add(new Failure(event.line, event.position, nameOf(event), otherwise.get()));
            }
        }
    }

    /** Tries the rule on what should have followed from something said earlier. */
    void expect(Place place, boolean holds, Supplier<String> otherwise) {
        tried++;
        if (!holds) {
            failed++;
            if (failures.size() < SHOWN) {
                failures.add(new Failure(0, place.position(), place.type(), otherwise.get()));
            }
        }
    }

    /** Tries the rule on this many at once, of which it is known whether they hold together. */
    void expectOfAll(long count, boolean holds, Supplier<String> otherwise) {
        if (count > 0) {
            expect(new Place(0, ""), holds, otherwise);
            tried += count - 1;
        }
    }

    String name() {
        return name;
    }

    String statement() {
        return statement;
    }

    long tried() {
        return tried;
    }

    long failed() {
        return failed;
    }

    List<Failure> failures() {
        return List.copyOf(failures);
    }

    private static String nameOf(Event event) {
        return event.type == null ? "" : event.type.wireName();
    }
}
