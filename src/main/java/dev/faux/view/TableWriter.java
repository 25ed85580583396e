package dev.faux.view;

import dev.faux.dataset.Rows;
import dev.faux.dataset.Table;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.postgresql.api.PostgresqlStatement;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes what has become of rows into their table. */
final class TableWriter {

    private final Statements statements;
    private final PostgresqlConnection connection;

    TableWriter(Table table, PostgresqlConnection connection) {
        this.statements = new Statements(table);
        this.connection = connection;
    }

    /** What came in this batch is told last: it knows whatever else happened to it. */
    Mono<Void> write(Rows rows) {
        List<Integer> key = statements.keyAnd(List.of());
        List<Integer> changed = statements.keyAnd(rows.changedPlaces());
        return Flux.concat(
                        execute(rows.removed(), key, statements.delete()),
                        Mono.defer(() -> end(rows)),
                        Mono.defer(() -> execute(rows.whole().values(), statements.all(), statements.upsert())),
                        Mono.defer(() -> execute(rows.parts(), changed, statements.update(changed))))
                .then();
    }

    private Mono<Void> end(Rows rows) {
        if (rows.ended().isEmpty()) {
            return Mono.empty();
        }
        List<Integer> places = rows.endedPlaces();
        PostgresqlStatement statement = connection.createStatement(statements.updateAll(places));
        bind(statement, rows.ended(), places);
        statement.bind(places.size(), rows.whole().keySet().toArray(String[]::new));
        return run(statement);
    }

    private Mono<Void> execute(Collection<@Nullable Object[]> rows, List<Integer> places, String sql) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        PostgresqlStatement statement = connection.createStatement(sql);
        bind(statement, rows, places);
        return run(statement);
    }

    private static Mono<Void> run(PostgresqlStatement statement) {
        return statement.execute().concatMap(PostgresqlResult::getRowsUpdated).then();
    }

    private static void bind(PostgresqlStatement statement, Collection<@Nullable Object[]> rows, List<Integer> places) {
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            statement.bind(i, rows.stream().map(row -> (String) row[place]).toArray(String[]::new));
        }
    }
}
