package dev.faux.view;

import dev.faux.log.Batch;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a batch changes in the read models, folded: one row per key, however many events told of it. */
final class Changes {

    private final Map<Table, Rows> rows = new LinkedHashMap<>();

    /** Reads those events of the batch that concern a read model. */
    static Changes of(Batch batch) {
        Changes changes = new Changes();
        for (int i = 0; i < batch.size(); i++) {
            changes.take(batch, i);
        }
        return changes;
    }

    private void take(Batch batch, int index) {
        List<Effect> effects = Effects.of(batch.type(index));
        if (!effects.isEmpty()) {
            Told told = EventData.read(batch, index);
            effects.forEach(effect -> effect.apply(told, rows.computeIfAbsent(effect.table(), Rows::new)));
        }
    }

    /** In an order in which every row finds those that it refers to. */
    Mono<Void> write(PostgresqlConnection connection) {
        return Flux.fromIterable(Tables.ALL)
                .mapNotNull(rows::get)
                .concatMap(each -> each.write(connection))
                .then();
    }
}
