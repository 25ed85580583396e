package dev.faux.dataset;

import dev.faux.log.TypeFilter;
import dev.faux.shop.EventType;
import dev.faux.simulation.History;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All tables. */
public final class Tables {

    /** Each after those that it refers to. */
    public static final List<Table> ALL = Stream.of(
                    CatalogueTables.ALL, PeopleTables.ALL, VisitTables.ALL, OrderTables.ALL)
            .flatMap(List::stream)
            .toList();

    /** Tells tables with other columns from these, in a few characters. */
    static final String LAYOUT = History.hash(Stream.concat(ALL.stream(), DerivedTables.ALL.stream())
                    .map(table -> table.source(RowCells.DIALECT) + table.columns())
                    .collect(Collectors.joining("\n")))
            .substring(0, 8);

    private Tables() {}

    /** Those that events of these types write to, and those whose rows have to be there first. */
    public static Set<Table> neededBy(TypeFilter types) {
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
}
