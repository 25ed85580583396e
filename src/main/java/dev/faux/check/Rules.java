package dev.faux.check;

import java.util.ArrayList;
import java.util.List;

/** All rules, in the order in which they are reported. */
final class Rules {

    private final List<Rule> all = new ArrayList<>();

    /** @param statement what holds, in one sentence */
    Rule add(String name, String statement) {
        Rule rule = new Rule(name, statement);
        all.add(rule);
        return rule;
    }

    List<Rule> all() {
        return List.copyOf(all);
    }
}
