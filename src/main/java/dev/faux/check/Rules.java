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

    /** One that says something only of scenarios which it applies to; of others it is not reported. */
    Rule addIf(boolean applies, String name, String statement) {
        return applies ? add(name, statement) : new Rule(name, statement);
    }

    List<Rule> all() {
        return List.copyOf(all);
    }
}
