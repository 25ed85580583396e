package dev.faux.view;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an event does to the rows of one table. */
sealed interface Effect {

    Table table();

    /** Does it to what is known of these rows. */
    void apply(Told told, Rows rows);

    /** What is written into one column. */
    record Cell(String column, Function<Told, @Nullable String> value) {

        /** A field of the event of the same name. */
        static Cell told(String column) {
            return new Cell(column, told -> told.text(column));
        }

        /** When the event happened. */
        static Cell at(String column) {
            return new Cell(column, Told::time);
        }

        static Cell is(String column, String value) {
            return new Cell(column, told -> value);
        }
    }

    /** A row is told as a whole: new, or in place of the one with its key; these cells, and all that the event has fields for. */
    record Put(Table table, List<Cell> cells) implements Effect {

        @Override
        public void apply(Told told, Rows rows) {
            rows.put(row(told));
        }

        @Nullable
        String[] row(Told told) {
            @Nullable String[] row = new String[table.width()];
            for (int i = 0; i < row.length; i++) {
                row[i] = told.text(table.columns().get(i));
            }
            write(cells, table, told, row);
            return row;
        }
    }

    /** The columns of these cells change in a row, if there is one. */
    record Change(Table table, List<Cell> cells) implements Effect {

        @Override
        public void apply(Told told, Rows rows) {
            @Nullable String[] row = new String[table.width()];
            for (String column : table.key()) {
                row[table.place(column)] = told.text(column);
            }
            write(cells, table, told, row);
            rows.change(row);
        }
    }

    /**
     * It is over with all rows that refer to the same as the event does, unless it was so before.
     *
     * @param by the column that refers
     * @param cells the first says when it was over
     */
    record End(Table table, String by, List<Cell> cells) implements Effect {

        @Override
        public void apply(Told told, Rows rows) {
            @Nullable String[] row = new String[table.width()];
            row[table.place(by)] = told.text(by);
            write(cells, table, told, row);
            rows.end(table.place(by), table.place(cells.getFirst().column()), row);
        }
    }

    /** As {@link Put}, but what is told of an amount comes on top of what is there. */
    record Add(Put put) implements Effect {

        @Override
        public Table table() {
            return put.table;
        }

        @Override
        public void apply(Told told, Rows rows) {
            rows.add(put.row(told));
        }
    }

    /** A row is gone. */
    record Remove(Table table) implements Effect {

        @Override
        public void apply(Told told, Rows rows) {
            rows.remove(table.key().stream().map(told::text).toArray(String[]::new));
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
            told.parts(list).forEach(part -> effect.apply(part, rows));
        }
    }

    private static void write(List<Cell> cells, Table table, Told told, @Nullable String[] row) {
        for (Cell cell : cells) {
            row[table.place(cell.column())] = cell.value().apply(told);
        }
    }
}
