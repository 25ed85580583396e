package dev.faux.view;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** One row, read by columns that are never null. */
record Cells(Readable row) {

    /** Before every id. */
    static final UUID FIRST = new UUID(0, 0);

    <T> T get(String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    String text(String column) {
        return get(column, String.class);
    }

    UUID uuid(String column) {
        return get(column, UUID.class);
    }

    long number(String column) {
        return get(column, Long.class);
    }

    /** As it was written, with as many decimals. */
    String money(String column) {
        return get(column, BigDecimal.class).toPlainString();
    }

    Instant instant(String column) {
        return get(column, Instant.class);
    }
}
