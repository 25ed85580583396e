package dev.faux.view;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All tables of the read models. */
final class Tables {

    /** Each after those that it refers to. */
    static final List<Table> ALL = Stream.of(CatalogueTables.ALL, PeopleTables.ALL, VisitTables.ALL, OrderTables.ALL)
            .flatMap(List::stream)
            .toList();

    private Tables() {}

    /** Empties them, and what is stored beside them. */
    static String truncate() {
        return "truncate events, checkpoints, " + ALL.stream().map(Table::name).collect(Collectors.joining(", "));
    }
}
