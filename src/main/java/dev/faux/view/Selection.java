package dev.faux.view;

import dev.faux.log.Batch;
import dev.faux.log.TypeFilter;
import dev.faux.shop.EventType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What of a history is stored.
 *
 * @param types of the events
 * @param tables those that these types write to, and those whose rows have to be there first
 */
record Selection(TypeFilter types, Set<Table> tables) {

    static final Selection EVERYTHING = of(TypeFilter.of(List.of()));

    static Selection of(TypeFilter types) {
        Set<Table> tables = new LinkedHashSet<>();
        Stream.of(EventType.values())
                .filter(types::accepts)
                .flatMap(type -> Effects.of(type).stream())
                .forEach(effect -> add(effect.table(), tables));
        return new Selection(types, tables);
    }

    private static void add(Table table, Set<Table> tables) {
        if (tables.add(table)) {
            Tables.ALL.stream()
                    .filter(each -> table.parents().contains(each.name()))
                    .forEach(parent -> add(parent, tables));
        }
    }

    /** @param since the position of the first event that is wanted */
    boolean wants(Batch batch, int index, long since) {
        return batch.position(index) >= since && types.accepts(batch.type(index));
    }
}
