package dev.faux.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The shops that were asked for. Each is run once, one after the other, and what came of it stays in a file, so that it is there
 * the next time, too; of those that nobody has asked for lately the files go.
 */
public final class SeedShops implements AutoCloseable {

    private static final String ENDING = ".sqlite";
    private static final String UNFINISHED = ".part";

    /** How many shops may be waited for; one more is refused by {@link java.util.concurrent.RejectedExecutionException}. */
    private static final int MOST_WAITING = 100;

    private final Path folder;
    private final int most;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final Scheduler scheduler;

    /** How far one has come that is being run. */
    private static final class Running {

        private final Mono<KeptRows> rows;
        private volatile long reached;

        Running(ShopAt shop, SeedShops shops) {
            reached = shop.history().start();
            rows = Mono.fromCallable(() -> shops.run(shop, instant -> reached = instant))
                    .subscribeOn(shops.scheduler)
                    .doFinally(end -> shops.running.remove(shop.id(), this))
                    .cache();
        }
    }

    /**
     * @param folder for nothing else
     * @param most how many shops have a file at once
     */
    public SeedShops(Path folder, int most) throws IOException {
        this.folder = folder;
        this.most = most;
        Files.createDirectories(folder);
        for (Path each : files(UNFINISHED)) {
            Files.delete(each);
        }
        scheduler = Schedulers.newBoundedElastic(1, MOST_WAITING, "shop-of-a-seed");
    }

    /** A shop that is run when somebody asks for what came of it. */
    public SeedShop of(ShopAt shop) {
        return new SeedShop(shop, Mono.defer(() -> rows(shop)).subscribeOn(Schedulers.boundedElastic()));
    }

    /** Whether somebody waits for a shop to be run. */
    public boolean isRunning(ShopAt shop) {
        return running.containsKey(shop.id());
    }

    /** How much of a shop is done that is being run now, from 0 to 1; 1 for any other one. */
    public double done(ShopAt shop) {
        Running now = running.get(shop.id());
        return now == null ? 1 : shop.done(now.reached);
    }

    /**
     * All rows of a shop, which is run by the caller's thread if it has to be.
     *
     * @param progress takes how much of it has been run, from 0 to 1
     */
    public ShopRows whole(ShopAt shop, DoubleConsumer progress) {
        return new ShopRows(shop, () -> run(shop, instant -> progress.accept(shop.done(instant))));
    }

    private Mono<KeptRows> rows(ShopAt shop) {
        Path file = file(shop);
        if (!running.containsKey(shop.id()) && Files.exists(file)) {
            return Mono.fromCallable(() -> used(file, shop)).subscribeOn(Schedulers.boundedElastic());
        }
        return running.computeIfAbsent(shop.id(), id -> new Running(shop, this)).rows;
    }

    private static KeptRows used(Path file, ShopAt shop) throws IOException, SQLException {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (NoSuchFileException e) {
            throw new KeptRows.Gone(file);
        }
        return new KeptRows(file, shop.history().uuids());
    }

    private KeptRows run(ShopAt shop, RunRows.Listener progress) throws IOException {
        Path file = file(shop);
        if (!Files.exists(file)) {
            Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
            Files.deleteIfExists(unfinished);
            write(shop, unfinished, progress);
            makeRoom();
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return new KeptRows(file, shop.history().uuids());
    }

    private static void write(ShopAt shop, Path unfinished, RunRows.Listener progress) throws IOException {
        boolean isWritten = false;
        try {
            RunRows.write(shop, unfinished, progress);
            isWritten = true;
        } finally {
            if (!isWritten) {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    private void makeRoom() throws IOException {
        List<Path> files = files(ENDING);
        for (Path each : files.subList(0, Math.max(0, files.size() - most + 1))) {
            Files.deleteIfExists(each);
        }
    }

    /** What was used last comes last. */
    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.toString().endsWith(ending))
                    .sorted(Comparator.comparing(SeedShops::lastUsed))
                    .toList();
        }
    }

    private static FileTime lastUsed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(ShopAt shop) {
        return folder.resolve(shop.id() + '-' + Tables.LAYOUT + ENDING);
    }

    @Override
    public void close() {
        scheduler.dispose();
    }
}
