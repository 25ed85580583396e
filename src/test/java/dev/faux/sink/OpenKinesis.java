package dev.faux.sink;

import dev.faux.log.Batch;
import dev.faux.log.Checkpoint;
import dev.faux.log.Reader.Portion;
import dev.faux.simulation.History;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;

/** Streams of a prefix of their own, and the sinks that write to them through a proxy, as settings make them. */
final class OpenKinesis implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    final KinesisProxy proxy;
    final KinesisReading reading;
    private final String prefix;
    private final History history;
    private final Path ledger;
    private final List<KinesisSink> sinks = new ArrayList<>();

    OpenKinesis(KinesisServer server, String prefix, History history, Path ledger) {
        this.prefix = prefix;
        this.history = history;
        this.ledger = ledger;
        proxy = new KinesisProxy(server.endpoint(), 42);
        reading = new KinesisReading(server.endpoint(), prefix);
    }

    /** Another run, with these of {@code faux.sinks.kinesis.*}. */
    KinesisSink sink(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("endpoint", proxy.endpoint().toString());
        all.putIfAbsent("prefix", prefix);
        KinesisSink sink = new KinesisSink("kinesis", Settings.of(all), history.seed(), ledger);
        sinks.add(sink);
        return sink;
    }

    void readAll(KinesisSink sink, List<Batch> batches) {
        sink.resumeAt().block(PATIENCE);
        sink.readAll(portions(batches)).blockLast(PATIENCE);
    }

    Flux<Portion> portions(List<Batch> batches) {
        return Flux.fromIterable(batches).map(batch -> new Portion(batch, reached(batch)));
    }

    boolean isAllKept(Batch last) {
        try (KinesisSink sink = new KinesisSink("kinesis", Settings.of(Map.of()), history.seed(), ledger)) {
            return reached(last).equals(sink.kept().block(PATIENCE));
        }
    }

    Checkpoint reached(Batch batch) {
        return new Checkpoint(history.id(), batch.last(), batch.digest(), 1, batch.last());
    }

    @Override
    public void close() {
        sinks.forEach(KinesisSink::close);
        reading.close();
        proxy.close();
    }
}
