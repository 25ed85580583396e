package dev.faux.dataset;

import dev.faux.dataset.Table.Column;
import dev.faux.dataset.Table.Dialect;
import dev.faux.shop.Id;
import dev.faux.shop.Money;
import dev.faux.shop.Uuids;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the cells of a {@link RowFile}: ids as the 16 bytes of their UUIDs, so that they are in their order; instants as
 * milliseconds; amounts with their decimals in one number; anything else as it is.
 */
final class RowCells {

    private static final int UUID_BYTES = 16;
    private static final int DECIMALS_BITS = 3;
    private static final int DECIMALS_MASK = (1 << DECIMALS_BITS) - 1;
    private static final String BETWEEN = "\n";

    static final Dialect DIALECT = new Dialect() {

        @Override
        public String sum(String amounts) {
            return "(sum(" + amounts + " >> " + DECIMALS_BITS + ") << " + DECIMALS_BITS + " | max(" + amounts + " & "
                    + DECIMALS_MASK + "))";
        }

        @Override
        public String mean(String numbers) {
            String hundredths = "(100 * sum(" + numbers + ") + count(*) / 2) / count(*)";
            return "(" + hundredths + " << " + DECIMALS_BITS + " | 2)";
        }
    };

    private RowCells() {}

    /** @param value what it is in the shop, or a text that a client has given */
    static void put(PreparedStatement statement, int place, Column column, @Nullable Object value, Uuids uuids)
            throws SQLException {
        switch (value) {
            case null -> statement.setObject(place, null);
            case Id id -> statement.setBytes(place, bytes(uuids.high(id), uuids.low(id)));
            case UUID id -> statement.setBytes(place, bytes(id.getMostSignificantBits(), id.getLeastSignificantBits()));
            case Long number -> statement.setLong(place, number);
            case Boolean flag -> statement.setInt(place, flag ? 1 : 0);
            case Money money ->
                statement.setLong(
                        place, money.minor() << DECIMALS_BITS | money.currency().decimals());
            case List<?> texts ->
                statement.setString(
                        place,
                        String.join(BETWEEN, texts.stream().map(String::valueOf).toList()));
            default -> putText(statement, place, column, String.valueOf(value));
        }
    }

    private static void putText(PreparedStatement statement, int place, Column column, String text)
            throws SQLException {
        switch (column.type()) {
            case "uuid" -> {
                UUID id = UUID.fromString(text);
                statement.setBytes(place, bytes(id.getMostSignificantBits(), id.getLeastSignificantBits()));
            }
            case "integer", "bigint" -> statement.setLong(place, Long.parseLong(text));
            case "boolean" -> statement.setInt(place, text.equals("true") ? 1 : 0);
            case "timestamptz" -> statement.setLong(place, Instant.parse(text).toEpochMilli());
            default -> statement.setString(place, text);
        }
    }

    private static byte[] bytes(long high, long low) {
        return ByteBuffer.allocate(UUID_BYTES).putLong(high).putLong(low).array();
    }

    static @Nullable Object get(ResultSet row, int place, Column column) throws SQLException {
        if (row.getObject(place) == null) {
            return null;
        }
        return switch (column.type()) {
            case "uuid" -> {
                ByteBuffer bytes = ByteBuffer.wrap(row.getBytes(place));
                yield new UUID(bytes.getLong(), bytes.getLong());
            }
            case "integer", "bigint", "timestamptz" -> row.getLong(place);
            case "boolean" -> row.getInt(place) == 1;
            case "numeric" -> {
                long amount = row.getLong(place);
                yield BigDecimal.valueOf(amount >> DECIMALS_BITS, (int) amount & DECIMALS_MASK)
                        .toPlainString();
            }
            case "text[]" -> List.of(row.getString(place).split(BETWEEN, -1));
            default -> row.getString(place);
        };
    }
}
