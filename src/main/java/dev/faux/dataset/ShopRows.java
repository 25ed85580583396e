package dev.faux.dataset;

import dev.faux.shop.Fields.Described;
import dev.faux.shop.Privacy;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * All rows of a shop, in the order of their pages, for who reads them on threads of his own: first those that it begins with, then
 * those that have come of it.
 */
public final class ShopRows {

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
    public RowText copy(Privacy privacy) {
        return RowText.copy(shop.history(), privacy);
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
        if (!dataset.isOfTheStart()) {
            new SeedShop(shop, Mono.empty()).readRun(kept(), dataset, reader);
        }
    }

    private synchronized KeptRows kept() throws IOException {
        KeptRows found = kept == null ? run.rows() : kept;
        kept = found;
        return found;
    }
}
