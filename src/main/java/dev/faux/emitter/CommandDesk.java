package dev.faux.emitter;

import dev.faux.log.JournalFile;
import dev.faux.log.JournalFile.Row;
import dev.faux.shop.Decision;
import dev.faux.shop.Id;
import dev.faux.simulation.History;
import dev.faux.simulation.Instruction;
import dev.faux.simulation.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Where people's instructions come in. They are stamped with an instant a little ahead of all that has happened and written to the
 * journal, many at once; the world comes to that instant only when they are durable, and then decides. Who asked is told both
 * together. For many threads.
 */
public final class CommandDesk implements Journal, AutoCloseable {

    private static final int TOGETHER = 1_000;

    private final JournalFile journal;
    private final Frontier frontier;
    private final Bounds bounds;
    private final Scheduler writing;
    private final Consumer<Throwable> fatal;
    private final BlockingQueue<Asked> waiting;
    /** By the number of their entry: those that the world has not come to. */
    private final Map<Long, Asked> undecided = new LinkedHashMap<>();

    private final Map<String, Asked> keys;
    /** By person: how many were customers before him, and since when he is one. */
    private final Map<String, Since> customers = new HashMap<>();

    private final History history;
    /** How many entries the world had behind it when it began. */
    private long begun;

    private LongSupplier earliest = () -> Long.MAX_VALUE;
    private LongFunction<Mono<Decision>> again = number -> Mono.never();

    /**
     * @param waiting how many instructions may wait to be written down
     * @param keys how many of those who gave their instruction a name are recognised when they come again
     */
    public record Bounds(int waiting, int keys) {}

    /** What somebody asks for, under a name of his own by which he is recognised when he asks again. */
    public record Key(String name, String request) {}

    /** Too many wait. */
    public static final class Busy extends RuntimeException {

        Busy(int waiting) {
            super(waiting + " instructions wait to be written down, which is as many as may");
        }
    }

    /** The name stands for something else already. */
    public static final class OtherRequest extends RuntimeException {

        OtherRequest() {
            super("this was asked for under the same name before, with other words");
        }
    }

    /** The disk does not take it; nothing came of it. */
    public static final class NotWritten extends RuntimeException {

        NotWritten(IOException cause) {
            super("it cannot be written down: " + cause.getMessage(), cause);
        }
    }

    private record Since(int before, long at) {}

    private static final class Asked {

        private final Instruction instruction;
        private final @Nullable Key key;
        private final Sinks.One<Decision> answer = Sinks.one();
        private long number = -1;

        Asked(Instruction instruction, @Nullable Key key) {
            this.instruction = instruction;
            this.key = key;
        }
    }

    /**
     * @param file the journal
     * @param writing has one thread, which may wait for the disk
     * @param fatal ends the process: nobody can say any more what is durable
     * @throws IOException where the journal cannot be read, or is damaged
     */
    CommandDesk(
            Path file, History history, Frontier frontier, Bounds bounds, Scheduler writing, Consumer<Throwable> fatal)
            throws IOException {
        this.history = history;
        this.frontier = frontier;
        this.bounds = bounds;
        this.writing = writing;
        this.fatal = fatal;
        this.waiting = new ArrayBlockingQueue<>(bounds.waiting());
        this.keys = newestOf(bounds.keys());
        this.journal = JournalFile.open(file, this::recognise);
    }

    private static <K, V> Map<K, V> newestOf(int most) {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    private void recognise(long number, Row row) {
        know(row.entry());
        if (row.key() != null && row.request() != null) {
            Asked asked = new Asked(row.entry().instruction(), new Key(row.key(), row.request()));
            asked.number = number;
            keys.put(row.key(), asked);
        }
    }

    /**
     * What comes of an instruction, once it is durable and decided; it may be long until then while the shop stands still. An
     * instruction whose name is known already is answered as the first time.
     */
    public Mono<Decision> ask(Instruction instruction, @Nullable Key key) {
        return Mono.defer(() -> admit(instruction, key)).publishOn(Schedulers.parallel());
    }

    private synchronized Mono<Decision> admit(Instruction instruction, @Nullable Key key) {
        Asked before = key == null ? null : keys.get(key.name());
        if (before != null) {
            return before.key != null && before.key.equals(key) ? answer(before) : Mono.error(new OtherRequest());
        }
        Asked asked = new Asked(instruction, key);
        if (!waiting.offer(asked)) {
            return Mono.error(new Busy(bounds.waiting()));
        }
        if (key != null) {
            keys.put(key.name(), asked);
        }
        writing.schedule(this::writeDown);
        return asked.answer.asMono();
    }

    /** The first order makes him a customer, whatever comes of it. */
    private synchronized void know(Entry entry) {
        if (entry.instruction() instanceof Instruction.Order order) {
            customers.computeIfAbsent(order.person(), any -> new Since(customers.size(), entry.at()));
        }
    }

    /** The customer who a person is; null for one who has ordered nothing yet. */
    public synchronized @Nullable Id customer(String person) {
        Since since = customers.get(person);
        return since == null ? null : history.person(since.before, since.at);
    }

    private Mono<Decision> answer(Asked before) {
        return before.number >= 0 && before.number < begun ? again.apply(before.number) : before.answer.asMono();
    }

    /**
     * The world goes on.
     *
     * @param taken how many entries are behind it
     * @param first tells the virtual instant before which nothing that is asked for now is to happen
     * @param decideAgain tells what came of an entry that is behind
     */
    synchronized void begin(long taken, LongSupplier first, LongFunction<Mono<Decision>> decideAgain) {
        begun = taken;
        earliest = first;
        again = decideAgain;
        keys.values().stream().filter(each -> each.number >= taken).forEach(each -> undecided.put(each.number, each));
    }

    private void writeDown() {
        List<Asked> together = new ArrayList<>();
        waiting.drainTo(together, TOGETHER);
        if (together.isEmpty()) {
            return;
        }
        long at = frontier.hold(earliest.getAsLong());
        List<Row> rows = number(together, at);
        try {
            journal.append(rows);
            rows.forEach(row -> know(row.entry()));
        } catch (JournalFile.Unsynced e) {
            fatal.accept(e);
            return;
        } catch (IOException e) {
            forget(together);
            together.forEach(each -> each.answer.tryEmitError(new NotWritten(e)));
        }
        frontier.release();
    }

    private synchronized List<Row> number(List<Asked> together, long at) {
        List<Row> rows = new ArrayList<>(together.size());
        for (Asked each : together) {
            each.number = journal.entries() + rows.size();
            undecided.put(each.number, each);
            Entry entry = new Entry(at, each.instruction);
            rows.add(
                    each.key == null
                            ? new Row(entry, null, null)
                            : new Row(entry, each.key.name(), each.key.request()));
        }
        return rows;
    }

    private synchronized void forget(List<Asked> together) {
        for (Asked each : together) {
            undecided.remove(each.number);
            if (each.key != null) {
                keys.remove(each.key.name());
            }
        }
    }

    @Override
    public @Nullable Entry entry(long number) {
        return journal.entry(number);
    }

    /** How many instructions have ever been written down. */
    public long entries() {
        return journal.entries();
    }

    @Override
    public void decided(long number, Decision decision) {
        Asked asked;
        synchronized (this) {
            asked = undecided.remove(number);
        }
        if (asked != null) {
            asked.answer.tryEmitValue(decision);
        }
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
