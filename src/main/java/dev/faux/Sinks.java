package dev.faux;

import dev.faux.log.PrivateReader;
import dev.faux.log.Reader;
import dev.faux.log.WrongSetting;
import dev.faux.shop.Privacy;
import dev.faux.simulation.History;
import dev.faux.sink.FilesSink;
import dev.faux.sink.KafkaSink;
import dev.faux.sink.KinesisSink;
import dev.faux.sink.SinkSettings;
import dev.faux.view.ForeignStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The sinks that were asked for; closed with the shop. */
final class Sinks implements AutoCloseable {

    /** It names the database of the shop itself. */
    private static final String TAKEN = "view";

    private final FauxProperties properties;
    private final History history;
    private final List<Reader> readers = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    /** @throws WrongSetting where one of them is asked for what there is not */
    Sinks(FauxProperties properties, History history) {
        this.properties = properties;
        this.history = history;
        properties.sinks().forEach(this::add);
    }

    List<Reader> readers() {
        return List.copyOf(readers);
    }

    private void add(String name, SinkSettings settings) {
        if (name.equals(TAKEN)) {
            throw new WrongSetting(
                    "faux.sinks." + name + ": that is the database of the shop itself, expected another name");
        }
        String kind = settings.kind() == null ? name : settings.kind();
        switch (kind) {
            case "files" -> addFiles(name, settings);
            case "kafka" -> addKafka(name, settings);
            case "kinesis" -> addKinesis(name, settings);
            case "postgres" -> addPostgres(name, settings);
            default ->
                throw new WrongSetting(
                        "faux.sinks." + name + ".kind is " + kind + ", expected files, kafka, kinesis or postgres");
        }
    }

    private void add(String name, SinkSettings settings, Reader reader) {
        Privacy privacy = settings.privacy(name);
        readers.add(privacy == Privacy.FULL ? reader : new PrivateReader(reader, privacy, history.seed()));
    }

    private void addFiles(String name, SinkSettings settings) {
        FilesSink sink = new FilesSink(name, settings, history.seed());
        add(name, settings, sink);
        open.add(sink);
    }

    private void addKafka(String name, SinkSettings settings) {
        Duration age = Duration.between(Instant.ofEpochMilli(history.start()), Instant.now());
        KafkaSink sink =
                new KafkaSink(name, settings, history.seed(), age.plus(properties.retention()), properties.retention());
        add(name, settings, sink);
        open.add(sink);
    }

    private void addKinesis(String name, SinkSettings settings) {
        Path ledger = properties.home().resolve("sinks").resolve(name + ".json");
        KinesisSink sink = new KinesisSink(name, settings, history.seed(), ledger);
        add(name, settings, sink);
        open.add(sink);
    }

    private void addPostgres(String name, SinkSettings settings) {
        if (settings.url() == null) {
            throw new WrongSetting(
                    "faux.sinks." + name
                            + ".url is missing, expected where the database is, such as r2dbc:postgresql://localhost:5432/faux");
        }
        ForeignStore store = new ForeignStore(
                name,
                settings.url(),
                settings.username(),
                settings.password(),
                settings.route(name),
                properties.retention(),
                properties.view());
        add(name, settings, store.reader());
        open.add(store);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }
}
