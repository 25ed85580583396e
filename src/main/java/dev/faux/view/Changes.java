package dev.faux.view;

import dev.faux.dataset.Effect;
import dev.faux.dataset.Effects;
import dev.faux.dataset.Rows;
import dev.faux.dataset.Table;
import dev.faux.dataset.Tables;
import dev.faux.dataset.Told;
import dev.faux.log.Batch;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a batch changes in the read models, folded: one row per key, however many events told of it. */
final class Changes {

    private final Set<Table> tables;
    private final Map<Table, Rows> rows = new LinkedHashMap<>();

    private Changes(Set<Table> tables) {
        this.tables = tables;
    }

    /** Nothing. */
    static Changes none() {
        return new Changes(Set.of());
    }

    /** Reads those events of the batch that concern one of these read models. */
    static Changes of(Batch batch, Set<Table> tables) {
        Changes changes = new Changes(tables);
        for (int i = 0; i < batch.size(); i++) {
            changes.take(batch, i);
        }
        return changes;
    }

    private void take(Batch batch, int index) {
        List<Effect> effects = Effects.of(batch.type(index)).stream()
                .filter(effect -> tables.contains(effect.table()))
                .toList();
        if (!effects.isEmpty()) {
            Told told = EventData.read(batch, index);
            effects.forEach(effect -> effect.apply(told, rows.computeIfAbsent(effect.table(), Rows::new)));
        }
    }

    /** In an order in which every row finds those that it refers to. */
    Mono<Void> write(PostgresqlConnection connection) {
        return Flux.fromIterable(Tables.ALL)
                .mapNotNull(rows::get)
                .concatMap(each -> new TableWriter(each.table(), connection).write(each))
                .then();
    }
}
