package dev.faux.log;

import dev.faux.shop.Decision;
import dev.faux.simulation.History;
import dev.faux.simulation.Journal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Makes older events of a history again, from the nearest snapshot on, by a few worlds that go where somebody reads. A reader asks
 * for one batch at a time and holds nothing in between, so a slow one is in nobody's way. Those who read near to each other are
 * served by the same world; where more places are asked for than there are worlds, these take turns.
 *
 * <p>One thread decides who does what, and everything but the worlds is its own; each world happens on a thread of its own.
 */
final class Reruns implements AutoCloseable {

    /** How long a world stays with those who read here while others wait elsewhere, as long as they ask for more this soon. */
    private static final long TURN = Duration.ofSeconds(1).toNanos();

    private static final long PAUSE = Duration.ofMillis(100).toNanos();

    /** How long a world is kept that nobody asks for anything. */
    private static final long IDLE = Duration.ofSeconds(30).toNanos();

    /** Batches that a world keeps for those who follow, and makes for those who went ahead. */
    private static final int RECENT = 32;

    private static final int AHEAD = 4;

    private final History history;
    private final Journal journal;
    private final Snapshots snapshots;
    private final LongSupplier head;
    private final long near;
    private final int max;
    private final Duration patience;
    private final Scheduler deciding = Schedulers.newSingle("reruns");
    private final Scheduler working;
    private final List<Request> waiting = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();

    /**
     * @param head tells the position that no world goes past
     * @param near how many events a world goes on rather than begin anew from a snapshot
     * @param max how many worlds there are at most
     * @param patience how long a reader waits for his turn
     */
    Reruns(
            History history,
            Journal journal,
            Snapshots snapshots,
            LongSupplier head,
            long near,
            int max,
            Duration patience) {
        this.history = history;
        this.journal = journal;
        this.snapshots = snapshots;
        this.head = head;
        this.near = near;
        this.max = max;
        this.patience = patience;
        this.working = Background.threads("rerun", max, max);
    }

    /** What somebody waits for. */
    private sealed interface Request {

        CompletableFuture<?> answer();
    }

    private record BatchAt(long position, CompletableFuture<Batch> answer) implements Request {

        boolean isIn(Batch batch) {
            return batch.first() <= position && position <= batch.last();
        }

        void answer(Batch batch) {
            answer.complete(batch.from(position));
        }
    }

    private record PositionAt(long instant, CompletableFuture<Long> answer) implements Request {}

    private record DecisionOn(long number, CompletableFuture<Decision> answer) implements Request {}

    /** The events from this position on, which there must be; fails with {@link EventLog.Busy} where others are served for long. */
    Mono<Batch> read(long position) {
        return answered(answer -> new BatchAt(position, answer));
    }

    /** The first position whose event does not happen before this instant, which must have been reached; or as {@link #read}. */
    Mono<Long> positionAt(long instant) {
        return answered(answer -> new PositionAt(instant, answer));
    }

    /** What came of an entry of the journal, which has been decided on; or as {@link #read}. */
    Mono<Decision> decision(long number) {
        return answered(answer -> new DecisionOn(number, answer));
    }

    private <T> Mono<T> answered(Function<CompletableFuture<T>, Request> request) {
        return Mono.fromFuture(() -> {
                    CompletableFuture<T> answer = new CompletableFuture<>();
                    deciding.schedule(() -> admit(request.apply(answer)));
                    return answer;
                })
                .timeout(patience, Mono.error(() -> new EventLog.Busy(max)))
                // The thread that decides has better to do.
                .publishOn(Schedulers.parallel());
    }

    @Override
    public void close() {
        deciding.dispose();
        working.dispose();
    }

    private void admit(Request request) {
        if (!(request instanceof BatchAt wanted && workers.stream().anyMatch(worker -> worker.hands(wanted)))) {
            waiting.add(request);
            assign();
        }
    }

    /** Gives work to whoever has none. */
    private void assign() {
        waiting.removeIf(each -> each.answer().isDone());
        if (workers.size() < max && waiting.stream().anyMatch(this::isFarFromAll)) {
            workers.add(new Worker());
        }
        workers.forEach(Worker::takeUp);
    }

    private boolean isFarFromAll(Request request) {
        return workers.stream().noneMatch(worker -> worker.isNear(request));
    }

    /** One world, which is where somebody reads, or on its way there. */
    private final class Worker {

        private final Deque<Batch> recent = new ArrayDeque<>();
        private boolean isBusy;
        /** Of the last event that is behind it, once it is where it goes to; null where that is not known. */
        private @Nullable Long place;
        /** The last position that somebody asked for. */
        private long asked;

        private long askedWhen;
        private Disposable resting = Disposables.disposed();
        private long turnBegan;

        /** Only the work itself touches it. */
        private @Nullable Run run;

        void takeUp() {
            if (isBusy) {
                return;
            }
            Request request = choose();
            if (request != null) {
                serve(request);
            } else if (place != null && place - asked < AHEAD * Run.BATCH && place < head.getAsLong()) {
                long next = place + 1;
                work(() -> make(next), this::made, this::failed);
            } else {
                resting.dispose();
                restFor(waiting.isEmpty() ? IDLE : PAUSE);
            }
        }

