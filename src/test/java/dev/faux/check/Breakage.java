package dev.faux.check;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Something that is done to a history.
 *
 * @param rules those that fail for it: the one that it is about, then those that follow from it
 */
record Breakage(String rules, String what, Consumer<Told> how) {

    static Breakage broken(String rules, String what, Consumer<Told> how) {
        return new Breakage(rules, what, how);
    }

    Set<String> broken() {
        return new TreeSet<>(List.of(rules.split(" ", -1)));
    }

    @Override
    public String toString() {
        return rules + " when " + what;
    }
}
