package dev.faux.sink;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Envelope;
import dev.faux.log.Envelope.Attribute;
import dev.faux.log.Reader.Portion;
import dev.faux.sink.KinesisLedger.Kept;
import dev.faux.sink.KinesisSender.Outgoing;
import dev.faux.sink.Mangler.Letter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** What a reader does from one resumption to the next failure: he gives the letters of each portion to the streams they belong to. */
final class KinesisSession {

    /** How many portions are under way at most: the more, the less do full shards keep the others waiting. */
    private static final int AHEAD = 8;

    private final KinesisStreams streams;
    private final Letters letters;
    private final KinesisLedger ledger;
    private final Scheduler thread;
    private final Scheduler.Worker worker;
    private final Map<String, KinesisSender> senders = new HashMap<>();
    private final JsonLetters json = new JsonLetters();
    private final Envelope envelope = new Envelope();
    private volatile @Nullable KinesisProgress progress;

    /** Which letters were in before it began, counted from there. */
    private BitSet before = new BitSet();

    private long next;

    /**
     * @param shards of all streams, by their names
     * @param thread where files are written
     * @param clock of the senders
     */
    KinesisSession(
            KinesisStreams streams,
            Map<String, List<Shard>> shards,
            Letters letters,
            KinesisLedger ledger,
            Scheduler thread,
            Scheduler clock) {
        this.streams = streams;
        this.letters = letters;
        this.ledger = ledger;
        this.thread = thread;
        worker = clock.createWorker();
        shards.forEach((name, each) -> senders.put(
                name,
                new KinesisSender(
                        streams.stream(name),
                        each,
                        clock,
                        worker,
                        number -> Objects.requireNonNull(progress).isIn(number))));
    }

    Flux<Portion> read(Flux<Portion> portions) {
        return portions.flatMapSequential(this::send, AHEAD, 1)
                .concatMap(
                        sent -> begun(sent.portion.reached())
                                .keep(sent.portion.reached(), sent.end)
                                .thenReturn(sent.portion),
                        1);
    }

    /** Gives up what is under way; the worker has nothing to do then. */
    void close() {
        senders.values().forEach(KinesisSender::close);
        KinesisProgress begun = progress;
        if (begun != null) {
            begun.close();
        }
    }

    /** @param end the first letter after it */
    private record Sent(Portion portion, long end) {}

    private Mono<Sent> send(Portion portion) {
        begun(portion.reached());
        Map<KinesisSender, List<Outgoing>> outgoing = new LinkedHashMap<>();
        letters.of(portion.batch(), portion.reached(), new Sorting(outgoing));
        Sent sent = new Sent(portion, next);
        return Flux.fromIterable(outgoing.entrySet())
                .flatMap(each -> each.getKey().send(each.getValue()), senders.size())
                .then(Mono.just(sent));
    }

    /** What is known to be in counts if it is of the same history, from the same event on. */
    private KinesisProgress begun(Checkpoint first) {
        KinesisProgress begun = progress;
        if (begun == null) {
            Kept kept = ledger.last();
            if (kept == null
                    || !kept.checkpoint().history().equals(first.history())
                    || kept.checkpoint().since() != first.since()) {
                kept = new Kept(new Checkpoint(first.history(), first.since() - 1, 0, first.since(), 0), new BitSet());
            }
            before = kept.beyond();
            begun = new KinesisProgress(ledger, kept, worker, thread);
            progress = begun;
        }
        return begun;
    }

    /** Sorts letters by the streams they belong to, and leaves out those that are in. */
    private final class Sorting implements Letters.Post {

        private final Map<KinesisSender, List<Outgoing>> outgoing;

        Sorting(Map<KinesisSender, List<Outgoing>> outgoing) {
            this.outgoing = outgoing;
        }

        @Override
        public void send(Letter letter) {
            add(streams.of(letter.batch().type(letter.index())), letter.batch(), letter.index(), json.line(letter));
        }

        @Override
        public void answer(Batch batch, int index, Dirt dirt) {
            add(streams.mangled(), batch, index, json.answer(batch, index, dirt));
        }

        private void add(String stream, Batch batch, int index, byte[] line) {
            long number = next++;
            if (number < before.length() && before.get((int) number)) {
                return;
            }
            envelope.read(batch, index);
            byte[] key = envelope.value(Attribute.PARTITIONKEY);
            PutRecordsRequestEntry entry = PutRecordsRequestEntry.builder()
                    .partitionKey(new String(key, StandardCharsets.US_ASCII))
                    .data(SdkBytes.fromByteArrayUnsafe(line))
                    .build();
            outgoing.computeIfAbsent(Objects.requireNonNull(senders.get(stream)), each -> new ArrayList<>())
                    .add(new Outgoing(number, entry, key.length + line.length));
        }
    }
}
