package dev.faux.view;

import dev.faux.log.TypeFilter;
import dev.faux.shop.EventType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All tables of the read models. */
final class Tables {

    /** Each after those that it refers to. */
    static final List<Table> ALL = Stream.of(CatalogueTables.ALL, PeopleTables.ALL, VisitTables.ALL, OrderTables.ALL)
            .flatMap(List::stream)
            .toList();

    private Tables() {}

    /** Those that events of these types write to, and those whose rows have to be there first. */
    static Set<Table> neededBy(TypeFilter types) {
        Set<Table> needed = new LinkedHashSet<>();
        Stream.of(EventType.values())
                .filter(types::accepts)
                .flatMap(type -> Effects.of(type).stream())
                .forEach(effect -> addWithParents(effect.table(), needed));
        return needed;
    }

    private static void addWithParents(Table table, Set<Table> needed) {
        if (needed.add(table)) {
            ALL.stream()
                    .filter(each -> table.parents().contains(each.name()))
                    .forEach(parent -> addWithParents(parent, needed));
        }
    }

    /** Empties them, and what is stored beside them. */
    static String truncate() {
        return "truncate events, checkpoints, " + ALL.stream().map(Table::name).collect(Collectors.joining(", "));
    }
}
