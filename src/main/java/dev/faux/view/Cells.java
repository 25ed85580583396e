package dev.faux.view;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;

/** One row, read by columns that are never null. */
record Cells(Readable row) {

    private <T> T get(String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    String text(String column) {
        return get(column, String.class);
    }

    long number(String column) {
        return get(column, Long.class);
    }

    Instant instant(String column) {
        return get(column, Instant.class);
    }
}
