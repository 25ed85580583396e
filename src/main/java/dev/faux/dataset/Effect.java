package dev.faux.dataset;

import dev.faux.dataset.Table.Column;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an event does to the rows of one table. */
public sealed interface Effect {

    Table table();

    /** Does it to what is known of these rows. */
    void apply(Told told, Rows rows);

    /** What is written into one column. */
    record Cell(String column, Function<Told, @Nullable Object> value) {

        /** A field of the event of the same name. */
        static Cell told(String column) {
            return new Cell(column, told -> told.value(column));
        }

        /** When the event happened. */
        static Cell at(String column) {
            return new Cell(column, Told::time);
        }

        static Cell is(String column, String value) {
            return new Cell(column, told -> value);
        }
    }

    /** What is written into some columns of a row. */
    record Writing(Table table, int[] places, List<Cell> cells) {

        static Writing of(Table table, List<Cell> cells) {
            return new Writing(
                    table,
                    cells.stream().mapToInt(cell -> table.place(cell.column())).toArray(),
                    cells);
        }

        /** All columns: these cells, and fields of the same names for the others. */
        static Writing ofAll(Table table, List<Cell> cells) {
            return of(
                    table,
                    table.columns().stream()
                            .map(Column::name)
                            .map(column -> cells.stream()
                                    .filter(cell -> cell.column().equals(column))
                                    .findFirst()
                                    .orElseGet(() -> Cell.told(column)))
                            .toList());
        }

        @Nullable
        Object[] row(Told told) {
            @Nullable Object[] row = new @Nullable Object[table.columns().size()];
            for (int i = 0; i < places.length; i++) {
                row[places[i]] = cells.get(i).value().apply(told);
            }
            return row;
        }
    }

    /** A row is told as a whole: new, or in place of the one with its key; these cells, and all that the event has fields for. */
    record Put(Writing writing) implements Effect {

        static Put of(Table table, List<Cell> cells) {
            return new Put(Writing.ofAll(table, cells));
        }

        @Override
        public Table table() {
            return writing.table;
        }

        @Override
        public void apply(Told told, Rows rows) {
            rows.put(writing.row(told));
        }
    }

    /** The columns of these cells change in a row, if there is one. */
    record Change(Writing writing) implements Effect {

        static Change of(Table table, List<Cell> cells) {
            return new Change(Writing.of(
                    table,
                    Stream.concat(table.key().stream().map(Cell::told), cells.stream())
                            .toList()));
        }

        @Override
        public Table table() {
            return writing.table;
        }

        @Override
        public void apply(Told told, Rows rows) {
            rows.change(writing.row(told));
        }
    }

    /** It is over with all rows that refer to the same as the event does, unless it was so before. */
    record End(Writing writing) implements Effect {

        /**
         * @param by the column that refers
         * @param cells the first says when it was over
         */
        static End of(Table table, String by, List<Cell> cells) {
            return new End(Writing.of(
                    table,
                    Stream.concat(Stream.of(Cell.told(by)), cells.stream()).toList()));
        }

        @Override
        public Table table() {
            return writing.table;
        }

        /** The column that refers. */
        String by() {
            return writing.cells.getFirst().column();
        }

        @Override
        public void apply(Told told, Rows rows) {
            rows.end(writing.places[0], writing.places[1], writing.row(told));
        }
    }

    /** As {@link Put}, but what is told of an amount comes on top of what is there. */
    record Add(Put put) implements Effect {

        @Override
        public Table table() {
            return put.table();
        }

        @Override
        public void apply(Told told, Rows rows) {
            rows.add(put.writing.row(told));
        }
    }

    /** A row is gone. */
    record Remove(Writing key) implements Effect {

        static Remove of(Table table) {
            return new Remove(
                    Writing.of(table, table.key().stream().map(Cell::told).toList()));
        }

        @Override
        public Table table() {
            return key.table;
        }

        @Override
        public void apply(Told told, Rows rows) {
            rows.remove(key.row(told));
        }
    }

    /** The effect of each thing that the event lists in a field. */
    record Each(String list, Effect effect) implements Effect {

        @Override
        public Table table() {
            return effect.table();
        }

        @Override
        public void apply(Told told, Rows rows) {
            for (Told part : told.parts(list)) {
                effect.apply(part, rows);
            }
        }
    }
}
