package dev.faux.emitter;

import dev.faux.log.Batch;
import dev.faux.log.Delivery;
import dev.faux.log.HistoryLog;
import dev.faux.shop.Decision;
import dev.faux.simulation.History;
import dev.faux.simulation.Instruction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;

/** A shop in a home, as a server puts it together; by a clock that tests turn. One may be killed and opened again. */
public final class OpenShop implements AutoCloseable {

    static final Duration LONGEST = Duration.ofDays(7);

    final Home home;
    final CommandDesk desk;
    public final HistoryLog log;
    public final Emitter emitter;
    final List<Throwable> fatal = new ArrayList<>();
    private @Nullable Disposable running;

    public OpenShop(History history, Path folder, Scheduler clock) {
        this(history, folder, clock, 16 << 20, List.of());
    }

    OpenShop(History history, Path folder, Scheduler clock, long windowBytes, List<Delivery> deliveries) {
        this(history, folder, clock, clock, bounds(windowBytes, 64 << 20, 1_000), deliveries);
    }

    /** @param writing waits for the disk */
    OpenShop(
            History history,
            Path folder,
            Scheduler clock,
            Scheduler writing,
            HistoryLog.Bounds bounds,
            List<Delivery> deliveries) {
        home = Home.open(folder, fatal::add);
        try {
            desk = home.desk(history, new CommandDesk.Bounds(100, 1_000), writing);
            Mark marked = home.marked();
            log = new HistoryLog(
                    history,
                    home.formerHistories(),
                    desk,
                    folder,
                    marked == null ? Long.MAX_VALUE : marked.until(),
                    bounds);
            emitter = new Emitter(log, deliveries, home, desk, clock, writing, LONGEST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (HomeException e) {
            home.close();
            throw e;
        }
    }

    static HistoryLog.Bounds bounds(long windowBytes, long snapshotBytes, long snapshotEvery) {
        return new HistoryLog.Bounds(windowBytes, snapshotBytes, snapshotEvery, 1, Duration.ofSeconds(30));
    }

    public Home home() {
        return home;
    }

    public OpenShop start() {
        running = emitter.start();
        return this;
    }

    /** What comes of it, once the clock has been turned so far. */
    CompletableFuture<@Nullable Decision> ask(Instruction instruction, CommandDesk.@Nullable Key key) {
        return desk.ask(instruction, key).toFuture();
    }

    /** All lines that can be read now from the first on. */
    List<Batch> read() {
        long head = log.head().position();
        return Objects.requireNonNull(log.from(1)
                .takeUntil(batch -> batch.last() >= head)
                .collectList()
                .block(Duration.ofSeconds(60)));
    }

    @Override
    public void close() {
        if (running != null) {
            running.dispose();
        }
        log.close();
        try {
            desk.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        home.close();
    }
}
