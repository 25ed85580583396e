package dev.faux.sink;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.WrongSetting;
import dev.faux.sink.FilesCheckpoints.Kept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Events as lines of JSON in files of a folder, every one exactly once and in their order, whatever fails when: what was written
 * after the last checkpoint is cut off again. A file is found by its name once it is finished and durable, and does not change
 * from then on; until then its name ends in {@code .part}. Of two programs that write to the same folder by the same name, the
 * later one waits.
 */
public final class FilesSink extends LetterSink {

    /** Portions are made durable together, so many or of so long: each time takes some milliseconds. */
    private static final int GATHERED = 4;

    private static final Duration GATHERING = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Path path;
    private final Rolling rolling;
    private final SinkFolder folder;
    private final FilesCheckpoints checkpoints;

    /** Files block. What is begun here is ended, though nobody waits for it any more: an interrupt would close what is open. */
    private final Scheduler thread;

    /** Of the thread: what there is since it was resumed, or null while that has to be asked for. */
    private @Nullable Place place;

    private record Place(@Nullable Kept kept) {}

    /** Of the thread. */
    private @Nullable FilesPost open;

    /**
     * @param seed of the history
     * @throws WrongSetting where a setting asks for what there is not
     */
    public FilesSink(String name, SinkSettings settings, long seed) {
        super(name, settings, seed);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || name.endsWith("-mangled")) {
            throw new WrongSetting(
                    "faux.sinks." + name + ": files begin with that name, expected one of letters, digits,"
                            + " points, dashes and underscores, without -mangled at its end");
        }
        if (settings.folder() == null) {
            throw new WrongSetting(
                    "faux.sinks." + name + ".folder is missing, expected where the files go, such as events");
        }
        path = settings.folder();
        rolling = Rolling.of(name, settings);
        folder = new SinkFolder(path, name);
        checkpoints = new FilesCheckpoints(path, name);
        thread = Schedulers.newBoundedElastic(1, Integer.MAX_VALUE, "sink-" + name);
    }

    @Override
    public Mono<Checkpoint> kept() {
        return Mono.fromCallable(checkpoints::read)
                .subscribeOn(Schedulers.boundedElastic())
                .filter(kept -> !kept.isResetting())
                .map(Kept::checkpoint);
    }

    @Override
    public Mono<Checkpoint> resumeAt() {
        return onThread(this::restore);
    }

    private @Nullable Checkpoint restore() throws IOException {
        letGo();
        folder.enter();
        Kept kept = checkpoints.read();
        if (kept != null && kept.isResetting()) {
            finishReset();
            kept = null;
        }
        folder.restore(kept);
        place = new Place(kept);
        Checkpoint checkpoint = kept == null ? null : kept.checkpoint();
        resume(checkpoint);
        return checkpoint;
    }

    @Override
    public Mono<Void> read(Batch batch, Checkpoint reached) {
        return readAll(Flux.just(new Portion(batch, reached))).then();
    }

    @Override
    public Flux<Portion> readAll(Flux<Portion> portions) {
        return portions.bufferTimeout(GATHERED, GATHERING, Schedulers.parallel(), true)
                .concatMap(gathered -> onThread(() -> take(gathered)).thenMany(Flux.fromIterable(gathered)), 1)
                .doOnError(failure -> giveUp())
                .doOnCancel(this::giveUp);
    }

    private @Nullable Void take(List<Portion> portions) throws IOException {
        Checkpoint reached = portions.getLast().reached();
        FilesPost post = opened(reached.history());
        for (Portion each : portions) {
            letters().of(each.batch(), each.reached(), post);
        }
        post.settle(reached, reached.count() == route().limit());
        return null;
    }

    private FilesPost opened(String history) {
        if (open == null) {
            if (place == null) {
                throw new IllegalStateException(name() + " has to be asked first where it is");
            }
            open = new FilesPost(folder, checkpoints, rolling, history, place.kept);
        }
        return open;
    }

    /** The files of the history before stay, the last of them as it is. */
    @Override
    public Mono<Void> beginAnew() {
        return onThread(() -> {
            Checkpoint former = restore();
            if (former != null) {
                finishAll();
            }
            return null;
        });
    }

    /** Once the checkpoint says that they are, they will be. */
    private void finishAll() throws IOException {
        Kept kept = checkpoints.read();
        if (kept != null) {
            checkpoints.write(kept.finished());
            folder.restore(kept.finished());
            checkpoints.delete();
        }
        restore();
    }

    /** Deletes all its files, of all histories. */
    @Override
    public Mono<Void> reset() {
        return onThread(() -> {
            letGo();
            folder.enter();
            checkpoints.writeResetting();
            finishReset();
            return null;
        });
    }

    /** The checkpoint says that this is to be done until it is. */
    private void finishReset() throws IOException {
        folder.deleteAll();
        checkpoints.delete();
    }

    /** Whoever goes on asks where. */
    private void giveUp() {
        if (!thread.isDisposed()) {
            thread.schedule(() -> {
                try {
                    letGo();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private void letGo() throws IOException {
        FilesPost last = open;
        open = null;
        place = null;
        if (last != null) {
            last.close();
        }
    }

    private interface Work<T> {

        @Nullable
        T done() throws IOException;
    }

    private <T> Mono<T> onThread(Work<T> work) {
        return Mono.create(waiting -> thread.schedule(() -> work(work, waiting)));
    }

    private <T> void work(Work<T> work, MonoSink<T> waiting) {
        try {
            waiting.success(work.done());
        } catch (IOException e) {
            waiting.error(failure(e));
        } catch (UncheckedIOException e) {
            waiting.error(failure(e.getCause() == null ? e : e.getCause()));
        } catch (RuntimeException | Error e) {
            waiting.error(e);
        }
    }

    private IOException failure(Throwable e) {
        // Some of them only name a file.
        String reason = e instanceof FileSystemException ? e.toString() : e.getMessage();
        return new IOException("cannot write to " + path + ": " + reason, e);
    }

    @Override
    public void close() {
        this.<Void>onThread(() -> {
                    letGo();
                    folder.leave();
                    return null;
                })
                .doFinally(end -> thread.dispose())
                .toFuture()
                .orTimeout(CLOSING.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> null)
                .join();
    }

    /** Somebody else has changed what is only the sink's to change. */
    static final class Disturbed extends Refused {

        Disturbed(String what) {
            super(what + "; put it right, or reset the sink, which deletes its files and writes them anew");
        }

        Disturbed(String what, Throwable cause) {
            this(what);
            initCause(cause);
        }
    }
}
