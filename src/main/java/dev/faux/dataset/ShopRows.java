package dev.faux.dataset;

import dev.faux.shop.Fields.Described;
import dev.faux.shop.Privacy;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a shop, in the order of their pages, for who reads them on threads of his own: first those that it begins with, then
 * those that have come of it.
 */
public final class ShopRows {

    private static final int AT_ONCE = 5_000;

    private final ShopAt shop;
    private final Run run;
    private @Nullable KeptRows kept;

    /** Finds what has come of the shop. */
    interface Run {

        KeptRows rows() throws IOException;
    }

    ShopRows(ShopAt shop, Run run) {
        this.shop = shop;
        this.run = run;
    }

    /** Takes rows, one after the other. */
    public interface RowReader {

        /**
         * @param row good for the call only
         * @return whether more are wanted
         */
        boolean read(Described row) throws IOException;
    }

    /** For rows of it as the {@code copy} of Postgres takes them. */
    public RowText copy(Dataset dataset, Privacy privacy) {
        return RowText.copy(dataset, shop.history(), privacy);
    }

    /** How many founders there are who have rows in a dataset, numbered from 1. */
    public long founders(Dataset dataset) {
        return StartRows.of(dataset, shop.history()).founders();
    }

    /**
     * Reads the rows of some founders.
     *
     * @return whether more are wanted
     */
    public boolean readFounding(Dataset dataset, long from, long to, RowReader reader) throws IOException {
        StartRows founding = StartRows.of(dataset, shop.history());
        boolean isOne = founding.hasOneRowEach();
        for (long founder = from; founder <= to; founder++) {
            int rows = isOne ? 1 : founding.of(founder).size();
            for (int i = 0; i < rows; i++) {
                if (!reader.read(founding.row(founder, i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Reads what has come of the shop; for that it is run once, unless it has been. */
    public void readLater(Dataset dataset, RowReader reader) throws IOException {
        if (dataset.isOfTheStart()) {
            return;
        }
        try {
            readLater(kept(), dataset, reader);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static void readLater(KeptRows kept, Dataset dataset, RowReader reader) throws SQLException, IOException {
        Table table = dataset.table();
        List<String> after = List.of();
        List<@Nullable Object[]> rows;
        do {
            rows = kept.page(table, after, List.of(), AT_ONCE);
            for (Described each : kept.shown(dataset, rows)) {
                if (!reader.read(each)) {
                    return;
                }
            }
            after = rows.isEmpty() ? after : KeptRows.key(table, rows.getLast());
        } while (rows.size() == AT_ONCE);
    }

    private synchronized KeptRows kept() throws IOException {
        KeptRows found = kept == null ? run.rows() : kept;
        kept = found;
        return found;
    }
}