        private void restFor(long nanos) {
            try {
                resting = deciding.schedule(this::rest, nanos, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException closed) {
                // Nobody is there any more who could want anything.
            }
        }

        private void rest() {
            if (!isBusy && System.nanoTime() - askedWhen > IDLE) {
                workers.remove(this);
            } else {
                assign();
            }
        }

        /** Those who read here come first, until others have waited for a turn. */
        private @Nullable Request choose() {
            Request here = waiting.stream()
                    .filter(this::isNear)
                    .min(Comparator.comparingLong(each -> ((BatchAt) each).position()))
                    .orElse(null);
            Request elsewhere = waiting.stream()
                    .filter(Reruns.this::isFarFromAll)
                    .findFirst()
                    .orElse(null);
            long now = System.nanoTime();
            boolean isFree = place == null || now - turnBegan > TURN || here == null && now - askedWhen > PAUSE;
            if (elsewhere == null || !isFree) {
                return here;
            }
            turnBegan = now;
            return elsewhere;
        }

        boolean isNear(Request request) {
            return place != null
                    && request instanceof BatchAt wanted
                    && wanted.position() > place
                    && wanted.position() - place <= near;
        }

        /** Answers from what it still has, if it can. */
        boolean hands(BatchAt wanted) {
            for (Batch batch : recent) {
                if (wanted.isIn(batch)) {
                    ask(batch.last());
                    wanted.answer(batch);
                    takeUp();
                    return true;
                }
            }
            return false;
        }

        private void ask(long position) {
            asked = position;
            askedWhen = System.nanoTime();
        }

        private void serve(Request request) {
            switch (request) {
                case BatchAt wanted -> {
                    place = wanted.position() - 1;
                    ask(wanted.position());
                    work(() -> make(wanted.position()), this::made, this::failed);
                }
                case PositionAt wanted -> {
                    place = null;
                    waiting.remove(wanted);
                    Consumer<Long> found = position -> {
                        place = position - 1;
                        ask(place);
                        wanted.answer().complete(position);
                    };
                    work(() -> find(wanted.instant()), found, wanted.answer()::completeExceptionally);
                }
                case DecisionOn wanted -> {
                    place = null;
                    waiting.remove(wanted);
                    work(
                            () -> decide(wanted.number()),
                            wanted.answer()::complete,
                            wanted.answer()::completeExceptionally);
                }
            }
        }

        private <T> void work(Callable<T> task, Consumer<T> then, Consumer<Throwable> otherwise) {
            isBusy = true;
            working.schedule(() -> {
                Runnable end;
                try {
                    T result = task.call();
                    end = () -> then.accept(result);
                } catch (Exception | Error e) {
                    run = null;
                    end = () -> otherwise.accept(e);
                }
                tell(end);
            });
        }

        private void tell(Runnable end) {
            try {
                deciding.schedule(() -> done(end));
            } catch (RejectedExecutionException closed) {
                // Nobody is there any more who could want it.
            }
        }

        private void done(Runnable then) {
            isBusy = false;
            then.run();
            assign();
        }

        private void made(Batch batch) {
            place = batch.last();
            recent.add(batch);
            if (recent.size() > RECENT) {
                recent.remove();
            }
            for (Request each : waiting) {
                if (each instanceof BatchAt wanted && wanted.isIn(batch)) {
                    ask(batch.last());
                    wanted.answer(batch);
                }
            }
        }

        private void failed(Throwable failure) {
            waiting.stream().filter(this::isNear).forEach(each -> each.answer().completeExceptionally(failure));
            place = null;
        }

        private Batch make(long position) {
            Run there = run;
            if (there == null
                    || there.head().position() >= position
                    || position - there.head().position() > near) {
                run = null;
                there = new Run(history, journal, snapshots.at(position - 1));
                run = there;
            }
            there.skipTowards(position);
            Batch batch;
            do {
                cancelIfInterrupted();
                batch = there.next(head.getAsLong());
            } while (batch.last() < position);
            return batch;
        }

        private long find(long instant) {
            run = null;
            Run there = new Run(history, journal, snapshots.before(instant));
            there.skipTo(instant);
            cancelIfInterrupted();
            run = there;
            return there.head().position() + 1;
        }

        private Decision decide(long number) {
            run = null;
            Journal.Entry entry = Objects.requireNonNull(journal.entry(number));
            Listening listening = new Listening(journal, number);
            new Run(history, listening, snapshots.before(entry.at())).skipTo(entry.at() + 1);
            cancelIfInterrupted();
            return Objects.requireNonNull(listening.heard);
        }

        private static void cancelIfInterrupted() {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException();
            }
        }
    }

    /** Hears what comes of one entry. */
    private static final class Listening implements Journal {

        private final Journal journal;
        private final long number;
        private @Nullable Decision heard;

        Listening(Journal journal, long number) {
            this.journal = journal;
            this.number = number;
        }

        @Override
        public @Nullable Entry entry(long any) {
            return journal.entry(any);
        }

        @Override
        public void decided(long any, Decision decision) {
            heard = any == number ? decision : heard;
        }
    }
}
