package dev.faux.dataset;

import dev.faux.log.Pages;
import dev.faux.log.Recipe;
import dev.faux.shop.CustomerEvent.CustomerIntroduced;
import dev.faux.shop.Event;
import dev.faux.shop.Id;
import dev.faux.simulation.Journal;
import dev.faux.simulation.Occurrence;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Lets a shop run up to its instant and writes down what becomes of it, but for what the {@link FoundingRows} tell. */
final class RunRows {

    /** So many events are folded before their rows are written: enough that most of what changes again does so before. */
    private static final int FOLDED = 1 << 16;

    private final ShopAt shop;
    private final Map<Table, FoundingRows> founding = new LinkedHashMap<>();
    private final EventFields fields;
    private final RowFile file;
    private final Executor writer;
    private Map<Table, Rows> rows = new LinkedHashMap<>();
    private int folded;
    private CompletableFuture<Void> writing = CompletableFuture.completedFuture(null);

    private RunRows(ShopAt shop, RowFile file, Executor writer) {
        this.shop = shop;
        this.file = file;
        this.writer = writer;
        FoundingRows.TABLES.forEach(table -> founding.put(table, new FoundingRows(table, shop.history())));
        fields = new EventFields(shop.history());
    }

    /** Takes the instant that it has come to, in milliseconds since 1970 UTC. */
    interface Listener {

        void reached(long instant);
    }

    static void write(ShopAt shop, Path path, Listener listener) throws IOException {
        try (RowFile file = new RowFile(path, shop.history().uuids());
                ExecutorService writer = Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().daemon().name("rows").factory())) {
            RunRows run = new RunRows(shop, file, writer);
            new Pages(new Recipe(shop.history(), Journal.EMPTY), shop.asOf(), page -> false).read(page -> {
                run.take(page);
                listener.reached(page.getLast().at());
                return true;
            });
            run.flush();
            run.await();
            file.finish();
        } catch (SQLException e) {
            throw new IOException("cannot write " + path + ": " + e.getMessage(), e);
        }
    }

    private void take(List<Occurrence> page) throws IOException {
        for (int i = 0; i < page.size(); i++) {
            take(page.get(i));
        }
        if (folded >= FOLDED) {
            flush();
        }
    }

    private void take(Occurrence occurrence) {
        Event event = occurrence.event();
        List<Effect> effects = Effects.of(event.type());
        if (effects.isEmpty() || event instanceof CustomerIntroduced) {
            return;
        }
        Told told = fields.of(event, occurrence.at());
        for (Effect effect : effects) {
            effect.apply(told, rows.computeIfAbsent(effect.table(), Rows::new));
        }
        folded++;
    }

    /** Has them written while the next ones are folded. */
    private void flush() throws IOException {
        await();
        Collection<Rows> folds = rows.values();
        writing = CompletableFuture.runAsync(() -> write(folds), writer);
        rows = new LinkedHashMap<>();
        folded = 0;
    }

    private void await() throws IOException {
        try {
            writing.join();
        } catch (CompletionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }

    private void write(Collection<Rows> folds) {
        try {
            for (Rows each : folds) {
                each.whole().values().removeIf(row -> isFounding(each.table(), row));
                file.write(each);
            }
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    private boolean isFounding(Table table, @Nullable Object[] row) {
        FoundingRows founders = founding.get(table);
        return founders != null && row[0] instanceof Id key && founders.has(key);
    }
}
